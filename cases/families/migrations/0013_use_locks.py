"""Orders to keep data and not use it: read by whoever sees the file, given by information officers."""

import django.db.models.deletion
import simple_history.models
from django.conf import settings
from django.db import migrations, models

import accounts.keys
from accounts.permissions import Permission
from accounts.row_security import ProtectRows, permission_check
from accounts.statistics import keep_no_statistics
from cases.families.policies import family_seen, person_seen

SEEN = f"({family_seen()} OR {person_seen()})"
OFFICERS = permission_check(Permission.REQUEST_HANDLE)


class Migration(migrations.Migration):
    """What they refuse is in privacy.rights, where every table is known."""

    dependencies = [
        ("families", "0012_draft_of_any_form"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="HistoricalUseLock",
            fields=[
                ("id", models.UUIDField(db_index=True, default=accounts.keys.new_key, editable=False)),
                ("history_change_reason", models.TextField(null=True)),
                (
                    "record_id",
                    models.UUIDField(blank=True, null=True, verbose_name="the one record it is about"),
                ),
                (
                    "reason",
                    models.CharField(
                        choices=[
                            ("accuracy", "Somebody says that it is not right, and we are checking"),
                            ("objection", "Somebody objects to the use, and we are weighing it"),
                            ("unlawful", "It should not have been used, and the person wants it kept"),
                            ("claims", "It is kept only because the person needs it for a claim"),
                        ],
                        max_length=20,
                    ),
                ),
                ("request_reference", models.CharField(blank=True, max_length=20, verbose_name="request")),
                ("placed_at", models.DateTimeField(verbose_name="placed")),
                ("review_on", models.DateField(verbose_name="look at it again on")),
                (
                    "told_on",
                    models.DateField(blank=True, null=True, verbose_name="told that it will be lifted"),
                ),
                ("told_how", models.CharField(blank=True, max_length=200, verbose_name="how they were told")),
                ("lifted_at", models.DateTimeField(blank=True, null=True, verbose_name="lifted")),
                (
                    "lift_reason",
                    models.CharField(blank=True, max_length=500, verbose_name="why it was lifted"),
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
                "verbose_name": "historical use lock",
                "verbose_name_plural": "historical use locks",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="UseLock",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=accounts.keys.new_key, editable=False, primary_key=True, serialize=False
                    ),
                ),
                (
                    "record_id",
                    models.UUIDField(blank=True, null=True, verbose_name="the one record it is about"),
                ),
                (
                    "reason",
                    models.CharField(
                        choices=[
                            ("accuracy", "Somebody says that it is not right, and we are checking"),
                            ("objection", "Somebody objects to the use, and we are weighing it"),
                            ("unlawful", "It should not have been used, and the person wants it kept"),
                            ("claims", "It is kept only because the person needs it for a claim"),
                        ],
                        max_length=20,
                    ),
                ),
                ("request_reference", models.CharField(blank=True, max_length=20, verbose_name="request")),
                ("placed_at", models.DateTimeField(verbose_name="placed")),
                ("review_on", models.DateField(verbose_name="look at it again on")),
                (
                    "told_on",
                    models.DateField(blank=True, null=True, verbose_name="told that it will be lifted"),
                ),
                ("told_how", models.CharField(blank=True, max_length=200, verbose_name="how they were told")),
                ("lifted_at", models.DateTimeField(blank=True, null=True, verbose_name="lifted")),
                (
                    "lift_reason",
                    models.CharField(blank=True, max_length=500, verbose_name="why it was lifted"),
                ),
                (
                    "family",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="use_locks",
                        to="families.family",
                    ),
                ),
                (
                    "lifted_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="use_locks",
                        to="families.person",
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
                "ordering": ["review_on", "id"],
                "abstract": False,
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("family__isnull", False), ("person__isnull", False), _connector="OR"
                        ),
                        name="use_lock_is_about_somebody",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("lift_reason", ""), ("lifted_at__isnull", True), ("lifted_by__isnull", True)
                            ),
                            models.Q(
                                ("lifted_at__isnull", False),
                                ("lifted_by__isnull", False),
                                ("told_on__isnull", False),
                                models.Q(("lift_reason", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="use_lock_is_lifted_after_they_were_told",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("told_how", ""), ("told_on__isnull", True)),
                            models.Q(("told_on__isnull", False), models.Q(("told_how", ""), _negated=True)),
                            _connector="OR",
                        ),
                        name="use_lock_telling_is_whole",
                    ),
                ],
            },
        ),
        ProtectRows("UseLock", using=f"({SEEN} OR {OFFICERS})", check=OFFICERS),
        keep_no_statistics(),
    ]
