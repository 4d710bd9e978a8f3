"""Referrals, whom they name, what was decided, and the front door's times."""

import django.core.validators
import django.db.models.deletion
import simple_history.models
from django.conf import settings
from django.db import migrations, models

import accounts.keys
import accounts.walls


class Migration(migrations.Migration):
    """The tables; the next migration puts them behind row security."""

    initial = True

    dependencies = [
        ("accounts", "0010_triage_officer"),
        ("families", "0008_access_patterns"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="FrontDoor",
            fields=[
                (
                    "id",
                    models.PositiveSmallIntegerField(
                        default=1, editable=False, primary_key=True, serialize=False
                    ),
                ),
                (
                    "urgent_hours",
                    models.PositiveSmallIntegerField(
                        default=4,
                        validators=[
                            django.core.validators.MinValueValidator(1),
                            django.core.validators.MaxValueValidator(400),
                        ],
                        verbose_name="working hours for urgent",
                    ),
                ),
                (
                    "high_hours",
                    models.PositiveSmallIntegerField(
                        default=8,
                        validators=[
                            django.core.validators.MinValueValidator(1),
                            django.core.validators.MaxValueValidator(400),
                        ],
                        verbose_name="working hours for high",
                    ),
                ),
                (
                    "routine_hours",
                    models.PositiveSmallIntegerField(
                        default=16,
                        help_text="A working day has eight hours, 9am to 5pm",
                        validators=[
                            django.core.validators.MinValueValidator(1),
                            django.core.validators.MaxValueValidator(400),
                        ],
                        verbose_name="working hours for routine",
                    ),
                ),
                (
                    "again_months",
                    models.PositiveSmallIntegerField(
                        default=12,
                        validators=[
                            django.core.validators.MinValueValidator(1),
                            django.core.validators.MaxValueValidator(60),
                        ],
                        verbose_name="months within which a referral counts as a re-referral",
                    ),
                ),
            ],
            options={
                "verbose_name": "front door timescales",
                "verbose_name_plural": "front door timescales",
                "constraints": [
                    models.CheckConstraint(condition=models.Q(("id", 1)), name="front_door_is_one_row")
                ],
            },
        ),
        migrations.CreateModel(
            name="HistoricalFrontDoor",
            fields=[
                ("id", models.PositiveSmallIntegerField(db_index=True, default=1, editable=False)),
                (
                    "urgent_hours",
                    models.PositiveSmallIntegerField(
                        default=4,
                        validators=[
                            django.core.validators.MinValueValidator(1),
                            django.core.validators.MaxValueValidator(400),
                        ],
                        verbose_name="working hours for urgent",
                    ),
                ),
                (
                    "high_hours",
                    models.PositiveSmallIntegerField(
                        default=8,
                        validators=[
                            django.core.validators.MinValueValidator(1),
                            django.core.validators.MaxValueValidator(400),
                        ],
                        verbose_name="working hours for high",
                    ),
                ),
                (
                    "routine_hours",
                    models.PositiveSmallIntegerField(
                        default=16,
                        help_text="A working day has eight hours, 9am to 5pm",
                        validators=[
                            django.core.validators.MinValueValidator(1),
                            django.core.validators.MaxValueValidator(400),
                        ],
                        verbose_name="working hours for routine",
                    ),
                ),
                (
                    "again_months",
                    models.PositiveSmallIntegerField(
                        default=12,
                        validators=[
                            django.core.validators.MinValueValidator(1),
                            django.core.validators.MaxValueValidator(60),
                        ],
                        verbose_name="months within which a referral counts as a re-referral",
                    ),
                ),
                ("history_change_reason", models.TextField(null=True)),
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
                    "history_user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "historical front door timescales",
                "verbose_name_plural": "historical front door timescales",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalReferral",
            fields=[
                ("id", models.UUIDField(db_index=True, default=accounts.keys.new_key, editable=False)),
                ("history_change_reason", models.TextField(null=True)),
                ("reference", models.CharField(db_index=True, editable=False, max_length=20)),
                (
                    "way",
                    models.CharField(
                        choices=[
                            ("phone", "By phone"),
                            ("email", "By email"),
                            ("letter", "On paper"),
                            ("in_person", "In person"),
                        ],
                        max_length=20,
                        verbose_name="how it reached us",
                    ),
                ),
                ("received_at", models.DateTimeField(verbose_name="received")),
                (
                    "source_text",
                    models.TextField(blank=True, max_length=20000, verbose_name="the message as it came"),
                ),
                (
                    "referrer_kind",
                    models.CharField(
                        choices=[
                            ("school", "School, nursery or college"),
                            ("health", "Health"),
                            ("police", "Police"),
                            ("social_care", "Children’s Social Care"),
                            ("council", "Another part of the council"),
                            ("voluntary", "Voluntary organisation"),
                            ("family", "The family themselves"),
                            ("other", "Somebody else"),
                        ],
                        max_length=20,
                        verbose_name="who refers",
                    ),
                ),
                ("referrer_name", models.CharField(max_length=100, verbose_name="name of the referrer")),
                (
                    "referrer_role",
                    models.CharField(blank=True, max_length=100, verbose_name="role of the referrer"),
                ),
                (
                    "referrer_organisation",
                    models.CharField(blank=True, max_length=150, verbose_name="organisation"),
                ),
                (
                    "referrer_contact",
                    models.CharField(blank=True, max_length=200, verbose_name="how to reach the referrer"),
                ),
                ("address_lines", models.CharField(blank=True, max_length=300, verbose_name="address")),
                ("postcode", models.CharField(blank=True, max_length=10)),
                (
                    "category",
                    models.CharField(
                        choices=[
                            ("parenting", "Parenting and routines"),
                            ("behaviour", "Behaviour at home or school"),
                            ("attendance", "School attendance"),
                            ("child_wellbeing", "A child’s emotional wellbeing"),
                            ("parent_wellbeing", "A parent’s mental health"),
                            ("parental_conflict", "Conflict between parents"),
                            ("domestic_abuse", "Domestic abuse"),
                            ("disability", "Special needs or disability"),
                            ("substances", "Alcohol or drugs"),
                            ("housing_money", "Housing or money"),
                            ("young_carer", "A young carer"),
                            ("exploitation", "Risk outside the home"),
                            ("other", "Something else"),
                        ],
                        max_length=20,
                        verbose_name="main reason",
                    ),
                ),
                ("concerns", models.TextField(max_length=8000, verbose_name="concerns and needs")),
                (
                    "asked_for",
                    models.TextField(blank=True, max_length=2000, verbose_name="what is asked of us"),
                ),
                (
                    "priority",
                    models.CharField(
                        choices=[("urgent", "Urgent"), ("high", "High"), ("routine", "Routine")],
                        max_length=10,
                    ),
                ),
                (
                    "consent",
                    models.CharField(
                        choices=[
                            ("given", "Yes, the family knows and agrees"),
                            ("not_needed", "They were not asked, and there is a reason"),
                        ],
                        max_length=12,
                        verbose_name="does the family agree?",
                    ),
                ),
                ("consent_by", models.CharField(blank=True, max_length=100, verbose_name="who agreed")),
                ("consent_on", models.DateField(blank=True, null=True, verbose_name="agreed on")),
                (
                    "consent_why_not",
                    models.TextField(blank=True, max_length=500, verbose_name="why they were not asked"),
                ),
                ("recorded_at", models.DateTimeField(verbose_name="written down at")),
                ("due_at", models.DateTimeField(verbose_name="to be decided by")),
                (
                    "stage",
                    models.CharField(
                        choices=[
                            ("new", "New"),
                            ("screening", "Screening"),
                            ("decision", "Waiting for a decision"),
                            ("done", "Decided"),
                        ],
                        default="new",
                        max_length=10,
                    ),
                ),
                (
                    "screening",
                    models.TextField(blank=True, max_length=8000, verbose_name="what screening found"),
                ),
                ("decided_at", models.DateTimeField(blank=True, null=True, verbose_name="decided")),
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
                    "assigned_to",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="with",
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
                    "passed_from",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="accounts.team",
                        verbose_name="passed on by",
                    ),
                ),
                (
                    "recorded_by",
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
                    "team",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="accounts.team",
                        verbose_name="received by",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical referral",
                "verbose_name_plural": "historical referrals",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="Referral",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=accounts.keys.new_key, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("reference", models.CharField(editable=False, max_length=20, unique=True)),
                (
                    "way",
                    models.CharField(
                        choices=[
                            ("phone", "By phone"),
                            ("email", "By email"),
                            ("letter", "On paper"),
                            ("in_person", "In person"),
                        ],
                        max_length=20,
                        verbose_name="how it reached us",
                    ),
                ),
                ("received_at", models.DateTimeField(verbose_name="received")),
                (
                    "source_text",
                    models.TextField(blank=True, max_length=20000, verbose_name="the message as it came"),
                ),
                (
                    "referrer_kind",
                    models.CharField(
                        choices=[
                            ("school", "School, nursery or college"),
                            ("health", "Health"),
                            ("police", "Police"),
                            ("social_care", "Children’s Social Care"),
                            ("council", "Another part of the council"),
                            ("voluntary", "Voluntary organisation"),
                            ("family", "The family themselves"),
                            ("other", "Somebody else"),
                        ],
                        max_length=20,
                        verbose_name="who refers",
                    ),
                ),
                ("referrer_name", models.CharField(max_length=100, verbose_name="name of the referrer")),
                (
                    "referrer_role",
                    models.CharField(blank=True, max_length=100, verbose_name="role of the referrer"),
                ),
                (
                    "referrer_organisation",
                    models.CharField(blank=True, max_length=150, verbose_name="organisation"),
                ),
                (
                    "referrer_contact",
                    models.CharField(blank=True, max_length=200, verbose_name="how to reach the referrer"),
                ),
                ("address_lines", models.CharField(blank=True, max_length=300, verbose_name="address")),
                ("postcode", models.CharField(blank=True, max_length=10)),
                (
                    "category",
                    models.CharField(
                        choices=[
                            ("parenting", "Parenting and routines"),
                            ("behaviour", "Behaviour at home or school"),
                            ("attendance", "School attendance"),
                            ("child_wellbeing", "A child’s emotional wellbeing"),
                            ("parent_wellbeing", "A parent’s mental health"),
                            ("parental_conflict", "Conflict between parents"),
                            ("domestic_abuse", "Domestic abuse"),
                            ("disability", "Special needs or disability"),
                            ("substances", "Alcohol or drugs"),
                            ("housing_money", "Housing or money"),
                            ("young_carer", "A young carer"),
                            ("exploitation", "Risk outside the home"),
                            ("other", "Something else"),
                        ],
                        max_length=20,
                        verbose_name="main reason",
                    ),
                ),
                ("concerns", models.TextField(max_length=8000, verbose_name="concerns and needs")),
                (
                    "asked_for",
                    models.TextField(blank=True, max_length=2000, verbose_name="what is asked of us"),
                ),
                (
                    "priority",
                    models.CharField(
                        choices=[("urgent", "Urgent"), ("high", "High"), ("routine", "Routine")],
                        max_length=10,
                    ),
                ),
                (
                    "consent",
                    models.CharField(
                        choices=[
                            ("given", "Yes, the family knows and agrees"),
                            ("not_needed", "They were not asked, and there is a reason"),
                        ],
                        max_length=12,
                        verbose_name="does the family agree?",
                    ),
                ),
                ("consent_by", models.CharField(blank=True, max_length=100, verbose_name="who agreed")),
                ("consent_on", models.DateField(blank=True, null=True, verbose_name="agreed on")),
                (
                    "consent_why_not",
                    models.TextField(blank=True, max_length=500, verbose_name="why they were not asked"),
                ),
                ("recorded_at", models.DateTimeField(verbose_name="written down at")),
                ("due_at", models.DateTimeField(verbose_name="to be decided by")),
                (
                    "stage",
                    models.CharField(
                        choices=[
                            ("new", "New"),
                            ("screening", "Screening"),
                            ("decision", "Waiting for a decision"),
                            ("done", "Decided"),
                        ],
                        default="new",
                        max_length=10,
                    ),
                ),
                (
                    "screening",
                    models.TextField(blank=True, max_length=8000, verbose_name="what screening found"),
                ),
                ("decided_at", models.DateTimeField(blank=True, null=True, verbose_name="decided")),
                ("wall", accounts.walls.WallField(default="")),
                (
                    "assigned_to",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="referrals",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="with",
                    ),
                ),
                (
                    "family",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="referrals",
                        to="families.family",
                    ),
                ),
                (
                    "passed_from",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="accounts.team",
                        verbose_name="passed on by",
                    ),
                ),
                (
                    "recorded_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="referrals_recorded",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "team",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="referrals",
                        to="accounts.team",
                        verbose_name="received by",
                    ),
                ),
            ],
            options={
                "ordering": ["due_at", "id"],
            },
        ),
        migrations.CreateModel(
            name="HistoricalReferralPerson",
            fields=[
                ("id", models.UUIDField(db_index=True, default=accounts.keys.new_key, editable=False)),
                ("history_change_reason", models.TextField(null=True)),
                (
                    "kind",
                    models.CharField(
                        choices=[("child", "Child"), ("adult", "Adult")],
                        max_length=10,
                        verbose_name="child or adult",
                    ),
                ),
                ("given_name", models.CharField(blank=True, max_length=100, verbose_name="first names")),
                ("family_name", models.CharField(blank=True, max_length=100, verbose_name="last name")),
                ("date_of_birth", models.DateField(blank=True, null=True, verbose_name="date of birth")),
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
                    "referral",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="referrals.referral",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical referral person",
                "verbose_name_plural": "historical people in referrals",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalReferralDecision",
            fields=[
                ("id", models.UUIDField(db_index=True, default=accounts.keys.new_key, editable=False)),
                ("history_change_reason", models.TextField(null=True)),
                (
                    "outcome",
                    models.CharField(
                        choices=[
                            ("opened", "Open to a service"),
                            ("advice", "No further action, advice given"),
                            ("no_action", "No further action"),
                            ("signpost", "Signpost to somebody else"),
                            ("step_up", "Step up to Children’s Social Care"),
                            ("returned", "Look at it again"),
                        ],
                        max_length=20,
                        verbose_name="decision",
                    ),
                ),
                ("reason", models.TextField(max_length=2000)),
                (
                    "detail",
                    models.TextField(blank=True, max_length=2000, verbose_name="advice given, or passed to"),
                ),
                ("decided_at", models.DateTimeField(verbose_name="decided")),
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
                    "history_user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "involvement",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="families.involvement",
                        verbose_name="work it opened",
                    ),
                ),
                (
                    "referral",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="referrals.referral",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical referral decision",
                "verbose_name_plural": "historical referral decisions",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="ReferralDecision",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=accounts.keys.new_key, editable=False, primary_key=True, serialize=False
                    ),
                ),
                (
                    "outcome",
                    models.CharField(
                        choices=[
                            ("opened", "Open to a service"),
                            ("advice", "No further action, advice given"),
                            ("no_action", "No further action"),
                            ("signpost", "Signpost to somebody else"),
                            ("step_up", "Step up to Children’s Social Care"),
                            ("returned", "Look at it again"),
                        ],
                        max_length=20,
                        verbose_name="decision",
                    ),
                ),
                ("reason", models.TextField(max_length=2000)),
                (
                    "detail",
                    models.TextField(blank=True, max_length=2000, verbose_name="advice given, or passed to"),
                ),
                ("decided_at", models.DateTimeField(verbose_name="decided")),
                (
                    "decided_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="referral_decisions",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "involvement",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="referral_decisions",
                        to="families.involvement",
                        verbose_name="work it opened",
                    ),
                ),
                (
                    "referral",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="decisions",
                        to="referrals.referral",
                    ),
                ),
            ],
            options={
                "ordering": ["-decided_at", "-id"],
            },
        ),
        migrations.CreateModel(
            name="ReferralPerson",
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
                        choices=[("child", "Child"), ("adult", "Adult")],
                        max_length=10,
                        verbose_name="child or adult",
                    ),
                ),
                ("given_name", models.CharField(blank=True, max_length=100, verbose_name="first names")),
                ("family_name", models.CharField(blank=True, max_length=100, verbose_name="last name")),
                ("date_of_birth", models.DateField(blank=True, null=True, verbose_name="date of birth")),
                (
                    "person",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="named_in_referrals",
                        to="families.person",
                    ),
                ),
                (
                    "referral",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="people",
                        to="referrals.referral",
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "people in referrals",
                "ordering": ["-kind", "date_of_birth", "id"],
            },
        ),
        migrations.AddIndex(
            model_name="referral",
            index=models.Index(
                models.F("family"),
                models.OrderBy(models.F("received_at"), descending=True),
                models.OrderBy(models.F("id"), descending=True),
                name="referral_chronology",
            ),
        ),
        migrations.AddIndex(
            model_name="referral",
            index=models.Index(fields=["family", "recorded_by"], name="referral_authors"),
        ),
        migrations.AddIndex(
            model_name="referral",
            index=models.Index(
                models.F("due_at"),
                models.F("id"),
                condition=models.Q(("stage", "done"), _negated=True),
                name="referral_waiting",
            ),
        ),
        migrations.AddIndex(
            model_name="referral",
            index=models.Index(
                models.OrderBy(models.F("decided_at"), descending=True),
                models.OrderBy(models.F("id"), descending=True),
                name="referral_decided",
            ),
        ),
        migrations.AddConstraint(
            model_name="referral",
            constraint=models.CheckConstraint(
                condition=models.Q(("concerns", ""), _negated=True), name="referral_says_why"
            ),
        ),
        migrations.AddConstraint(
            model_name="referral",
            constraint=models.CheckConstraint(
                condition=models.Q(("referrer_name", ""), _negated=True), name="referral_says_who_refers"
            ),
        ),
        migrations.AddConstraint(
            model_name="referral",
            constraint=models.CheckConstraint(
                condition=models.Q(("received_at__lte", models.F("recorded_at"))),
                name="referral_is_not_in_the_future",
            ),
        ),
        migrations.AddConstraint(
            model_name="referral",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("stage", "done"), ("decided_at__isnull", False)),
                    models.Q(models.Q(("stage", "done"), _negated=True), ("decided_at__isnull", True)),
                    _connector="OR",
                ),
                name="referral_is_done_once_decided",
            ),
        ),
        migrations.AddConstraint(
            model_name="referral",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("consent", "given"),
                        ("consent_on__isnull", False),
                        models.Q(("consent_by", ""), _negated=True),
                    ),
                    models.Q(
                        ("consent", "not_needed"),
                        models.Q(("consent_why_not", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="referral_has_consent_or_a_reason",
            ),
        ),
        migrations.AddConstraint(
            model_name="referral",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("passed_from__isnull", True),
                    models.Q(("passed_from", models.F("team")), _negated=True),
                    _connector="OR",
                ),
                name="referral_passed_to_another_team",
            ),
        ),
        migrations.AddConstraint(
            model_name="referral",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("priority__in", ["urgent", "high", "routine"]),
                    ("stage__in", ["new", "screening", "decision", "done"]),
                    ("way__in", ["phone", "email", "letter", "in_person"]),
                    (
                        "category__in",
                        [
                            "parenting",
                            "behaviour",
                            "attendance",
                            "child_wellbeing",
                            "parent_wellbeing",
                            "parental_conflict",
                            "domestic_abuse",
                            "disability",
                            "substances",
                            "housing_money",
                            "young_carer",
                            "exploitation",
                            "other",
                        ],
                    ),
                    (
                        "referrer_kind__in",
                        [
                            "school",
                            "health",
                            "police",
                            "social_care",
                            "council",
                            "voluntary",
                            "family",
                            "other",
                        ],
                    ),
                ),
                name="referral_words_are_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="referraldecision",
            constraint=models.CheckConstraint(
                condition=models.Q(("reason", ""), _negated=True), name="referral_decision_has_a_reason"
            ),
        ),
        migrations.AddConstraint(
            model_name="referraldecision",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("outcome__in", ["advice", "signpost", "step_up"]), _negated=True),
                    models.Q(("detail", ""), _negated=True),
                    _connector="OR",
                ),
                name="referral_decision_says_what_was_told",
            ),
        ),
        migrations.AddConstraint(
            model_name="referraldecision",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("involvement__isnull", False), ("outcome", "opened")),
                    models.Q(models.Q(("outcome", "opened"), _negated=True), ("involvement__isnull", True)),
                    _connector="OR",
                ),
                name="referral_decision_opens_work",
            ),
        ),
        migrations.AddConstraint(
            model_name="referralperson",
            constraint=models.CheckConstraint(
                condition=models.Q(("family_name", ""), ("given_name", ""), _negated=True),
                name="referral_person_has_a_name",
            ),
        ),
        migrations.AddConstraint(
            model_name="referralperson",
            constraint=models.UniqueConstraint(fields=("referral", "person"), name="referral_person_once"),
        ),
    ]
