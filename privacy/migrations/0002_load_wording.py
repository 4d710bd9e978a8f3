"""Load the installed wording of the notices, code by code, leaving words that are there already."""

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

from privacy.published.loading import load_missing_wording


def load(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Fill the tables of the notices."""
    load_missing_wording(lambda name: apps.get_model("privacy", name))


class Migration(migrations.Migration):
    """The pages have words as soon as the tables exist."""

    dependencies = [("privacy", "0001_published_notices")]
    operations = [migrations.RunPython(load, migrations.RunPython.noop)]
