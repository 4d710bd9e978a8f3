"""Marks on the entries of a chronology that matter most."""

import django.db.models.deletion
import simple_history.models
from django.conf import settings
from django.db import migrations, models

import accounts.keys
import accounts.walls
from accounts.permissions import Permission
from accounts.row_security import ProtectRows, permission_check
from accounts.statistics import keep_no_statistics
from cases.families.policies import family_seen

RECORD = permission_check(Permission.CONTACT_RECORD)


class Migration(migrations.Migration):
    """Seen by whoever sees the family; put on and taken off by whoever records contacts with it."""

    dependencies = [
        ("contacts", "0002_need_to_know"),
        ("families", "0010_warnings"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="HistoricalSignificantEvent",
            fields=[
                ("id", models.UUIDField(db_index=True, default=accounts.keys.new_key, editable=False)),
                ("history_change_reason", models.TextField(null=True)),
                ("strand", models.CharField(max_length=30, verbose_name="kind of entry")),
                ("entry_id", models.UUIDField(verbose_name="entry")),
                ("is_standing", models.BooleanField(default=True, verbose_name="marked now")),
                ("marked_at", models.DateTimeField(verbose_name="marked at")),
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
                    "marked_by",
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
                "verbose_name": "historical significant event",
                "verbose_name_plural": "historical significant events",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="SignificantEvent",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=accounts.keys.new_key, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("strand", models.CharField(max_length=30, verbose_name="kind of entry")),
                ("entry_id", models.UUIDField(verbose_name="entry")),
                ("is_standing", models.BooleanField(default=True, verbose_name="marked now")),
                ("marked_at", models.DateTimeField(verbose_name="marked at")),
                ("wall", accounts.walls.WallField(default="")),
                (
                    "family",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="significant_events",
                        to="families.family",
                    ),
                ),
                (
                    "marked_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ["-marked_at", "-id"],
                "abstract": False,
                "constraints": [
                    models.UniqueConstraint(
                        fields=("family", "strand", "entry_id"), name="significant_event_once"
                    )
                ],
            },
        ),
        ProtectRows("SignificantEvent", using=family_seen(), check=f"{RECORD} AND {family_seen()}"),
        keep_no_statistics(),
    ]
