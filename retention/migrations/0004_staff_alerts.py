"""A rule for alerts to staff."""

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps
from django.utils import timezone

from retention.loading import load_missing_rules


def load(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Rules a council wrote itself stay as they are."""
    load_missing_rules(lambda name: apps.get_model("retention", name), timezone.now())


class Migration(migrations.Migration):
    """Waits for approval, as every rule does."""

    dependencies = [("retention", "0003_row_rules"), ("accounts", "0003_alerts")]
    operations = [migrations.RunPython(load, migrations.RunPython.noop)]
