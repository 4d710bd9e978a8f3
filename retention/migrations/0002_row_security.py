"""How PostgreSQL counts periods, the default schedule, and who may see holds and disposal lists."""

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps
from django.utils import timezone

from accounts.permissions import Permission
from accounts.row_security import ProtectRows, permission_check
from retention.loading import load_missing_rules, load_standing_orders

FUNCTIONS = """
CREATE FUNCTION retention_after(start date, months integer) RETURNS date LANGUAGE sql IMMUTABLE PARALLEL SAFE AS
    $$ SELECT (start + make_interval(months => months))::date
              + (extract(day FROM start + make_interval(months => months)) < extract(day FROM start))::integer $$;
CREATE FUNCTION financial_year_end(day date) RETURNS date LANGUAGE sql IMMUTABLE PARALLEL SAFE AS
    $$ SELECT make_date(extract(year FROM day)::integer + (extract(month FROM day) > 3)::integer, 3, 31) $$;

-- Officers have no casework access: a reference they were given is all they know, and a key all they learn.
CREATE FUNCTION hold_target(reference text) RETURNS TABLE (scope text, key uuid) LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path = public, pg_temp AS $$
        SELECT 'family', f.id FROM families_family f WHERE f.reference = $1 AND actor_can('hold_manage')
        UNION ALL
        SELECT 'person', p.id FROM families_person p WHERE p.reference = $1 AND actor_can('hold_manage') $$;
GRANT CREATE ON SCHEMA public TO familyhubs_lookup;
ALTER FUNCTION hold_target(text) OWNER TO familyhubs_lookup;
REVOKE CREATE ON SCHEMA public FROM familyhubs_lookup;
"""

SEEN = permission_check(Permission.DISPOSAL_VIEW)
MANAGED = permission_check(Permission.HOLD_MANAGE)
DECIDED = (
    f"({permission_check(Permission.DISPOSAL_PROPOSE)} OR {permission_check(Permission.DISPOSAL_APPROVE)})"
)


def load(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Ahead of row security, which would hide the new rows from the owner who writes them."""
    load_missing_rules(lambda name: apps.get_model("retention", name), timezone.now())
    load_standing_orders(lambda name: apps.get_model("retention", name))


class Migration(migrations.Migration):
    """The register is written by the job that destroys, and by nobody else."""

    dependencies = [("retention", "0001_initial"), ("families", "0002_row_security")]
    operations = [
        migrations.RunSQL(FUNCTIONS, migrations.RunSQL.noop),
        migrations.RunPython(load, migrations.RunPython.noop),
        # The constraint triggers of the rows just written have to be done before the tables are altered.
        migrations.RunSQL("SET CONSTRAINTS ALL IMMEDIATE", migrations.RunSQL.noop),
        ProtectRows("Hold", using=SEEN, check=MANAGED),
        ProtectRows("DisposalList", using=SEEN, check=DECIDED),
        ProtectRows("DisposalItem", using=SEEN, check=DECIDED),
        ProtectRows("DisposalRegister", using=SEEN, check="false"),
        migrations.RunSQL(
            "REVOKE DELETE ON retention_hold, retention_rule, retention_disposallist, retention_disposalitem,"
            " retention_disposalregister, retention_disposalswitch FROM familyhubs_web;"
            "REVOKE UPDATE, INSERT ON retention_disposalregister FROM familyhubs_web;",
            migrations.RunSQL.noop,
        ),
    ]
