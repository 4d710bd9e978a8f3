"""How soon each step of the work is to be done."""

from typing import Any

import django.db.models.deletion
import simple_history.models
from django.conf import settings
from django.db import migrations, models
from django.utils import timezone

import accounts.keys

# Sefton's published timings for targeted support (casework.md, section 7), and to begin with our own for contacts; the
# council changes them in the admin.
KIND = "targeted_support"
SEFTON = (
    ("search", 48, "hours"),
    ("assessment", 10, "working_days"),
    ("family_copy", 15, "working_days"),
    ("first_review", 6, "weeks"),
    ("later_review", 3, "months"),
    ("reassessment", 12, "months"),
)
CONTACTS = (
    ("first_contact", 2, "working_days"),
    ("first_visit", 5, "working_days"),
    ("contact_gap", 4, "weeks"),
)
REASON = "The portal's first timescales, for the council to change"


def put_in(apps: Any, schema_editor: Any) -> None:
    """Each with its first version."""
    timescales, versions = (apps.get_model("families", name) for name in ("Timescale", "HistoricalTimescale"))
    for step, amount, unit in (*SEFTON, *CONTACTS):
        said = {"service_kind": KIND, "step": step, "amount": amount, "unit": unit}
        row = timescales.objects.create(**said)
        versions.objects.create(
            id=row.pk, **said, history_date=timezone.now(), history_type="+", history_change_reason=REASON
        )


class Migration(migrations.Migration):
    """Seeded, so that a new portal has due dates."""

    dependencies = [
        ("families", "0008_access_patterns"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="HistoricalTimescale",
            fields=[
                ("id", models.UUIDField(db_index=True, default=accounts.keys.new_key, editable=False)),
                (
                    "service_kind",
                    models.CharField(
                        choices=[
                            ("hub", "Family hub, open to all"),
                            ("targeted_support", "Targeted family support"),
                            ("groupwork", "Groupwork"),
                            ("youth_justice", "Youth justice"),
                            ("victim_service", "Victim service"),
                            ("funded_programme", "Government-funded programme"),
                            ("survey", "Survey and user testing"),
                        ],
                        max_length=20,
                        verbose_name="kind of service",
                    ),
                ),
                (
                    "step",
                    models.CharField(
                        choices=[
                            ("search", "Search of our records"),
                            ("first_contact", "First contact"),
                            ("first_visit", "First visit"),
                            ("contact_gap", "Next contact"),
                            ("assessment", "Assessment"),
                            ("family_copy", "Copy of the assessment to the family"),
                            ("first_review", "First review"),
                            ("later_review", "Next review"),
                            ("reassessment", "New assessment"),
                        ],
                        max_length=20,
                    ),
                ),
                ("amount", models.PositiveSmallIntegerField()),
                (
                    "unit",
                    models.CharField(
                        choices=[
                            ("hours", "hours"),
                            ("working_days", "working days"),
                            ("weeks", "weeks"),
                            ("months", "months"),
                        ],
                        max_length=20,
                    ),
                ),
                (
                    "is_used",
                    models.BooleanField(
                        default=True,
                        help_text="Without a tick the step has no due date.",
                        verbose_name="used",
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
                "verbose_name": "historical timescale",
                "verbose_name_plural": "historical timescales",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="Timescale",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=accounts.keys.new_key, editable=False, primary_key=True, serialize=False
                    ),
                ),
                (
                    "service_kind",
                    models.CharField(
                        choices=[
                            ("hub", "Family hub, open to all"),
                            ("targeted_support", "Targeted family support"),
                            ("groupwork", "Groupwork"),
                            ("youth_justice", "Youth justice"),
                            ("victim_service", "Victim service"),
                            ("funded_programme", "Government-funded programme"),
                            ("survey", "Survey and user testing"),
                        ],
                        max_length=20,
                        verbose_name="kind of service",
                    ),
                ),
                (
                    "step",
                    models.CharField(
                        choices=[
                            ("search", "Search of our records"),
                            ("first_contact", "First contact"),
                            ("first_visit", "First visit"),
                            ("contact_gap", "Next contact"),
                            ("assessment", "Assessment"),
                            ("family_copy", "Copy of the assessment to the family"),
                            ("first_review", "First review"),
                            ("later_review", "Next review"),
                            ("reassessment", "New assessment"),
                        ],
                        max_length=20,
                    ),
                ),
                ("amount", models.PositiveSmallIntegerField()),
                (
                    "unit",
                    models.CharField(
                        choices=[
                            ("hours", "hours"),
                            ("working_days", "working days"),
                            ("weeks", "weeks"),
                            ("months", "months"),
                        ],
                        max_length=20,
                    ),
                ),
                (
                    "is_used",
                    models.BooleanField(
                        default=True,
                        help_text="Without a tick the step has no due date.",
                        verbose_name="used",
                    ),
                ),
            ],
            options={
                "ordering": ["service_kind", "step"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("service_kind", "step"),
                        name="timescale_once",
                        violation_error_message="There is a timescale for this step of this kind of service",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("amount__range", (1, 999))),
                        name="timescale_amount_in_range",
                        violation_error_message="The amount must be between 1 and 999",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "step__in",
                                [
                                    "search",
                                    "first_contact",
                                    "first_visit",
                                    "contact_gap",
                                    "assessment",
                                    "family_copy",
                                    "first_review",
                                    "later_review",
                                    "reassessment",
                                ],
                            ),
                            ("unit__in", ["hours", "working_days", "weeks", "months"]),
                        ),
                        name="timescale_step_and_unit_are_known",
                    ),
                ],
            },
        ),
        migrations.RunPython(put_in, migrations.RunPython.noop),
    ]
