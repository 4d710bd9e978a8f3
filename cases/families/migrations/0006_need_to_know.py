"""Walls on work, restricted families with their named staff, and break-glass."""

import datetime

import django.db.models.deletion
import django.db.models.expressions
import simple_history.models
from django.conf import settings
from django.db import migrations, models

import accounts.keys
import accounts.walls


class Migration(migrations.Migration):
    """The tables; who sees what of them comes next."""

    dependencies = [
        ("families", "0005_find_people"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name="historicalinvolvement",
            name="wall",
            field=accounts.walls.WallField(default=""),
        ),
        migrations.AddField(
            model_name="involvement",
            name="wall",
            field=accounts.walls.WallField(default=""),
        ),
        migrations.CreateModel(
            name="HistoricalBreakGlass",
            fields=[
                ("id", models.UUIDField(db_index=True, default=accounts.keys.new_key, editable=False)),
                ("history_change_reason", models.TextField(null=True)),
                ("reason", models.CharField(max_length=500, verbose_name="why it could not wait")),
                ("started_at", models.DateTimeField(verbose_name="from")),
                ("ends_at", models.DateTimeField(verbose_name="until")),
                ("ended_at", models.DateTimeField(blank=True, null=True, verbose_name="ended early")),
                (
                    "opens_restricted",
                    models.BooleanField(default=False, verbose_name="opens a restricted family too"),
                ),
                (
                    "outcome",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("needed", "It was needed"),
                            ("not_needed", "It was not needed, but done in good faith"),
                            ("misuse", "It looks like misuse: information governance looks into it"),
                        ],
                        max_length=12,
                    ),
                ),
                ("reviewed_at", models.DateTimeField(blank=True, null=True)),
                (
                    "review_note",
                    models.CharField(blank=True, max_length=500, verbose_name="what the reviewer found"),
                ),
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
                    "reviewed_by",
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
                    "user",
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
                "verbose_name": "historical emergency access",
                "verbose_name_plural": "historical emergency access",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalRestriction",
            fields=[
                ("id", models.UUIDField(db_index=True, default=accounts.keys.new_key, editable=False)),
                ("history_change_reason", models.TextField(null=True)),
                (
                    "reason",
                    models.CharField(
                        choices=[
                            ("safety", "Somebody who could reach our records must not find them"),
                            ("staff", "They are, or are related to, a member of staff"),
                            ("adoption", "An adoption would be at risk"),
                            ("public_interest", "The family is in the public eye"),
                            ("review", "A child safeguarding practice review or an inquest"),
                            ("death", "A child has died"),
                            ("senior_decision", "A senior manager decided so"),
                        ],
                        max_length=20,
                        verbose_name="why",
                    ),
                ),
                (
                    "detail",
                    models.CharField(blank=True, max_length=500, verbose_name="more about the reason"),
                ),
                ("placed_at", models.DateTimeField()),
                ("review_on", models.DateField(verbose_name="look again on")),
                ("lifted_at", models.DateTimeField(blank=True, null=True)),
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
                    "lifted_by",
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
                    "placed_by",
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
                "verbose_name": "historical restriction",
                "verbose_name_plural": "historical restrictions",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="Restriction",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=accounts.keys.new_key, editable=False, primary_key=True, serialize=False
                    ),
                ),
                (
                    "reason",
                    models.CharField(
                        choices=[
                            ("safety", "Somebody who could reach our records must not find them"),
                            ("staff", "They are, or are related to, a member of staff"),
                            ("adoption", "An adoption would be at risk"),
                            ("public_interest", "The family is in the public eye"),
                            ("review", "A child safeguarding practice review or an inquest"),
                            ("death", "A child has died"),
                            ("senior_decision", "A senior manager decided so"),
                        ],
                        max_length=20,
                        verbose_name="why",
                    ),
                ),
                (
                    "detail",
                    models.CharField(blank=True, max_length=500, verbose_name="more about the reason"),
                ),
                ("placed_at", models.DateTimeField()),
                ("review_on", models.DateField(verbose_name="look again on")),
                ("lifted_at", models.DateTimeField(blank=True, null=True)),
                (
                    "family",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="restrictions",
                        to="families.family",
                    ),
                ),
                (
                    "lifted_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "placed_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ["-placed_at", "-id"],
            },
        ),
        migrations.CreateModel(
            name="NamedStaff",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=accounts.keys.new_key, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("named_at", models.DateTimeField()),
                ("removed_at", models.DateTimeField(blank=True, null=True)),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="named_for",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "restriction",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="named",
                        to="families.restriction",
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "named staff",
                "ordering": ["named_at", "id"],
            },
        ),
        migrations.CreateModel(
            name="HistoricalNamedStaff",
            fields=[
                ("id", models.UUIDField(db_index=True, default=accounts.keys.new_key, editable=False)),
                ("history_change_reason", models.TextField(null=True)),
                ("named_at", models.DateTimeField()),
                ("removed_at", models.DateTimeField(blank=True, null=True)),
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
                    "user",
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
                    "restriction",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="families.restriction",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical named staff",
                "verbose_name_plural": "historical named staff",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="BreakGlass",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=accounts.keys.new_key, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("reason", models.CharField(max_length=500, verbose_name="why it could not wait")),
                ("started_at", models.DateTimeField(verbose_name="from")),
                ("ends_at", models.DateTimeField(verbose_name="until")),
                ("ended_at", models.DateTimeField(blank=True, null=True, verbose_name="ended early")),
                (
                    "opens_restricted",
                    models.BooleanField(default=False, verbose_name="opens a restricted family too"),
                ),
                (
                    "outcome",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("needed", "It was needed"),
                            ("not_needed", "It was not needed, but done in good faith"),
                            ("misuse", "It looks like misuse: information governance looks into it"),
                        ],
                        max_length=12,
                    ),
                ),
                ("reviewed_at", models.DateTimeField(blank=True, null=True)),
                (
                    "review_note",
                    models.CharField(blank=True, max_length=500, verbose_name="what the reviewer found"),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="glass_broken",
                        to="families.person",
                    ),
                ),
                (
                    "reviewed_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="glass_reviewed",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="glass_broken",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "emergency access",
                "verbose_name_plural": "emergency access",
                "ordering": ["-started_at", "-id"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("reason", ""), _negated=True), name="break_glass_says_why"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("ends_at__gt", models.F("started_at")),
                            (
                                "ends_at__lte",
                                django.db.models.expressions.CombinedExpression(
                                    models.F("started_at"),
                                    "+",
                                    models.Value(datetime.timedelta(seconds=3600)),
                                ),
                            ),
                        ),
                        name="break_glass_lasts_an_hour_at_most",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("outcome", ""), ("reviewed_at__isnull", True), ("reviewed_by__isnull", True)
                            ),
                            models.Q(
                                models.Q(("outcome", ""), _negated=True),
                                ("reviewed_at__isnull", False),
                                ("reviewed_by__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="break_glass_review_is_whole",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("reviewed_by__isnull", True),
                            models.Q(("reviewed_by", models.F("user")), _negated=True),
                            _connector="OR",
                        ),
                        name="break_glass_is_reviewed_by_somebody_else",
                    ),
                ],
            },
        ),
        migrations.AddConstraint(
            model_name="restriction",
            constraint=models.UniqueConstraint(
                condition=models.Q(("lifted_at__isnull", True)),
                fields=("family",),
                name="restriction_one_at_a_time",
            ),
        ),
        migrations.AddConstraint(
            model_name="restriction",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("lifted_at__isnull", True), ("lifted_by__isnull", True)),
                    models.Q(
                        ("lifted_at__gte", models.F("placed_at")),
                        ("lifted_at__isnull", False),
                        ("lifted_by__isnull", False),
                    ),
                    _connector="OR",
                ),
                name="restriction_is_lifted_by_somebody",
            ),
        ),
        migrations.AddConstraint(
            model_name="namedstaff",
            constraint=models.UniqueConstraint(
                condition=models.Q(("removed_at__isnull", True)),
                fields=("restriction", "user"),
                name="named_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="namedstaff",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("removed_at__isnull", True), ("removed_at__gte", models.F("named_at")), _connector="OR"
                ),
                name="named_until_after_named_since",
            ),
        ),
    ]
