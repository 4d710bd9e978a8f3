"""Forms of assessment as data, and what was answered."""

import django.db.models.deletion
import simple_history.models
from django.conf import settings
from django.db import migrations, models

import accounts.keys
import accounts.walls


class Migration(migrations.Migration):
    """The tables."""

    initial = True

    dependencies = [
        ("families", "0010_warnings"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="FormDefinition",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=accounts.keys.new_key, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("name", models.CharField(max_length=100, unique=True)),
                ("is_offered", models.BooleanField(default=True, verbose_name="offered for new assessments")),
            ],
            options={
                "ordering": ["name"],
            },
        ),
        migrations.CreateModel(
            name="FormSection",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=accounts.keys.new_key, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("position", models.PositiveSmallIntegerField()),
                ("key", models.SlugField(max_length=40)),
                ("title", models.CharField(max_length=100)),
                ("guidance", models.TextField(blank=True, max_length=2000)),
                (
                    "about",
                    models.CharField(
                        choices=[
                            ("family", "The whole family"),
                            ("child", "Each child"),
                            ("person", "Each person"),
                        ],
                        default="family",
                        max_length=10,
                    ),
                ),
            ],
            options={
                "ordering": ["version", "position", "id"],
            },
        ),
        migrations.CreateModel(
            name="Assessment",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=accounts.keys.new_key, editable=False, primary_key=True, serialize=False
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("in_progress", "In progress"),
                            ("submitted", "Waiting for approval"),
                            ("returned", "Returned with comments"),
                            ("approved", "Approved"),
                        ],
                        default="in_progress",
                        max_length=12,
                    ),
                ),
                ("started_at", models.DateTimeField(verbose_name="begun at")),
                ("submitted_at", models.DateTimeField(blank=True, null=True)),
                ("decided_at", models.DateTimeField(blank=True, null=True)),
                (
                    "comments",
                    models.TextField(blank=True, max_length=5000, verbose_name="the manager’s comments"),
                ),
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
                        related_name="assessments",
                        to="families.family",
                    ),
                ),
                (
                    "involvement",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="assessments",
                        to="families.involvement",
                        verbose_name="as part of",
                    ),
                ),
                (
                    "started_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "submitted_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ["-started_at", "-id"],
            },
        ),
        migrations.CreateModel(
            name="AssessmentPart",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=accounts.keys.new_key, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("is_complete", models.BooleanField(default=False, verbose_name="finished")),
                (
                    "assessment",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="parts",
                        to="assessments.assessment",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="assessment_parts",
                        to="families.person",
                    ),
                ),
                (
                    "section",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="parts",
                        to="assessments.formsection",
                    ),
                ),
            ],
            options={
                "ordering": ["id"],
            },
        ),
        migrations.CreateModel(
            name="FormQuestion",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=accounts.keys.new_key, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("position", models.PositiveSmallIntegerField()),
                ("key", models.SlugField(max_length=40)),
                ("label", models.CharField(max_length=200)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("text", "Text"),
                            ("choice", "One of a list"),
                            ("multi", "Several of a list"),
                            ("date", "Date"),
                            ("yes_no", "Yes or no"),
                            ("score", "Score from 0 to 10"),
                        ],
                        default="text",
                        max_length=10,
                    ),
                ),
                ("guidance", models.TextField(blank=True, max_length=2000)),
                (
                    "options",
                    models.TextField(
                        blank=True, help_text="One on each line", verbose_name="answers to choose from"
                    ),
                ),
                (
                    "is_required",
                    models.BooleanField(
                        default=True, verbose_name="must be answered to complete the section"
                    ),
                ),
                (
                    "prefill",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("names", "Names"),
                            ("birth_dates", "Dates of birth"),
                            ("languages", "Languages"),
                            ("schools", "Schools"),
                            ("needs", "Health and other needs"),
                        ],
                        max_length=12,
                        verbose_name="filled in from the record",
                    ),
                ),
                (
                    "shown_when_is",
                    models.CharField(
                        blank=True,
                        help_text="Yes, No or one of its list",
                        max_length=200,
                        verbose_name="is answered",
                    ),
                ),
                (
                    "shown_when",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="follow_ups",
                        to="assessments.formquestion",
                        verbose_name="asked only when this question",
                    ),
                ),
                (
                    "section",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="questions",
                        to="assessments.formsection",
                    ),
                ),
            ],
            options={
                "ordering": ["section", "position", "id"],
            },
        ),
        migrations.CreateModel(
            name="FormVersion",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=accounts.keys.new_key, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("number", models.PositiveSmallIntegerField(verbose_name="version")),
                ("published_on", models.DateField(blank=True, null=True)),
                (
                    "definition",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="versions",
                        to="assessments.formdefinition",
                    ),
                ),
            ],
            options={
                "ordering": ["definition__name", "-number"],
            },
        ),
        migrations.AddField(
            model_name="formsection",
            name="version",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="sections",
                to="assessments.formversion",
            ),
        ),
        migrations.AddField(
            model_name="assessment",
            name="form",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="assessments",
                to="assessments.formversion",
            ),
        ),
        migrations.CreateModel(
            name="HistoricalAnswer",
            fields=[
                ("id", models.UUIDField(db_index=True, default=accounts.keys.new_key, editable=False)),
                ("history_change_reason", models.TextField(null=True)),
                ("value", models.TextField(blank=True, max_length=10000, verbose_name="answer")),
                ("given_at", models.DateTimeField(verbose_name="first answered at")),
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
                    "part",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="assessments.assessmentpart",
                    ),
                ),
                (
                    "question",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="assessments.formquestion",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical answer",
                "verbose_name_plural": "historical answers",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalAssessment",
            fields=[
                ("id", models.UUIDField(db_index=True, default=accounts.keys.new_key, editable=False)),
                ("history_change_reason", models.TextField(null=True)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("in_progress", "In progress"),
                            ("submitted", "Waiting for approval"),
                            ("returned", "Returned with comments"),
                            ("approved", "Approved"),
                        ],
                        default="in_progress",
                        max_length=12,
                    ),
                ),
                ("started_at", models.DateTimeField(verbose_name="begun at")),
                ("submitted_at", models.DateTimeField(blank=True, null=True)),
                ("decided_at", models.DateTimeField(blank=True, null=True)),
                (
                    "comments",
                    models.TextField(blank=True, max_length=5000, verbose_name="the manager’s comments"),
                ),
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
                    "form",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="assessments.formversion",
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
                        verbose_name="as part of",
                    ),
                ),
                (
                    "started_by",
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
                    "submitted_by",
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
                "verbose_name": "historical assessment",
                "verbose_name_plural": "historical assessments",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalAssessmentPart",
            fields=[
                ("id", models.UUIDField(db_index=True, default=accounts.keys.new_key, editable=False)),
                ("history_change_reason", models.TextField(null=True)),
                ("is_complete", models.BooleanField(default=False, verbose_name="finished")),
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
                    "assessment",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="assessments.assessment",
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
                    "section",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="assessments.formsection",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical assessment part",
                "verbose_name_plural": "historical assessment parts",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalFormDefinition",
            fields=[
                ("id", models.UUIDField(db_index=True, default=accounts.keys.new_key, editable=False)),
                ("name", models.CharField(db_index=True, max_length=100)),
                ("is_offered", models.BooleanField(default=True, verbose_name="offered for new assessments")),
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
                "verbose_name": "historical form definition",
                "verbose_name_plural": "historical form definitions",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalFormQuestion",
            fields=[
                ("id", models.UUIDField(db_index=True, default=accounts.keys.new_key, editable=False)),
                ("position", models.PositiveSmallIntegerField()),
                ("key", models.SlugField(max_length=40)),
                ("label", models.CharField(max_length=200)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("text", "Text"),
                            ("choice", "One of a list"),
                            ("multi", "Several of a list"),
                            ("date", "Date"),
                            ("yes_no", "Yes or no"),
                            ("score", "Score from 0 to 10"),
                        ],
                        default="text",
                        max_length=10,
                    ),
                ),
                ("guidance", models.TextField(blank=True, max_length=2000)),
                (
                    "options",
                    models.TextField(
                        blank=True, help_text="One on each line", verbose_name="answers to choose from"
                    ),
                ),
                (
                    "is_required",
                    models.BooleanField(
                        default=True, verbose_name="must be answered to complete the section"
                    ),
                ),
                (
                    "prefill",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("names", "Names"),
                            ("birth_dates", "Dates of birth"),
                            ("languages", "Languages"),
                            ("schools", "Schools"),
                            ("needs", "Health and other needs"),
                        ],
                        max_length=12,
                        verbose_name="filled in from the record",
                    ),
                ),
                (
                    "shown_when_is",
                    models.CharField(
                        blank=True,
                        help_text="Yes, No or one of its list",
                        max_length=200,
                        verbose_name="is answered",
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
                (
                    "section",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="assessments.formsection",
                    ),
                ),
                (
                    "shown_when",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="assessments.formquestion",
                        verbose_name="asked only when this question",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical form question",
                "verbose_name_plural": "historical form questions",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalFormSection",
            fields=[
                ("id", models.UUIDField(db_index=True, default=accounts.keys.new_key, editable=False)),
                ("position", models.PositiveSmallIntegerField()),
                ("key", models.SlugField(max_length=40)),
                ("title", models.CharField(max_length=100)),
                ("guidance", models.TextField(blank=True, max_length=2000)),
                (
                    "about",
                    models.CharField(
                        choices=[
                            ("family", "The whole family"),
                            ("child", "Each child"),
                            ("person", "Each person"),
                        ],
                        default="family",
                        max_length=10,
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
                (
                    "version",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="assessments.formversion",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical form section",
                "verbose_name_plural": "historical form sections",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalFormVersion",
            fields=[
                ("id", models.UUIDField(db_index=True, default=accounts.keys.new_key, editable=False)),
                ("number", models.PositiveSmallIntegerField(verbose_name="version")),
                ("published_on", models.DateField(blank=True, null=True)),
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
                    "definition",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="assessments.formdefinition",
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
                "verbose_name": "historical form version",
                "verbose_name_plural": "historical form versions",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="Answer",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=accounts.keys.new_key, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("value", models.TextField(blank=True, max_length=10000, verbose_name="answer")),
                ("given_at", models.DateTimeField(verbose_name="first answered at")),
                (
                    "part",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="answers",
                        to="assessments.assessmentpart",
                    ),
                ),
                (
                    "question",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="answers",
                        to="assessments.formquestion",
                    ),
                ),
            ],
            options={
                "ordering": ["question__position", "id"],
                "constraints": [
                    models.UniqueConstraint(fields=("part", "question"), name="assessment_answer_once")
                ],
            },
        ),
        migrations.AddConstraint(
            model_name="formquestion",
            constraint=models.UniqueConstraint(fields=("section", "key"), name="form_question_key_once"),
        ),
        migrations.AddConstraint(
            model_name="formquestion",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("kind__in", ("choice", "multi")), models.Q(("options", ""), _negated=True)),
                    models.Q(models.Q(("kind__in", ("choice", "multi")), _negated=True), ("options", "")),
                    _connector="OR",
                ),
                name="form_question_list_has_answers",
            ),
        ),
        migrations.AddConstraint(
            model_name="formquestion",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("shown_when__isnull", True), ("shown_when_is", "")),
                    models.Q(
                        ("shown_when__isnull", False),
                        models.Q(("shown_when_is", ""), _negated=True),
                        models.Q(("shown_when", models.F("id")), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="form_question_condition_is_whole",
            ),
        ),
        migrations.AddConstraint(
            model_name="formquestion",
            constraint=models.CheckConstraint(
                condition=models.Q(("prefill", ""), ("kind", "text"), _connector="OR"),
                name="form_question_prefilled_is_text",
            ),
        ),
        migrations.AddConstraint(
            model_name="assessmentpart",
            constraint=models.UniqueConstraint(
                condition=models.Q(("person__isnull", True)),
                fields=("assessment", "section"),
                name="assessment_part_of_family_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="formversion",
            constraint=models.UniqueConstraint(
                fields=("definition", "number"), name="form_version_number_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="formversion",
            constraint=models.UniqueConstraint(
                condition=models.Q(("published_on__isnull", True)),
                fields=("definition",),
                name="form_version_one_draft",
            ),
        ),
        migrations.AddConstraint(
            model_name="formsection",
            constraint=models.UniqueConstraint(fields=("version", "key"), name="form_section_key_once"),
        ),
        migrations.AddIndex(
            model_name="assessment",
            index=models.Index(
                models.F("family"),
                models.OrderBy(models.F("started_at"), descending=True),
                models.OrderBy(models.F("id"), descending=True),
                name="assessment_chronology",
            ),
        ),
        migrations.AddIndex(
            model_name="assessment",
            index=models.Index(fields=["state", "submitted_at"], name="assessment_waiting"),
        ),
        migrations.AddConstraint(
            model_name="assessment",
            constraint=models.UniqueConstraint(
                condition=models.Q(("state", "approved"), _negated=True),
                fields=("involvement",),
                name="assessment_one_open_at_a_time",
            ),
        ),
        migrations.AddConstraint(
            model_name="assessment",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("state", "in_progress"), ("decided_at__isnull", True), ("decided_by__isnull", True)
                    ),
                    models.Q(
                        ("state", "submitted"),
                        ("decided_at__isnull", True),
                        ("decided_by__isnull", True),
                        ("submitted_at__isnull", False),
                        ("submitted_by__isnull", False),
                    ),
                    models.Q(
                        ("decided_at__isnull", False),
                        ("decided_by__isnull", False),
                        ("state__in", ["returned", "approved"]),
                        ("submitted_at__isnull", False),
                        ("submitted_by__isnull", False),
                    ),
                    _connector="OR",
                ),
                name="assessment_state_is_whole",
            ),
        ),
        migrations.AddConstraint(
            model_name="assessment",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state", "returned"), _negated=True),
                    models.Q(("comments", ""), _negated=True),
                    _connector="OR",
                ),
                name="assessment_return_says_why",
            ),
        ),
        migrations.AddConstraint(
            model_name="assessment",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("decided_by__isnull", True),
                    models.Q(
                        models.Q(("decided_by", models.F("started_by")), _negated=True),
                        models.Q(("decided_by", models.F("submitted_by")), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="assessment_not_decided_by_its_author",
            ),
        ),
    ]
