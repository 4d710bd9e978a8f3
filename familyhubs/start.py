"""Every process starts here: settings are read once, and a bad one ends the start with its one sentence.

From then on nothing is called but what they list.
"""

import os
import sys

from django.conf import settings

from familyhubs import outbound
from familyhubs.env import SettingError

# gunicorn's master restarts a worker that stops with any other code, for ever.
GUNICORN_GIVES_UP = 3


def load_settings(*, exit_code: int = 1) -> None:
    """Read the settings, or print why the process cannot start and leave it. Nothing else is printed."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "familyhubs.settings")
    try:
        _ = settings.INSTALLED_APPS
    except SettingError as error:
        print(f"Not started: {error}", file=sys.stderr)
        raise SystemExit(exit_code) from None
    outbound.only(settings.OUTBOUND_HOSTS)
