"""Looks at a record that was put into another one are looks at that other one, for whoever audits the log."""

from django.db import migrations

# As in 0004, and the keys that records had before they were put together with any of these.
CIRCLE = """
CREATE OR REPLACE FUNCTION look_circle(about uuid) RETURNS SETOF uuid LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path = public, pg_temp AS $$
        WITH circle (key) AS (
            SELECT about
            UNION SELECT m.person_id FROM families_familymembership m WHERE m.family_id = about
            UNION SELECT m.family_id FROM families_familymembership m
                   WHERE m.person_id = about AND m.ended_on IS NULL
        )
        SELECT c.key FROM circle c WHERE actor_can('access_audit')
        UNION SELECT g.other_id FROM merging_merge g JOIN circle c ON c.key IN (g.leader_id, g.leader_family_id)
               WHERE g.state IN ('done', 'unmerge_asked') AND actor_can('access_audit') $$;
"""


class Migration(migrations.Migration):
    """The circle of an audit grows by the records that are gone."""

    dependencies = [("privacy", "0004_access_audit"), ("merging", "0004_family_rows")]
    operations = [migrations.RunSQL(CIRCLE, migrations.RunSQL.noop)]
