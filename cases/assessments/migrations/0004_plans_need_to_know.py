"""Need to know for plans: whoever sees the family sees its plan, and who may write assessments writes it."""

from django.db import migrations

from accounts.permissions import Permission
from accounts.row_security import ProtectRows, permission_check
from accounts.statistics import keep_no_statistics
from cases.families.policies import family_seen

WRITE = permission_check(Permission.ASSESSMENT_WRITE)
OF_FAMILY = (
    "EXISTS (SELECT 1 FROM families_involvement i"
    " WHERE i.id = {row}.involvement_id AND i.family_id = {row}.family_id)"
)


def seen(table: str, column: str) -> str:
    """The row above it is the actor's to see."""
    return f"EXISTS (SELECT 1 FROM assessments_{table} above WHERE above.id = {{row}}.{column}_id OFFSET 0)"


def of_a_member(to_plan: str) -> str:
    """The person it names belongs, or belonged, to the family of the plan; ``to_plan`` leads from the row to it."""
    return (
        "({row}.person_id IS NULL OR EXISTS (SELECT 1 FROM assessments_plan p"
        f" JOIN families_familymembership m ON m.family_id = p.family_id {to_plan}"
        " AND m.person_id = {row}.person_id))"
    )


APPROVED = (
    "EXISTS (SELECT 1 FROM assessments_assessment a"
    " WHERE a.id = {row}.assessment_id AND a.state = 'approved' OFFSET 0)"
)
ACTION_PLAN = (
    "JOIN assessments_planneed n ON n.plan_id = p.id JOIN assessments_plangoal g ON g.need_id = n.id"
    " WHERE g.id = {row}.goal_id"
)
MEETING_PLAN = "JOIN assessments_teammeeting t ON t.plan_id = p.id WHERE t.id = {row}.meeting_id"
ABOVE = (
    ("PlanNeed", "plan", "plan"),
    ("PlanGoal", "planneed", "need"),
    ("PlanReview", "plan", "plan"),
    ("GoalProgress", "planreview", "review"),
    ("TeamMeeting", "plan", "plan"),
)


class Migration(migrations.Migration):
    """Behind row security from the start; nothing of a plan is removed by a page."""

    dependencies = [("assessments", "0003_plans")]
    operations = [
        ProtectRows("FamilyCopy", using=seen("assessment", "assessment"), check=f"{WRITE} AND {APPROVED}"),
        ProtectRows("Plan", using=family_seen(), check=f"{WRITE} AND {family_seen()} AND {OF_FAMILY}"),
        *(
            ProtectRows(model, using=seen(table, column), check=f"{WRITE} AND {seen(table, column)}")
            for model, table, column in ABOVE
        ),
        ProtectRows(
            "PlanAction",
            using=seen("plangoal", "goal"),
            check=f"{WRITE} AND {seen('plangoal', 'goal')} AND {of_a_member(ACTION_PLAN)}",
        ),
        ProtectRows(
            "MeetingInvitee",
            using=seen("teammeeting", "meeting"),
            check=f"{WRITE} AND {seen('teammeeting', 'meeting')} AND {of_a_member(MEETING_PLAN)}",
        ),
        migrations.RunSQL(
            "REVOKE DELETE ON assessments_plan, assessments_planneed, assessments_plangoal, assessments_planaction,"
            " assessments_planreview, assessments_goalprogress, assessments_teammeeting, assessments_meetinginvitee,"
            " assessments_familycopy"
            " FROM familyhubs_web;",
            migrations.RunSQL.noop,
        ),
        keep_no_statistics(),
    ]
