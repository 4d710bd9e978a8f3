"""Who sees pairs and merges: whoever may merge, and only of people they see. The journal is the job's alone."""

from django.db import migrations

from accounts.permissions import Permission
from accounts.row_security import ProtectRows, permission_check
from accounts.statistics import keep_no_statistics
from cases.families.policies import person_seen

MERGE = permission_check(Permission.RECORD_MERGE)
BOTH = f"{MERGE} AND {person_seen('first_id')} AND {person_seen('second_id')}"

# Whoever follows an old link need not have the right to merge; they learn a key, and only of somebody they see.
LEADER = """
CREATE FUNCTION merge_leader(person uuid) RETURNS uuid LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path = public, pg_temp AS $$
    SELECT m.leader_id FROM merging_merge m
     WHERE m.other_id = person AND m.state IN ('done', 'unmerge_asked') AND person_seen(m.leader_id)
$$;
GRANT CREATE ON SCHEMA public TO familyhubs_lookup;
ALTER FUNCTION merge_leader(uuid) OWNER TO familyhubs_lookup;
REVOKE CREATE ON SCHEMA public FROM familyhubs_lookup;
REVOKE ALL ON FUNCTION merge_leader(uuid) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION merge_leader(uuid) TO familyhubs_web, familyhubs_worker, familyhubs_lookup;
"""
# A page asks and the job does: no page says that something is done, or takes a decision back.
ASKED = """
REVOKE DELETE ON merging_duplicatepair, merging_merge, merging_mergestep FROM familyhubs_web;
REVOKE INSERT, UPDATE ON merging_mergestep FROM familyhubs_web;
CREATE POLICY asked ON merging_merge AS RESTRICTIVE FOR INSERT TO familyhubs_web
    WITH CHECK (state = 'asked' AND asked_by_id = (SELECT actor_id()));
CREATE POLICY asked_back ON merging_merge AS RESTRICTIVE FOR UPDATE TO familyhubs_web
    USING (state = 'done') WITH CHECK (state = 'unmerge_asked' AND undo_by_id = (SELECT actor_id()));
CREATE POLICY decided_once ON merging_duplicatepair AS RESTRICTIVE FOR UPDATE TO familyhubs_web
    USING (decided_at IS NULL) WITH CHECK (decided_by_id = (SELECT actor_id()));
"""


class Migration(migrations.Migration):
    """Policies and the way on from an old link."""

    dependencies = [("merging", "0001_initial"), ("families", "0008_access_patterns")]
    operations = [
        ProtectRows("DuplicatePair", using=BOTH),
        ProtectRows("Merge", using=f"{MERGE} AND {person_seen('leader_id')}", lookup=True),
        ProtectRows("MergeStep", using="false"),
        migrations.RunSQL(LEADER, migrations.RunSQL.noop),
        migrations.RunSQL(ASKED, migrations.RunSQL.noop),
        keep_no_statistics(),
    ]
