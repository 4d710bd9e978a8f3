"""Warnings, seen by whoever sees the family or the person, on their side of the wall."""

import django.db.models.deletion
import simple_history.models
from django.conf import settings
from django.db import migrations, models

import accounts.keys
import accounts.walls
from accounts.permissions import Permission
from accounts.row_security import ProtectRows, permission_check
from accounts.statistics import keep_no_statistics
from cases.families.policies import family_seen, person_seen

KEEP = permission_check(Permission.WARNING_KEEP)
SEEN = f"({family_seen()} OR {person_seen()})"


class Migration(migrations.Migration):
    """One table and its history."""

    dependencies = [
        ("families", "0009_timescales"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="HistoricalWarningNote",
            fields=[
                ("id", models.UUIDField(db_index=True, default=accounts.keys.new_key, editable=False)),
                ("history_change_reason", models.TextField(null=True)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("lone_worker", "Risk to a lone worker"),
                            ("safe_address", "Safe address"),
                            ("communication", "Communication need"),
                            ("other", "Other warning"),
                        ],
                        max_length=20,
                        verbose_name="kind of warning",
                    ),
                ),
                ("narrative", models.TextField(max_length=1000, verbose_name="what to know and what to do")),
                (
                    "told",
                    models.CharField(
                        choices=[("yes", "Yes"), ("no", "No")], max_length=3, verbose_name="were they told"
                    ),
                ),
                (
                    "why_not_told",
                    models.CharField(blank=True, max_length=300, verbose_name="why they were not told"),
                ),
                ("review_on", models.DateField(verbose_name="look at it again on")),
                ("recorded_on", models.DateField(verbose_name="recorded on")),
                ("ended_on", models.DateField(blank=True, null=True, verbose_name="ended on")),
                ("end_reason", models.CharField(blank=True, max_length=300, verbose_name="why it ended")),
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
                    "ended_by",
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
            ],
            options={
                "verbose_name": "historical warning note",
                "verbose_name_plural": "historical warning notes",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="WarningNote",
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
                            ("lone_worker", "Risk to a lone worker"),
                            ("safe_address", "Safe address"),
                            ("communication", "Communication need"),
                            ("other", "Other warning"),
                        ],
                        max_length=20,
                        verbose_name="kind of warning",
                    ),
                ),
                ("narrative", models.TextField(max_length=1000, verbose_name="what to know and what to do")),
                (
                    "told",
                    models.CharField(
                        choices=[("yes", "Yes"), ("no", "No")], max_length=3, verbose_name="were they told"
                    ),
                ),
                (
                    "why_not_told",
                    models.CharField(blank=True, max_length=300, verbose_name="why they were not told"),
                ),
                ("review_on", models.DateField(verbose_name="look at it again on")),
                ("recorded_on", models.DateField(verbose_name="recorded on")),
                ("ended_on", models.DateField(blank=True, null=True, verbose_name="ended on")),
                ("end_reason", models.CharField(blank=True, max_length=300, verbose_name="why it ended")),
                ("wall", accounts.walls.WallField(default="")),
                (
                    "ended_by",
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
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="warning_notes",
                        to="families.family",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="warning_notes",
                        to="families.person",
                    ),
                ),
                (
                    "recorded_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ["-recorded_on", "-id"],
                "indexes": [
                    models.Index(
                        condition=models.Q(("ended_on__isnull", True)),
                        fields=["review_on"],
                        name="warning_to_review",
                    )
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("family__isnull", True), ("person__isnull", False)),
                            models.Q(("family__isnull", False), ("person__isnull", True)),
                            _connector="OR",
                        ),
                        name="warning_is_about_a_person_or_a_family",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("kind", "safe_address"), _negated=True),
                            ("person__isnull", False),
                            _connector="OR",
                        ),
                        name="warning_of_safe_address_is_about_a_person",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("kind__in", ["lone_worker", "safe_address", "communication", "other"]),
                            models.Q(("narrative", ""), _negated=True),
                        ),
                        name="warning_says_something",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("told", "yes"), ("why_not_told", "")),
                            models.Q(("told", "no"), models.Q(("why_not_told", ""), _negated=True)),
                            _connector="OR",
                        ),
                        name="warning_not_told_has_a_reason",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("review_on__gt", models.F("recorded_on"))),
                        name="warning_is_looked_at_later",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("end_reason", ""), ("ended_by__isnull", True), ("ended_on__isnull", True)
                            ),
                            models.Q(
                                ("ended_by__isnull", False),
                                ("ended_on__gte", models.F("recorded_on")),
                                models.Q(("end_reason", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="warning_ends_with_a_reason",
                    ),
                ],
            },
        ),
        ProtectRows("WarningNote", using=SEEN, check=f"{KEEP} AND {SEEN}"),
        keep_no_statistics(),
    ]
