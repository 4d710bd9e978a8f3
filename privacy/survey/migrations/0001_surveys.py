"""Surveys; anybody may add an answer to one that is open, and whoever looks after them may read."""

import datetime

import django.contrib.postgres.fields
import django.db.models.deletion
import django.db.models.expressions
import simple_history.models
from django.conf import settings
from django.db import migrations, models

import accounts.keys
import privacy.survey.models.survey
from accounts.permissions import Permission
from accounts.row_security import ProtectRows, permission_check
from accounts.statistics import keep_no_statistics

KEEPERS = permission_check(Permission.NOTICE_EDIT)
ANYBODY_ADDS = """
REVOKE UPDATE, DELETE ON survey_historicalsurvey, survey_historicalquestion FROM familyhubs_web;
CREATE POLICY anybody ON survey_response FOR INSERT TO familyhubs_web WITH CHECK (EXISTS (
    SELECT FROM survey_survey s WHERE s.id = survey_id AND s.published_at IS NOT NULL
       AND today_in_london() BETWEEN s.opens_on AND s.closes_on));
CREATE POLICY anybody ON survey_answer FOR INSERT TO familyhubs_web WITH CHECK (value <> '');
"""


class Migration(migrations.Migration):
    """What was sent cannot be read back by who sent it."""

    initial = True

    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="HistoricalSurvey",
            fields=[
                ("id", models.UUIDField(db_index=True, default=accounts.keys.new_key, editable=False)),
                (
                    "title",
                    models.CharField(max_length=100, validators=[privacy.survey.models.survey.check_topics]),
                ),
                (
                    "lead",
                    models.TextField(
                        max_length=500,
                        validators=[privacy.survey.models.survey.check_topics],
                        verbose_name="what it is for",
                    ),
                ),
                ("opens_on", models.DateField(verbose_name="first day for answers")),
                ("closes_on", models.DateField(verbose_name="last day for answers")),
                (
                    "ends_on",
                    models.DateField(
                        help_text="Answers are destroyed the night after", verbose_name="end of testing"
                    ),
                ),
                ("published_at", models.DateTimeField(editable=False, null=True)),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                ("history_change_reason", models.CharField(max_length=100, null=True)),
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
                    "published_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "written_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "historical survey",
                "verbose_name_plural": "historical surveys",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="Survey",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=accounts.keys.new_key, editable=False, primary_key=True, serialize=False
                    ),
                ),
                (
                    "title",
                    models.CharField(max_length=100, validators=[privacy.survey.models.survey.check_topics]),
                ),
                (
                    "lead",
                    models.TextField(
                        max_length=500,
                        validators=[privacy.survey.models.survey.check_topics],
                        verbose_name="what it is for",
                    ),
                ),
                ("opens_on", models.DateField(verbose_name="first day for answers")),
                ("closes_on", models.DateField(verbose_name="last day for answers")),
                (
                    "ends_on",
                    models.DateField(
                        help_text="Answers are destroyed the night after", verbose_name="end of testing"
                    ),
                ),
                ("published_at", models.DateTimeField(editable=False, null=True)),
                (
                    "published_by",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "written_by",
                    models.ForeignKey(
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ["-opens_on", "id"],
            },
        ),
        migrations.CreateModel(
            name="Response",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=accounts.keys.new_key, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("received_on", models.DateField()),
                (
                    "survey",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="responses",
                        to="survey.survey",
                    ),
                ),
            ],
            options={
                "ordering": ["id"],
            },
        ),
        migrations.CreateModel(
            name="Question",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=accounts.keys.new_key, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("position", models.PositiveSmallIntegerField(default=1)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("scale", "How far they agree, from 1 to 5"),
                            ("choice", "One of a few answers"),
                            ("comment", "A short comment"),
                        ],
                        max_length=10,
                    ),
                ),
                (
                    "label",
                    models.CharField(
                        max_length=200,
                        validators=[privacy.survey.models.survey.check_topics],
                        verbose_name="question",
                    ),
                ),
                (
                    "options",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(
                            max_length=60, validators=[privacy.survey.models.survey.check_topics]
                        ),
                        blank=True,
                        default=list,
                        help_text="For “one of a few answers”: the answers, with commas",
                        size=8,
                    ),
                ),
                (
                    "survey",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="questions",
                        to="survey.survey",
                    ),
                ),
            ],
            options={
                "ordering": ["survey", "position", "id"],
            },
        ),
        migrations.CreateModel(
            name="HistoricalQuestion",
            fields=[
                ("id", models.UUIDField(db_index=True, default=accounts.keys.new_key, editable=False)),
                ("position", models.PositiveSmallIntegerField(default=1)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("scale", "How far they agree, from 1 to 5"),
                            ("choice", "One of a few answers"),
                            ("comment", "A short comment"),
                        ],
                        max_length=10,
                    ),
                ),
                (
                    "label",
                    models.CharField(
                        max_length=200,
                        validators=[privacy.survey.models.survey.check_topics],
                        verbose_name="question",
                    ),
                ),
                (
                    "options",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(
                            max_length=60, validators=[privacy.survey.models.survey.check_topics]
                        ),
                        blank=True,
                        default=list,
                        help_text="For “one of a few answers”: the answers, with commas",
                        size=8,
                    ),
                ),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                ("history_change_reason", models.CharField(max_length=100, null=True)),
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
                    "survey",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="survey.survey",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical question",
                "verbose_name_plural": "historical questions",
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
                ("value", models.CharField(max_length=300)),
                (
                    "question",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="answers",
                        to="survey.question",
                    ),
                ),
                (
                    "response",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="answers",
                        to="survey.response",
                    ),
                ),
            ],
            options={
                "ordering": ["id"],
                "constraints": [
                    models.UniqueConstraint(fields=("response", "question"), name="survey_answer_once")
                ],
            },
        ),
        migrations.AddConstraint(
            model_name="survey",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("closes_on__gte", models.F("opens_on")), ("ends_on__gte", models.F("closes_on"))
                ),
                name="survey_days_are_in_order",
                violation_error_message="The days must follow each other: first, last, end of testing",
            ),
        ),
        migrations.AddConstraint(
            model_name="survey",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "ends_on__lte",
                        django.db.models.expressions.CombinedExpression(
                            models.F("opens_on"), "+", models.Value(datetime.timedelta(days=181))
                        ),
                    )
                ),
                name="survey_is_over_within_six_months",
                violation_error_message="Testing must end within six months: the notice promises it",
            ),
        ),
        migrations.AddConstraint(
            model_name="survey",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("published_at__isnull", True), ("published_by__isnull", True)),
                    models.Q(
                        ("published_at__isnull", False),
                        ("published_by__isnull", False),
                        models.Q(("published_by", models.F("written_by")), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="survey_is_published_by_another",
            ),
        ),
        migrations.AddConstraint(
            model_name="question",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("kind", "choice"), _negated=True), ("options__len__gte", 2), _connector="OR"
                ),
                name="survey_choice_has_options",
                violation_error_message="Enter at least two answers to choose from",
            ),
        ),
        *(ProtectRows(name, using=KEEPERS) for name in ("Response", "Answer")),
        migrations.RunSQL(ANYBODY_ADDS, migrations.RunSQL.noop),
        keep_no_statistics(),
    ]
