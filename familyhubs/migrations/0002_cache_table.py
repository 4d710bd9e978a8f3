"""The table of Django's database cache: counts of sign-in tries, shared by every web process."""

from typing import Any

from django.core.management import call_command
from django.db import migrations


def make_table(apps: Any, schema_editor: Any) -> None:
    """Make it unless it is there."""
    call_command("createcachetable", database=schema_editor.connection.alias, verbosity=0)


class Migration(migrations.Migration):
    """After the roles, so that the table gets its grants."""

    dependencies = [("familyhubs", "0001_database_roles")]
    operations = [migrations.RunPython(make_table, migrations.RunPython.noop)]
