"""Questions about how records were looked at: decided once, by whoever answers for the member of staff."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import accounts.keys
from accounts.permissions import Permission
from accounts.row_security import ProtectRows, permission_check

ASKED = (
    "({row}.user_id <> (SELECT actor_id()) AND ("
    f"{permission_check(Permission.ACCESS_AUDIT)} OR EXISTS (SELECT 1 FROM accounts_membership m"
    " WHERE m.user_id = {row}.user_id AND m.started_on <= {row}.day AND (m.ended_on IS NULL OR m.ended_on >= {row}.day)"
    " AND m.team_id IN (SELECT team_ids_answered_for((SELECT actor_id()))))))"
)
DECIDED_ONCE = """
CREATE POLICY decided_once ON families_accesspattern AS RESTRICTIVE FOR UPDATE TO familyhubs_web
    USING (decided_at IS NULL) WITH CHECK (decided_at IS NOT NULL);
REVOKE INSERT, UPDATE, DELETE ON families_accesspattern, families_accesspatternsubject FROM familyhubs_web;
GRANT UPDATE (outcome, reason, decided_at, decided_by_id) ON families_accesspattern TO familyhubs_web;
"""


class Migration(migrations.Migration):
    """Raised by the nightly job alone. Nobody sees what is about themselves."""

    dependencies = [
        ("families", "0007_who_sees_what"),
        ("accounts", "0008_access_review"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="AccessPattern",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=accounts.keys.new_key, editable=False, primary_key=True, serialize=False
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("own", "Looked at somebody with their own last name or home postcode"),
                            (
                                "colleague",
                                "Looked at somebody who may be a colleague or of a colleague’s family",
                            ),
                            ("outside_work", "Looked again and again at somebody who is not their work"),
                            ("index_cards", "Searched for many people and opened none of them"),
                            ("out_of_hours", "Opened many records while offices were closed"),
                        ],
                        max_length=20,
                    ),
                ),
                ("day", models.DateField(verbose_name="day of the last look")),
                ("first_at", models.DateTimeField(verbose_name="first look")),
                ("last_at", models.DateTimeField(verbose_name="last look")),
                ("looks", models.PositiveIntegerField()),
                ("raised_at", models.DateTimeField()),
                (
                    "outcome",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("explained", "There was a good reason"),
                            ("reminded", "Reminded of the rules"),
                            ("information_governance", "Referred to information governance"),
                            ("human_resources", "Referred to human resources"),
                        ],
                        max_length=30,
                    ),
                ),
                ("reason", models.CharField(blank=True, max_length=500, verbose_name="what was said")),
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
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="access_patterns",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ["-day", "-id"],
            },
        ),
        migrations.CreateModel(
            name="AccessPatternSubject",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=accounts.keys.new_key, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("person_id", models.UUIDField(null=True, verbose_name="person looked at")),
                ("family_id", models.UUIDField(null=True, verbose_name="family looked at")),
                (
                    "pattern",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="subjects",
                        to="families.accesspattern",
                    ),
                ),
            ],
        ),
        migrations.AddConstraint(
            model_name="accesspattern",
            constraint=models.UniqueConstraint(fields=("user", "kind", "day"), name="access_pattern_once"),
        ),
        migrations.AddConstraint(
            model_name="accesspattern",
            constraint=models.CheckConstraint(
                condition=models.Q(("last_at__gte", models.F("first_at"))), name="access_pattern_in_order"
            ),
        ),
        migrations.AddConstraint(
            model_name="accesspattern",
            constraint=models.CheckConstraint(
                condition=models.Q(("decided_by", models.F("user")), _negated=True),
                name="access_pattern_not_decided_by_oneself",
            ),
        ),
        migrations.AddConstraint(
            model_name="accesspattern",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("decided_at__isnull", True),
                        ("decided_by__isnull", True),
                        ("outcome", ""),
                        ("reason", ""),
                    ),
                    models.Q(
                        models.Q(("outcome", ""), _negated=True),
                        models.Q(("reason", ""), _negated=True),
                        ("decided_at__isnull", False),
                        ("decided_by__isnull", False),
                    ),
                    _connector="OR",
                ),
                name="access_pattern_decided_in_full",
            ),
        ),
        migrations.AddIndex(
            model_name="accesspatternsubject",
            index=models.Index(fields=["person_id"], name="pattern_by_person"),
        ),
        migrations.AddIndex(
            model_name="accesspatternsubject",
            index=models.Index(fields=["family_id"], name="pattern_by_family"),
        ),
        migrations.AddConstraint(
            model_name="accesspatternsubject",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("person_id__isnull", False), ("family_id__isnull", False), _connector="OR"
                ),
                name="pattern_is_about_somebody",
            ),
        ),
        ProtectRows(
            "AccessPattern", using=ASKED, check=f"{ASKED} AND {{row}}.decided_by_id = (SELECT actor_id())"
        ),
        ProtectRows(
            "AccessPatternSubject",
            using="EXISTS (SELECT 1 FROM families_accesspattern p WHERE p.id = {row}.pattern_id)",
            check="false",
        ),
        migrations.RunSQL(DECIDED_ONCE, migrations.RunSQL.noop),
    ]
