"""Who sees and writes referrals, in PostgreSQL; the queries of the app say the same."""

from django.db import migrations

from accounts.permissions import Permission
from accounts.row_security import ProtectRows, permission_check
from accounts.statistics import keep_no_statistics
from cases.families.policies import family_seen

RECORD = permission_check(Permission.REFERRAL_RECORD)
TRIAGE = permission_check(Permission.REFERRAL_TRIAGE)
OWN = "({row}.recorded_by_id = (SELECT actor_id()) AND {row}.stage <> 'done')"
RECEIVED = "{row}.team_id = ANY ((SELECT actor_team_ids())::uuid[])"
PASSED_ON = "{row}.passed_from_id = ANY ((SELECT actor_team_ids())::uuid[])"

# Nobody's file yet: the front door that has it, the one that passed it on, and whoever wrote it down. Once it belongs
# to a family's file, whoever sees that family, and nobody else: a restricted family's referral is as restricted.
SEEN = (
    f"CASE WHEN {{row}}.family_id IS NULL THEN ({OWN} OR ({TRIAGE} AND ({RECEIVED} OR ({PASSED_ON}"
    f" AND {{row}}.stage <> 'done')))) ELSE {family_seen()} END"
)
WRITTEN = (
    f"(({RECORD} AND {OWN}) OR ({TRIAGE} AND ({RECEIVED} OR {PASSED_ON})))"
    f" AND ({{row}}.family_id IS NULL OR {family_seen()})"
)
REFERRAL_SEEN = "EXISTS (SELECT 1 FROM referrals_referral r WHERE r.id = {row}.referral_id OFFSET 0)"
# Nobody of another family is pulled into this one's file.
OF_THE_FAMILY = (
    "EXISTS (SELECT 1 FROM referrals_referral r JOIN families_familymembership m ON m.family_id = r.family_id"
    " WHERE r.id = {row}.referral_id AND m.person_id = {row}.person_id)"
)


class Migration(migrations.Migration):
    """Policies, and the one row of times."""

    dependencies = [
        ("referrals", "0001_initial"),
        ("accounts", "0010_triage_officer"),
        ("families", "0008_access_patterns"),
    ]
    operations = [
        ProtectRows("Referral", using=SEEN, check=WRITTEN),
        ProtectRows(
            "ReferralPerson",
            using=REFERRAL_SEEN,
            check=f"({RECORD} OR {TRIAGE}) AND {REFERRAL_SEEN} AND ({{row}}.person_id IS NULL OR {OF_THE_FAMILY})",
        ),
        ProtectRows(
            "ReferralDecision",
            using=REFERRAL_SEEN,
            check=f"{TRIAGE} AND {REFERRAL_SEEN} AND {{row}}.decided_by_id = (SELECT actor_id())",
        ),
        # What was told and what was decided stays; disposal is a job of the system.
        migrations.RunSQL(
            "REVOKE DELETE ON referrals_referral FROM familyhubs_web;"
            "REVOKE UPDATE, DELETE ON referrals_referraldecision, referrals_historicalfrontdoor FROM familyhubs_web;",
            migrations.RunSQL.noop,
        ),
        migrations.RunSQL(
            "INSERT INTO referrals_frontdoor (id, urgent_hours, high_hours, routine_hours, again_months)"
            " VALUES (1, 4, 8, 16, 12);",
            migrations.RunSQL.noop,
        ),
        keep_no_statistics(),
    ]
