"""Who sees pairs of families and merges of families; and the way on from an old link to a family."""

from django.db import migrations

from accounts.permissions import Permission
from accounts.row_security import ProtectRows, permission_check
from accounts.statistics import keep_no_statistics
from cases.families.policies import family_seen, person_seen

MERGE = permission_check(Permission.RECORD_MERGE)
BOTH = f"{MERGE} AND {family_seen('first_id')} AND {family_seen('second_id')}"
LEADER = (
    f"{MERGE} AND (({{row}}.leader_id IS NOT NULL AND {person_seen('leader_id')})"
    f" OR ({{row}}.leader_family_id IS NOT NULL AND {family_seen('leader_family_id')}))"
)

# Like merge_leader: whoever follows an old link learns a key, and only of a family they see.
LEADER_FAMILY = """
CREATE FUNCTION merge_leader_family(family uuid) RETURNS uuid LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path = public, pg_temp AS $$
    SELECT m.leader_family_id FROM merging_merge m
     WHERE m.other_id = family AND m.state IN ('done', 'unmerge_asked') AND family_seen(m.leader_family_id)
$$;
GRANT CREATE ON SCHEMA public TO familyhubs_lookup;
ALTER FUNCTION merge_leader_family(uuid) OWNER TO familyhubs_lookup;
REVOKE CREATE ON SCHEMA public FROM familyhubs_lookup;
REVOKE ALL ON FUNCTION merge_leader_family(uuid) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION merge_leader_family(uuid) TO familyhubs_web, familyhubs_worker, familyhubs_lookup;
"""
# A page takes no decision back, as with pairs of people.
DECIDED = """
REVOKE DELETE ON merging_familypair FROM familyhubs_web;
CREATE POLICY decided_once ON merging_familypair AS RESTRICTIVE FOR UPDATE TO familyhubs_web
    USING (decided_at IS NULL) WITH CHECK (decided_by_id = (SELECT actor_id()));
"""


class Migration(migrations.Migration):
    """Policies and the way on from an old link."""

    dependencies = [("merging", "0003_families")]
    operations = [
        ProtectRows("FamilyPair", using=BOTH),
        ProtectRows("Merge", using=LEADER, lookup=True),
        migrations.RunSQL(LEADER_FAMILY, migrations.RunSQL.noop),
        migrations.RunSQL(DECIDED, migrations.RunSQL.noop),
        keep_no_statistics(),
    ]
