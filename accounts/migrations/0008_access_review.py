"""Quarterly reviews of memberships, home postcodes of staff, and jobs that managers may end and nothing else."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import accounts.keys
from accounts.permissions import Permission
from accounts.row_security import ProtectRows, permission_check

ANSWERED_FOR = """
-- Teams somebody leads, and the teams below: they answer for how its members work.
CREATE FUNCTION team_ids_answered_for(member uuid) RETURNS SETOF uuid LANGUAGE sql STABLE PARALLEL SAFE AS
    $$ WITH RECURSIVE led AS (
           SELECT m.team_id FROM accounts_membership m JOIN accounts_user u ON u.id = m.user_id AND u.is_active
            WHERE m.user_id = member AND m.started_on <= today_in_london()
              AND (m.ended_on IS NULL OR m.ended_on >= today_in_london())
              AND role_allows(m.role, 'access_review')
           UNION
           SELECT t.id FROM accounts_team t JOIN led l ON t.parent_id = l.team_id
       ) SELECT team_id FROM led $$;
"""

# Pages run as one role for everybody, so the table cannot tell an administrator from a manager: this can.
GUARD = """
CREATE FUNCTION membership_guard() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF current_user <> 'familyhubs_web' OR actor_can('staff_manage') THEN
        RETURN NEW;
    END IF;
    IF TG_OP = 'UPDATE' AND (NEW.id, NEW.user_id, NEW.team_id, NEW.role, NEW.started_on)
                          = (OLD.id, OLD.user_id, OLD.team_id, OLD.role, OLD.started_on)
       AND NEW.ended_on >= today_in_london() AND NEW.ended_on <= coalesce(OLD.ended_on, 'infinity')
       AND NEW.user_id <> actor_id() AND NEW.team_id IN (SELECT team_ids_answered_for(actor_id())) THEN
        RETURN NEW;
    END IF;
    RAISE insufficient_privilege USING MESSAGE = 'administrators change jobs; a manager may end one of their team';
END $$;
CREATE TRIGGER membership_guard BEFORE INSERT OR UPDATE ON accounts_membership
    FOR EACH ROW EXECUTE FUNCTION membership_guard();
REVOKE DELETE, TRUNCATE ON accounts_membership FROM familyhubs_web;
"""

MEMBER = "EXISTS (SELECT 1 FROM accounts_membership m WHERE m.id = {row}.membership_id AND %s)"
ASKED = (
    "(m.team_id IN (SELECT team_ids_answered_for((SELECT actor_id())))"
    f" OR ({{row}}.is_for_administrators AND {permission_check(Permission.STAFF_MANAGE)}))"
)
# Nobody decides about themselves, in anybody else's name, or a second time.
DECIDED_ONCE = """
CREATE POLICY decided_once ON accounts_membershipreview AS RESTRICTIVE FOR UPDATE TO familyhubs_web
    USING (decided_at IS NULL) WITH CHECK (decided_at IS NOT NULL);
REVOKE INSERT, UPDATE, DELETE ON accounts_membershipreview FROM familyhubs_web;
GRANT UPDATE (decision, reason, decided_at, decided_by_id) ON accounts_membershipreview TO familyhubs_web;
"""


class Migration(migrations.Migration):
    """A review is read by the member and by whoever is asked, and decided by the latter alone."""

    dependencies = [
        ("accounts", "0007_access_log"),
    ]

    operations = [
        migrations.CreateModel(
            name="HomePostcode",
            fields=[
                (
                    "user",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="home_postcode",
                        serialize=False,
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "postcode",
                    models.CharField(help_text="As Royal Mail writes it, with its space", max_length=8),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("postcode", ""), _negated=True), name="home_postcode_is_given"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="MembershipReview",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=accounts.keys.new_key, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("opened_on", models.DateField(verbose_name="asked on")),
                ("due_on", models.DateField(verbose_name="to be confirmed by")),
                (
                    "is_for_administrators",
                    models.BooleanField(default=False, verbose_name="nobody above can answer"),
                ),
                ("looks", models.PositiveIntegerField(default=0, verbose_name="looks at records in 90 days")),
                ("last_used_at", models.DateTimeField(null=True, verbose_name="last sign-in or look")),
                ("warned_at", models.DateTimeField(null=True, verbose_name="member warned")),
                (
                    "decision",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("confirmed", "Still needed"),
                            ("ended", "End this access"),
                            ("not_confirmed", "Ended because nobody confirmed it"),
                            ("left", "The job had ended already"),
                        ],
                        max_length=20,
                    ),
                ),
                ("reason", models.CharField(blank=True, max_length=300, verbose_name="why it ended")),
                ("decided_at", models.DateTimeField(null=True)),
                (
                    "decided_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "membership",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="reviews",
                        to="accounts.membership",
                    ),
                ),
            ],
            options={
                "ordering": ["membership__team__name", "membership__user__full_name", "id"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("decided_at__isnull", True)),
                        fields=("membership",),
                        name="review_waits_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("due_on__gt", models.F("opened_on"))), name="review_leaves_time"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("decided_at__isnull", True), ("decision", "")),
                            models.Q(
                                models.Q(("decision", ""), _negated=True), ("decided_at__isnull", False)
                            ),
                            _connector="OR",
                        ),
                        name="review_decided_has_a_day",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("decision__in", ("confirmed", "ended")), _negated=True),
                            ("decided_by__isnull", False),
                            _connector="OR",
                        ),
                        name="review_decided_by_somebody",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("decision", "ended"), _negated=True),
                            models.Q(("reason", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="review_end_has_a_reason",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("decision", "not_confirmed"), _negated=True),
                            ("warned_at__isnull", False),
                            _connector="OR",
                        ),
                        name="review_warns_before_it_ends",
                    ),
                ],
            },
        ),
        migrations.RunSQL(ANSWERED_FOR, migrations.RunSQL.noop),
        migrations.RunSQL(GUARD, migrations.RunSQL.noop),
        ProtectRows("HomePostcode", using="{row}.user_id = (SELECT actor_id())"),
        ProtectRows(
            "MembershipReview",
            using=MEMBER % f"(m.user_id = (SELECT actor_id()) OR {ASKED})",
            check=MEMBER % f"m.user_id <> (SELECT actor_id()) AND {ASKED}"
            " AND {row}.decided_by_id = (SELECT actor_id())",
        ),
        migrations.RunSQL(DECIDED_ONCE, migrations.RunSQL.noop),
    ]
