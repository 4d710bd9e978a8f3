"""The log of what was shared, behind row security: seen with the family, and by whoever answers for the log."""

import django.db.models.deletion
import simple_history.models
from django.conf import settings
from django.db import migrations, models

import accounts.keys
import accounts.walls
from accounts.permissions import Permission
from accounts.row_security import ProtectRows, permission_check
from accounts.statistics import keep_no_statistics
from cases.families.policies import EDIT, family_seen

OVERSEE = permission_check(Permission.WORK_OVERSEE)
OFFICERS = permission_check(Permission.REQUEST_HANDLE)


class Migration(migrations.Migration):
    """Written by caseworkers who see the family, decided by managers who do."""

    dependencies = [
        ("families", "0011_priority"),
        ("privacy", "0005_looks_at_what_was_put_together"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="HistoricalDisclosure",
            fields=[
                ("id", models.UUIDField(db_index=True, default=accounts.keys.new_key, editable=False)),
                ("history_change_reason", models.TextField(null=True)),
                (
                    "recipient",
                    models.CharField(
                        choices=[
                            ("government", "Government"),
                            ("council_departments", "Council departments"),
                            ("safeguarding_boards", "Safeguarding boards"),
                            ("health_agencies", "Health agencies"),
                            ("courts", "Courts"),
                            ("probation", "Probation"),
                            ("therapists_and_teachers", "Therapists and teachers"),
                            ("education_providers", "Education providers"),
                            ("other_councils", "Other councils"),
                            ("other_youth_offending_teams", "Other youth offending teams"),
                            ("youth_justice_board", "Youth justice board"),
                            ("youth_custody_service", "Youth custody service"),
                            ("referral_agencies", "Referral agencies"),
                            ("pupil_referral_units", "Pupil referral units"),
                            ("voluntary_partners", "Voluntary partners"),
                            ("awarding_bodies", "Awarding bodies"),
                            ("funding_bodies", "Funding bodies"),
                            ("elected_members", "Elected members"),
                        ],
                        max_length=40,
                        verbose_name="kind of recipient",
                    ),
                ),
                ("organisation", models.CharField(max_length=200, verbose_name="organisation")),
                (
                    "contact_name",
                    models.CharField(blank=True, max_length=200, verbose_name="who there gets it"),
                ),
                (
                    "purpose",
                    models.CharField(
                        choices=[
                            ("targeted_support", "Targeted support"),
                            ("provide_services", "Provide services"),
                            ("council_functions", "Council functions"),
                            ("safe_and_good", "Safe and good"),
                            ("assess_quality", "Assess quality"),
                            ("improve", "Improve"),
                            ("statistics", "Statistics"),
                            ("statutory_duties", "Statutory duties"),
                            ("research", "Research"),
                            ("equality_monitoring", "Equality monitoring"),
                            ("programme_eligibility", "Programme eligibility"),
                            ("programme_tracking", "Programme tracking"),
                            ("programme_claims", "Programme claims"),
                            ("programme_spot_checks", "Programme spot checks"),
                            ("prevent_offending", "Prevent offending"),
                            ("support_victims", "Support victims"),
                            ("run_testing", "Run testing"),
                        ],
                        max_length=40,
                        verbose_name="what for",
                    ),
                ),
                (
                    "law",
                    models.CharField(
                        choices=[
                            ("children_act", "Children act"),
                            ("children_and_families_act", "Children and families act"),
                            ("localism_act", "Localism act"),
                            ("crime_and_disorder_act_1998", "Crime and disorder act 1998"),
                            ("criminal_justice_act_2003", "Criminal justice act 2003"),
                            ("laspo_act_2012", "Laspo act 2012"),
                            ("pace_act_1984", "Pace act 1984"),
                            ("victims_code", "Victims code"),
                            ("limitation_act_1980", "Limitation act 1980"),
                        ],
                        max_length=40,
                        verbose_name="law",
                    ),
                ),
                ("what", models.TextField(max_length=2000, verbose_name="what is shared")),
                (
                    "records",
                    models.JSONField(blank=True, default=list, verbose_name="records that go with it"),
                ),
                (
                    "necessity",
                    models.TextField(
                        max_length=2000, verbose_name="why they need it, and why no less would do"
                    ),
                ),
                (
                    "told",
                    models.CharField(
                        choices=[
                            ("told", "They know"),
                            ("asked", "They asked us to"),
                            (
                                "not_told",
                                "They were not told, because telling them would put somebody at risk",
                            ),
                        ],
                        max_length=20,
                        verbose_name="whether the family knows",
                    ),
                ),
                ("is_urgent", models.BooleanField(default=False, verbose_name="too urgent to wait")),
                ("written_at", models.DateTimeField(verbose_name="written down")),
                (
                    "decision",
                    models.CharField(
                        blank=True, choices=[("approved", "Agreed"), ("refused", "Not agreed")], max_length=10
                    ),
                ),
                ("decision_words", models.CharField(blank=True, max_length=500, verbose_name="reason")),
                ("decided_at", models.DateTimeField(blank=True, null=True)),
                ("shared_on", models.DateField(blank=True, null=True, verbose_name="shared")),
                ("shared_how", models.CharField(blank=True, max_length=200, verbose_name="how it was sent")),
                ("wall", accounts.walls.WallField(default="")),
                (
                    "history_id",
                    models.UUIDField(
                        default=accounts.keys.new_key, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("history_date", models.DateTimeField(db_index=True)),
                (
                    "history_type",
                    models.CharField(
                        choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1
                    ),
                ),
                (
                    "decided_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "family",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="families.family",
                    ),
                ),
                (
                    "history_user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="families.person",
                    ),
                ),
                (
                    "written_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "historical disclosure",
                "verbose_name_plural": "historical disclosures",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="Disclosure",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=accounts.keys.new_key, editable=False, primary_key=True, serialize=False
                    ),
                ),
                (
                    "recipient",
                    models.CharField(
                        choices=[
                            ("government", "Government"),
                            ("council_departments", "Council departments"),
                            ("safeguarding_boards", "Safeguarding boards"),
                            ("health_agencies", "Health agencies"),
                            ("courts", "Courts"),
                            ("probation", "Probation"),
                            ("therapists_and_teachers", "Therapists and teachers"),
                            ("education_providers", "Education providers"),
                            ("other_councils", "Other councils"),
                            ("other_youth_offending_teams", "Other youth offending teams"),
                            ("youth_justice_board", "Youth justice board"),
                            ("youth_custody_service", "Youth custody service"),
                            ("referral_agencies", "Referral agencies"),
                            ("pupil_referral_units", "Pupil referral units"),
                            ("voluntary_partners", "Voluntary partners"),
                            ("awarding_bodies", "Awarding bodies"),
                            ("funding_bodies", "Funding bodies"),
                            ("elected_members", "Elected members"),
                        ],
                        max_length=40,
                        verbose_name="kind of recipient",
                    ),
                ),
                ("organisation", models.CharField(max_length=200, verbose_name="organisation")),
                (
                    "contact_name",
                    models.CharField(blank=True, max_length=200, verbose_name="who there gets it"),
                ),
                (
                    "purpose",
                    models.CharField(
                        choices=[
                            ("targeted_support", "Targeted support"),
                            ("provide_services", "Provide services"),
                            ("council_functions", "Council functions"),
                            ("safe_and_good", "Safe and good"),
                            ("assess_quality", "Assess quality"),
                            ("improve", "Improve"),
                            ("statistics", "Statistics"),
                            ("statutory_duties", "Statutory duties"),
                            ("research", "Research"),
                            ("equality_monitoring", "Equality monitoring"),
                            ("programme_eligibility", "Programme eligibility"),
                            ("programme_tracking", "Programme tracking"),
                            ("programme_claims", "Programme claims"),
                            ("programme_spot_checks", "Programme spot checks"),
                            ("prevent_offending", "Prevent offending"),
                            ("support_victims", "Support victims"),
                            ("run_testing", "Run testing"),
                        ],
                        max_length=40,
                        verbose_name="what for",
                    ),
                ),
                (
                    "law",
                    models.CharField(
                        choices=[
                            ("children_act", "Children act"),
                            ("children_and_families_act", "Children and families act"),
                            ("localism_act", "Localism act"),
                            ("crime_and_disorder_act_1998", "Crime and disorder act 1998"),
                            ("criminal_justice_act_2003", "Criminal justice act 2003"),
                            ("laspo_act_2012", "Laspo act 2012"),
                            ("pace_act_1984", "Pace act 1984"),
                            ("victims_code", "Victims code"),
                            ("limitation_act_1980", "Limitation act 1980"),
                        ],
                        max_length=40,
                        verbose_name="law",
                    ),
                ),
                ("what", models.TextField(max_length=2000, verbose_name="what is shared")),
                (
                    "records",
                    models.JSONField(blank=True, default=list, verbose_name="records that go with it"),
                ),
                (
                    "necessity",
                    models.TextField(
                        max_length=2000, verbose_name="why they need it, and why no less would do"
                    ),
                ),
                (
                    "told",
                    models.CharField(
                        choices=[
                            ("told", "They know"),
                            ("asked", "They asked us to"),
                            (
                                "not_told",
                                "They were not told, because telling them would put somebody at risk",
                            ),
                        ],
                        max_length=20,
                        verbose_name="whether the family knows",
                    ),
                ),
                ("is_urgent", models.BooleanField(default=False, verbose_name="too urgent to wait")),
                ("written_at", models.DateTimeField(verbose_name="written down")),
                (
                    "decision",
                    models.CharField(
                        blank=True, choices=[("approved", "Agreed"), ("refused", "Not agreed")], max_length=10
                    ),
                ),
                ("decision_words", models.CharField(blank=True, max_length=500, verbose_name="reason")),
                ("decided_at", models.DateTimeField(blank=True, null=True)),
                ("shared_on", models.DateField(blank=True, null=True, verbose_name="shared")),
                ("shared_how", models.CharField(blank=True, max_length=200, verbose_name="how it was sent")),
                ("wall", accounts.walls.WallField(default="")),
                (
                    "decided_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "family",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="disclosures",
                        to="families.family",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="disclosures",
                        to="families.person",
                    ),
                ),
                (
                    "written_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="disclosures",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ["-written_at", "-id"],
                "abstract": False,
                "indexes": [
                    models.Index(fields=["family", "-written_at", "-id"], name="disclosure_by_family"),
                    models.Index(fields=["family", "written_by"], name="disclosure_by_author"),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("decided_by__isnull", True),
                            models.Q(("decided_by", models.F("written_by")), _negated=True),
                            _connector="OR",
                        ),
                        name="disclosure_is_agreed_by_another",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("decided_at__isnull", True), ("decided_by__isnull", True), ("decision", "")
                            ),
                            models.Q(
                                ("decided_at__isnull", False),
                                ("decided_by__isnull", False),
                                models.Q(("decision", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="disclosure_decision_is_whole",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("shared_how", ""), ("shared_on__isnull", True)),
                            models.Q(
                                ("shared_on__isnull", False),
                                models.Q(("shared_how", ""), _negated=True),
                                models.Q(("decision", "approved"), ("is_urgent", True), _connector="OR"),
                            ),
                            _connector="OR",
                        ),
                        name="disclosure_is_agreed_or_urgent",
                    ),
                ],
            },
        ),
        ProtectRows(
            "Disclosure",
            using=f"({family_seen()} OR {OFFICERS})",
            check=f"({EDIT} OR {OVERSEE}) AND {family_seen()}",
        ),
        keep_no_statistics(),
    ]
