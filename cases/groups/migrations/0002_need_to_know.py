"""Names on a register are seen by whoever sees the family, and written by the team that runs the group.

Putting somebody down for a group leans on work that the group's team holds with the family: PostgreSQL takes no
enrolment without it, so that nobody stands on a register of a team without a ground to know them. Another team may ask
for a place and no more. What is read by every caseworker is changed by the team that runs it alone: the second half of
the policies says so of the row as it was, so that no programme, session or line can be moved over to another team.
"""

from django.db import migrations

from accounts.permissions import Permission
from accounts.row_security import ProtectRows, permission_check
from accounts.statistics import keep_no_statistics
from cases.families.policies import MEMBERSHIP_SEEN

READ = permission_check(Permission.FAMILY_VIEW)
RUN = permission_check(Permission.GROUP_RUN)
OWN = "= ANY ((SELECT actor_team_ids())::uuid[])"
OWN_PROGRAMME = f"{RUN} AND {{row}}.team_id {OWN}"
OWN_COHORT = (
    f"{RUN} AND EXISTS (SELECT 1 FROM groups_programme p"
    f" WHERE p.id = {{row}}.programme_id AND p.team_id {OWN})"
)
IN_OWN_COHORT = (
    f"{RUN} AND EXISTS (SELECT 1 FROM groups_cohort c JOIN groups_programme p ON p.id = c.programme_id"
    f" WHERE c.id = {{row}}.cohort_id AND p.team_id {OWN})"
)
ASKS = f"{RUN} AND {{row}}.state = 'waiting'"
ON_ITS_GROUND = (
    "EXISTS (SELECT 1 FROM families_involvement i JOIN groups_programme p ON p.team_id = i.team_id"
    " AND p.service_id = i.service_id JOIN groups_cohort c ON c.programme_id = p.id"
    " WHERE i.id = {row}.involvement_id AND i.family_id = {row}.family_id AND c.id = {row}.cohort_id"
    " AND (i.person_id IS NULL OR i.person_id = {row}.person_id))"
)
OF_THE_FAMILY = (
    "EXISTS (SELECT 1 FROM families_familymembership m"
    " WHERE m.family_id = {row}.family_id AND m.person_id = {row}.person_id)"
)
ENROLMENT_SEEN = "EXISTS (SELECT 1 FROM groups_enrolment e WHERE e.id = {row}.enrolment_id OFFSET 0)"
OF_ITS_REGISTER = (
    f"{RUN} AND EXISTS (SELECT 1 FROM groups_enrolment e JOIN groups_session s ON s.cohort_id = e.cohort_id"
    " JOIN groups_cohort c ON c.id = e.cohort_id JOIN groups_programme p ON p.id = c.programme_id"
    f" WHERE e.id = {{row}}.enrolment_id AND s.id = {{row}}.session_id AND p.team_id {OWN})"
)
KEPT = ("programme", "cohort", "session", "enrolment")
CHANGED_BY = {
    "programme": OWN_PROGRAMME,
    "cohort": OWN_COHORT,
    "session": IN_OWN_COHORT,
    "enrolment": IN_OWN_COHORT,
    "attendance": OF_ITS_REGISTER,
}
"""Who may change a row that stands; adding one is in the policies of ``ProtectRows``."""


def changed_by(table: str, condition: str) -> str:
    """A policy about the row before the change, on top of the one about the row after it."""
    said = condition.format(row=table)
    return f"CREATE POLICY whose_to_change ON {table} AS RESTRICTIVE FOR UPDATE TO familyhubs_web USING ({said});"


class Migration(migrations.Migration):
    """Behind row security from the start."""

    dependencies = [("groups", "0001_initial")]
    operations = [
        ProtectRows("Programme", using=READ, check=OWN_PROGRAMME),
        ProtectRows("Cohort", using=READ, check=OWN_COHORT),
        ProtectRows("Session", using=READ, check=IN_OWN_COHORT),
        ProtectRows(
            "Enrolment",
            using=MEMBERSHIP_SEEN,
            check=f"(({IN_OWN_COHORT}) OR ({ASKS})) AND {MEMBERSHIP_SEEN} AND {OF_THE_FAMILY} AND {ON_ITS_GROUND}",
        ),
        ProtectRows("Attendance", using=ENROLMENT_SEEN, check=OF_ITS_REGISTER),
        *(
            migrations.RunSQL(changed_by(f"groups_{name}", condition), migrations.RunSQL.noop)
            for name, condition in CHANGED_BY.items()
        ),
        migrations.RunSQL(
            "CREATE POLICY whose_to_remove ON groups_attendance AS RESTRICTIVE FOR DELETE TO familyhubs_web"
            f" USING ({OF_ITS_REGISTER.format(row='groups_attendance')});",
            migrations.RunSQL.noop,
        ),
        # Groups are changed, never removed, by staff; disposal is a job of the system. A line of a register may be.
        *(
            migrations.RunSQL(f"REVOKE DELETE ON groups_{name} FROM familyhubs_web;", migrations.RunSQL.noop)
            for name in KEPT
        ),
        keep_no_statistics(),
    ]
