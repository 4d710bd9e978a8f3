"""Walls, and what is worked out about an actor when they are named.

Which families are opened to somebody, and what they see of the family a page is about, is known to the apps above;
until they say so it is nothing.
"""

from django.db import migrations

from accounts.row_security import InstallRoles

NOTHING = """
CREATE FUNCTION actor_opens() RETURNS uuid[] LANGUAGE sql STABLE AS $$ SELECT '{}'::uuid[] $$;
CREATE FUNCTION actor_looks_at(family uuid, person uuid, OUT families uuid[], OUT people uuid[])
    LANGUAGE sql STABLE AS $$ SELECT '{}'::uuid[], '{}'::uuid[] $$;
"""


class Migration(migrations.Migration):
    """The functions every policy asks, once more."""

    dependencies = [("accounts", "0003_alerts")]
    operations = [migrations.RunSQL(NOTHING, migrations.RunSQL.noop), InstallRoles()]
