"""One module a yardstick. Each has ``measure(size)``, which yields figures and leaves the data as it found it."""

import django
from django.apps import apps

from familyhubs.start import load_settings

# The modules of this package import models, which exist once Django has read its settings.
if not apps.ready:
    load_settings()
    django.setup()
