"""Complaints about data and the breach log, behind row security: information officers alone."""

import django.contrib.postgres.fields
import django.db.models.deletion
import simple_history.models
from django.conf import settings
from django.db import migrations, models

import accounts.keys
from accounts.permissions import Permission
from accounts.row_security import ProtectRows, permission_check
from accounts.statistics import keep_no_statistics

OFFICERS = permission_check(Permission.REQUEST_HANDLE)
MODELS = (
    "Complaint", "ComplaintStep", "Breach", "BreachStep", "BreachDecision", "BreachNotice", "BreachPerson",
)  # fmt: skip
SEQUENCES = """
CREATE SEQUENCE duties_complaint_reference START 1001;
CREATE SEQUENCE duties_breach_reference START 1001;
"""


class Migration(migrations.Migration):
    """Seen and written by whoever handles requests."""

    initial = True

    dependencies = [
        ("families", "0012_draft_of_any_form"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Breach",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=accounts.keys.new_key, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("reference", models.CharField(editable=False, max_length=20, unique=True)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("misdirected_text", "A text went to the wrong person"),
                            (
                                "misdirected_pack",
                                "A copy of records went to the wrong person, or showed too much",
                            ),
                            ("misdirected_other", "An email or letter went to the wrong person"),
                            ("wrong_look", "Somebody looked at a record without a reason"),
                            ("lost", "Papers or a device were lost or stolen"),
                            ("changed", "Records were changed or destroyed by mistake"),
                            ("unavailable", "Records could not be reached when they were needed"),
                            ("attack", "Somebody broke in or was tricked into giving access"),
                            ("other", "Something else"),
                        ],
                        max_length=20,
                        verbose_name="what went wrong",
                    ),
                ),
                ("happened_on", models.DateField(blank=True, null=True, verbose_name="happened")),
                ("aware_at", models.DateTimeField(verbose_name="we knew of it")),
                ("what_happened", models.TextField(max_length=4000, verbose_name="what happened")),
                (
                    "categories",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(
                            choices=[
                                ("identity", "Identity"),
                                ("contact_details", "Contact details"),
                                ("safety", "Safety"),
                                ("family", "Family"),
                                ("school_and_education", "School and education"),
                                ("special_requirements", "Special requirements"),
                                ("equality", "Equality"),
                                ("health_and_disability", "Health and disability"),
                                ("services_used", "Services used"),
                                ("contacts_with_you", "Contacts with you"),
                                ("assessments", "Assessments"),
                                ("texts", "Texts"),
                                ("offences_and_court", "Offences and court"),
                                ("victims", "Victims"),
                                ("funded_programme", "Funded programme"),
                                ("data_requests", "Data requests"),
                                ("access_records", "Access records"),
                                ("staff", "Staff"),
                                ("survey_response", "Survey response"),
                            ],
                            max_length=40,
                        ),
                        size=None,
                        verbose_name="kinds of data",
                    ),
                ),
                ("people_count", models.PositiveIntegerField(verbose_name="how many people")),
                (
                    "likelihood",
                    models.PositiveSmallIntegerField(
                        blank=True,
                        choices=[
                            (1, "Very unlikely: we have it back, and nobody read it"),
                            (2, "Unlikely: one person we trust read it"),
                            (3, "Likely: somebody who may use it has it"),
                            (4, "It has happened, or is about to"),
                        ],
                        null=True,
                        verbose_name="how likely harm is",
                    ),
                ),
                (
                    "severity",
                    models.PositiveSmallIntegerField(
                        blank=True,
                        choices=[
                            (1, "Slight: a nuisance that passes"),
                            (2, "Some: upset, cost or trouble they can deal with"),
                            (3, "Serious: distress, loss or shame that lasts"),
                            (4, "Grave: somebody may be hurt, or found by a person they hide from"),
                        ],
                        null=True,
                        verbose_name="how bad it would be",
                    ),
                ),
                ("written_at", models.DateTimeField(verbose_name="written down")),
                ("closed_on", models.DateField(blank=True, null=True, verbose_name="closed")),
                ("lessons", models.TextField(blank=True, max_length=4000, verbose_name="what we change")),
                (
                    "written_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "breaches",
                "ordering": ["-aware_at", "-id"],
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="BreachDecision",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=accounts.keys.new_key, editable=False, primary_key=True, serialize=False
                    ),
                ),
                (
                    "about",
                    models.CharField(
                        choices=[
                            ("ico", "the Information Commissioner"),
                            ("people", "the people whose data it is"),
                        ],
                        max_length=10,
                        verbose_name="telling",
                    ),
                ),
                ("is_told", models.BooleanField(verbose_name="they are told")),
                ("reasons", models.TextField(max_length=4000)),
                ("decided_at", models.DateTimeField()),
                ("agreed_at", models.DateTimeField(blank=True, null=True)),
                (
                    "agreed_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "breach",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="decisions",
                        to="duties.breach",
                    ),
                ),
                (
                    "decided_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ["about", "id"],
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="BreachNotice",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=accounts.keys.new_key, editable=False, primary_key=True, serialize=False
                    ),
                ),
                (
                    "whom",
                    models.CharField(
                        choices=[
                            ("ico", "The Information Commissioner"),
                            ("people", "The people whose data it is"),
                            ("police", "The police"),
                            ("other", "Somebody else"),
                        ],
                        max_length=10,
                        verbose_name="who was told",
                    ),
                ),
                ("told_at", models.DateTimeField(verbose_name="when")),
                ("how", models.CharField(max_length=300, verbose_name="how")),
                ("delay", models.TextField(blank=True, max_length=4000, verbose_name="why it was late")),
                (
                    "breach",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="notices",
                        to="duties.breach",
                    ),
                ),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ["told_at", "id"],
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="BreachPerson",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=accounts.keys.new_key, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("told_on", models.DateField(blank=True, null=True, verbose_name="told")),
                ("told_how", models.CharField(blank=True, max_length=200, verbose_name="how they were told")),
                (
                    "why_not",
                    models.CharField(blank=True, max_length=500, verbose_name="why they were not told"),
                ),
                (
                    "breach",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="people", to="duties.breach"
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="breaches",
                        to="families.person",
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "breach people",
                "ordering": ["id"],
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="BreachStep",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=accounts.keys.new_key, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("taken_at", models.DateTimeField(verbose_name="when")),
                ("words", models.TextField(max_length=4000, verbose_name="what was done")),
                (
                    "breach",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="steps", to="duties.breach"
                    ),
                ),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ["taken_at", "id"],
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Complaint",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=accounts.keys.new_key, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("reference", models.CharField(editable=False, max_length=20, unique=True)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("data_protection", "How we handle personal data"),
                            ("children_act", "Help for a child or family (Children Act complaint)"),
                            ("corporate", "Anything else the council does (corporate complaint)"),
                        ],
                        max_length=20,
                        verbose_name="type",
                    ),
                ),
                ("received_on", models.DateField(verbose_name="received")),
                (
                    "channel",
                    models.CharField(
                        choices=[
                            ("email", "Email"),
                            ("letter", "Letter"),
                            ("spoken", "In person"),
                            ("phone", "Telephone"),
                            ("text", "Text message"),
                            ("social_media", "Social media"),
                            ("web_form", "Web form"),
                        ],
                        max_length=20,
                        verbose_name="how it came",
                    ),
                ),
                ("complainant_name", models.CharField(max_length=200, verbose_name="who complains")),
                (
                    "complainant_contact",
                    models.CharField(blank=True, max_length=300, verbose_name="where to answer"),
                ),
                (
                    "relation",
                    models.CharField(
                        choices=[
                            ("self", "The person themselves"),
                            ("parent", "A parent or somebody with parental responsibility"),
                            ("representative", "A representative with written authority"),
                            ("solicitor", "A solicitor"),
                            ("other", "Somebody else"),
                        ],
                        max_length=20,
                        verbose_name="who they are",
                    ),
                ),
                ("is_child", models.BooleanField(default=False, verbose_name="a child complains")),
                (
                    "request_reference",
                    models.CharField(blank=True, max_length=20, verbose_name="data request it is about"),
                ),
                ("words", models.TextField(max_length=4000, verbose_name="what they complain about")),
                ("handed_on", models.DateField(blank=True, null=True, verbose_name="handed over")),
                ("handed_to", models.CharField(blank=True, max_length=200, verbose_name="handed over to")),
                ("closed_on", models.DateField(blank=True, null=True, verbose_name="answered")),
                (
                    "outcome",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("upheld", "We did something wrong"),
                            ("partly", "We did something wrong in part"),
                            ("not_upheld", "We did nothing wrong"),
                            ("withdrawn", "The person took the complaint back"),
                        ],
                        max_length=20,
                        verbose_name="what we found",
                    ),
                ),
                ("outcome_words", models.TextField(blank=True, max_length=4000, verbose_name="why")),
                ("done", models.TextField(blank=True, max_length=4000, verbose_name="what was done")),
                ("told_how", models.CharField(blank=True, max_length=200, verbose_name="how they were told")),
                (
                    "handler",
                    models.ForeignKey(
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
                        related_name="complaints",
                        to="families.person",
                        verbose_name="about whom",
                    ),
                ),
            ],
            options={
                "ordering": ["closed_on", "received_on", "id"],
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="ComplaintStep",
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
                            ("acknowledged", "We wrote that we have it"),
                            ("progress", "We told them how it goes"),
                            ("enquiry", "We looked into it or asked somebody"),
                        ],
                        max_length=20,
                        verbose_name="what happened",
                    ),
                ),
                ("happened_on", models.DateField(verbose_name="on")),
                ("words", models.TextField(max_length=4000, verbose_name="what was said or found")),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "complaint",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="steps",
                        to="duties.complaint",
                    ),
                ),
            ],
            options={
                "ordering": ["happened_on", "id"],
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="HistoricalBreach",
            fields=[
                ("id", models.UUIDField(db_index=True, default=accounts.keys.new_key, editable=False)),
                ("history_change_reason", models.TextField(null=True)),
                ("reference", models.CharField(db_index=True, editable=False, max_length=20)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("misdirected_text", "A text went to the wrong person"),
                            (
                                "misdirected_pack",
                                "A copy of records went to the wrong person, or showed too much",
                            ),
                            ("misdirected_other", "An email or letter went to the wrong person"),
                            ("wrong_look", "Somebody looked at a record without a reason"),
                            ("lost", "Papers or a device were lost or stolen"),
                            ("changed", "Records were changed or destroyed by mistake"),
                            ("unavailable", "Records could not be reached when they were needed"),
                            ("attack", "Somebody broke in or was tricked into giving access"),
                            ("other", "Something else"),
                        ],
                        max_length=20,
                        verbose_name="what went wrong",
                    ),
                ),
                ("happened_on", models.DateField(blank=True, null=True, verbose_name="happened")),
                ("aware_at", models.DateTimeField(verbose_name="we knew of it")),
                ("what_happened", models.TextField(max_length=4000, verbose_name="what happened")),
                (
                    "categories",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(
                            choices=[
                                ("identity", "Identity"),
                                ("contact_details", "Contact details"),
                                ("safety", "Safety"),
                                ("family", "Family"),
                                ("school_and_education", "School and education"),
                                ("special_requirements", "Special requirements"),
                                ("equality", "Equality"),
                                ("health_and_disability", "Health and disability"),
                                ("services_used", "Services used"),
                                ("contacts_with_you", "Contacts with you"),
                                ("assessments", "Assessments"),
                                ("texts", "Texts"),
                                ("offences_and_court", "Offences and court"),
                                ("victims", "Victims"),
                                ("funded_programme", "Funded programme"),
                                ("data_requests", "Data requests"),
                                ("access_records", "Access records"),
                                ("staff", "Staff"),
                                ("survey_response", "Survey response"),
                            ],
                            max_length=40,
                        ),
                        size=None,
                        verbose_name="kinds of data",
                    ),
                ),
                ("people_count", models.PositiveIntegerField(verbose_name="how many people")),
                (
                    "likelihood",
                    models.PositiveSmallIntegerField(
                        blank=True,
                        choices=[
                            (1, "Very unlikely: we have it back, and nobody read it"),
                            (2, "Unlikely: one person we trust read it"),
                            (3, "Likely: somebody who may use it has it"),
                            (4, "It has happened, or is about to"),
                        ],
                        null=True,
                        verbose_name="how likely harm is",
                    ),
                ),
                (
                    "severity",
                    models.PositiveSmallIntegerField(
                        blank=True,
                        choices=[
                            (1, "Slight: a nuisance that passes"),
                            (2, "Some: upset, cost or trouble they can deal with"),
                            (3, "Serious: distress, loss or shame that lasts"),
                            (4, "Grave: somebody may be hurt, or found by a person they hide from"),
                        ],
                        null=True,
                        verbose_name="how bad it would be",
                    ),
                ),
                ("written_at", models.DateTimeField(verbose_name="written down")),
                ("closed_on", models.DateField(blank=True, null=True, verbose_name="closed")),
                ("lessons", models.TextField(blank=True, max_length=4000, verbose_name="what we change")),
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
                "verbose_name": "historical breach",
                "verbose_name_plural": "historical breaches",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalBreachDecision",
            fields=[
                ("id", models.UUIDField(db_index=True, default=accounts.keys.new_key, editable=False)),
                ("history_change_reason", models.TextField(null=True)),
                (
                    "about",
                    models.CharField(
                        choices=[
                            ("ico", "the Information Commissioner"),
                            ("people", "the people whose data it is"),
                        ],
                        max_length=10,
                        verbose_name="telling",
                    ),
                ),
                ("is_told", models.BooleanField(verbose_name="they are told")),
                ("reasons", models.TextField(max_length=4000)),
                ("decided_at", models.DateTimeField()),
                ("agreed_at", models.DateTimeField(blank=True, null=True)),
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
                    "agreed_by",
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
                    "breach",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="duties.breach",
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
            ],
            options={
                "verbose_name": "historical breach decision",
                "verbose_name_plural": "historical breach decisions",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalBreachNotice",
            fields=[
                ("id", models.UUIDField(db_index=True, default=accounts.keys.new_key, editable=False)),
                ("history_change_reason", models.TextField(null=True)),
                (
                    "whom",
                    models.CharField(
                        choices=[
                            ("ico", "The Information Commissioner"),
                            ("people", "The people whose data it is"),
                            ("police", "The police"),
                            ("other", "Somebody else"),
                        ],
                        max_length=10,
                        verbose_name="who was told",
                    ),
                ),
                ("told_at", models.DateTimeField(verbose_name="when")),
                ("how", models.CharField(max_length=300, verbose_name="how")),
                ("delay", models.TextField(blank=True, max_length=4000, verbose_name="why it was late")),
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
                    "breach",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="duties.breach",
                    ),
                ),
                (
                    "by",
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
            ],
            options={
                "verbose_name": "historical breach notice",
                "verbose_name_plural": "historical breach notices",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalBreachPerson",
            fields=[
                ("id", models.UUIDField(db_index=True, default=accounts.keys.new_key, editable=False)),
                ("history_change_reason", models.TextField(null=True)),
                ("told_on", models.DateField(blank=True, null=True, verbose_name="told")),
                ("told_how", models.CharField(blank=True, max_length=200, verbose_name="how they were told")),
                (
                    "why_not",
                    models.CharField(blank=True, max_length=500, verbose_name="why they were not told"),
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
                    "breach",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="duties.breach",
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
            ],
            options={
                "verbose_name": "historical breach person",
                "verbose_name_plural": "historical breach people",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalBreachStep",
            fields=[
                ("id", models.UUIDField(db_index=True, default=accounts.keys.new_key, editable=False)),
                ("history_change_reason", models.TextField(null=True)),
                ("taken_at", models.DateTimeField(verbose_name="when")),
                ("words", models.TextField(max_length=4000, verbose_name="what was done")),
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
                    "breach",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="duties.breach",
                    ),
                ),
                (
                    "by",
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
            ],
            options={
                "verbose_name": "historical breach step",
                "verbose_name_plural": "historical breach steps",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalComplaint",
            fields=[
                ("id", models.UUIDField(db_index=True, default=accounts.keys.new_key, editable=False)),
                ("history_change_reason", models.TextField(null=True)),
                ("reference", models.CharField(db_index=True, editable=False, max_length=20)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("data_protection", "How we handle personal data"),
                            ("children_act", "Help for a child or family (Children Act complaint)"),
                            ("corporate", "Anything else the council does (corporate complaint)"),
                        ],
                        max_length=20,
                        verbose_name="type",
                    ),
                ),
                ("received_on", models.DateField(verbose_name="received")),
                (
                    "channel",
                    models.CharField(
                        choices=[
                            ("email", "Email"),
                            ("letter", "Letter"),
                            ("spoken", "In person"),
                            ("phone", "Telephone"),
                            ("text", "Text message"),
                            ("social_media", "Social media"),
                            ("web_form", "Web form"),
                        ],
                        max_length=20,
                        verbose_name="how it came",
                    ),
                ),
                ("complainant_name", models.CharField(max_length=200, verbose_name="who complains")),
                (
                    "complainant_contact",
                    models.CharField(blank=True, max_length=300, verbose_name="where to answer"),
                ),
                (
                    "relation",
                    models.CharField(
                        choices=[
                            ("self", "The person themselves"),
                            ("parent", "A parent or somebody with parental responsibility"),
                            ("representative", "A representative with written authority"),
                            ("solicitor", "A solicitor"),
                            ("other", "Somebody else"),
                        ],
                        max_length=20,
                        verbose_name="who they are",
                    ),
                ),
                ("is_child", models.BooleanField(default=False, verbose_name="a child complains")),
                (
                    "request_reference",
                    models.CharField(blank=True, max_length=20, verbose_name="data request it is about"),
                ),
                ("words", models.TextField(max_length=4000, verbose_name="what they complain about")),
                ("handed_on", models.DateField(blank=True, null=True, verbose_name="handed over")),
                ("handed_to", models.CharField(blank=True, max_length=200, verbose_name="handed over to")),
                ("closed_on", models.DateField(blank=True, null=True, verbose_name="answered")),
                (
                    "outcome",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("upheld", "We did something wrong"),
                            ("partly", "We did something wrong in part"),
                            ("not_upheld", "We did nothing wrong"),
                            ("withdrawn", "The person took the complaint back"),
                        ],
                        max_length=20,
                        verbose_name="what we found",
                    ),
                ),
                ("outcome_words", models.TextField(blank=True, max_length=4000, verbose_name="why")),
                ("done", models.TextField(blank=True, max_length=4000, verbose_name="what was done")),
                ("told_how", models.CharField(blank=True, max_length=200, verbose_name="how they were told")),
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
                    "handler",
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
                    "person",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="families.person",
                        verbose_name="about whom",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical complaint",
                "verbose_name_plural": "historical complaints",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalComplaintStep",
            fields=[
                ("id", models.UUIDField(db_index=True, default=accounts.keys.new_key, editable=False)),
                ("history_change_reason", models.TextField(null=True)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("acknowledged", "We wrote that we have it"),
                            ("progress", "We told them how it goes"),
                            ("enquiry", "We looked into it or asked somebody"),
                        ],
                        max_length=20,
                        verbose_name="what happened",
                    ),
                ),
                ("happened_on", models.DateField(verbose_name="on")),
                ("words", models.TextField(max_length=4000, verbose_name="what was said or found")),
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
                    "by",
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
                    "complaint",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="duties.complaint",
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
                "verbose_name": "historical complaint step",
                "verbose_name_plural": "historical complaint steps",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.AddConstraint(
            model_name="breach",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("likelihood__isnull", True), ("severity__isnull", True)),
                    models.Q(("likelihood__range", (1, 4)), ("severity__range", (1, 4))),
                    _connector="OR",
                ),
                name="breach_is_weighed_whole",
            ),
        ),
        migrations.AddConstraint(
            model_name="breach",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("closed_on__isnull", True), ("lessons", "")),
                    models.Q(("closed_on__isnull", False), models.Q(("lessons", ""), _negated=True)),
                    _connector="OR",
                ),
                name="breach_closed_says_what_changes",
            ),
        ),
        migrations.AddConstraint(
            model_name="breach",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("closed_on__isnull", True), ("likelihood__isnull", False), _connector="OR"
                ),
                name="breach_closed_is_weighed",
            ),
        ),
        migrations.AddConstraint(
            model_name="breachdecision",
            constraint=models.UniqueConstraint(fields=("breach", "about"), name="breach_decision_once"),
        ),
        migrations.AddConstraint(
            model_name="breachdecision",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("agreed_at__isnull", True), ("agreed_by__isnull", True)),
                    models.Q(("agreed_at__isnull", False), ("agreed_by__isnull", False)),
                    _connector="OR",
                ),
                name="breach_agreement_is_whole",
            ),
        ),
        migrations.AddConstraint(
            model_name="breachdecision",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("agreed_by__isnull", True),
                    models.Q(("agreed_by", models.F("decided_by")), _negated=True),
                    _connector="OR",
                ),
                name="breach_decision_is_agreed_by_another",
            ),
        ),
        migrations.AddConstraint(
            model_name="breachperson",
            constraint=models.UniqueConstraint(fields=("breach", "person"), name="breach_person_once"),
        ),
        migrations.AddConstraint(
            model_name="complaint",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("closed_on__isnull", True), ("closed_on__gte", models.F("received_on")), _connector="OR"
                ),
                name="complaint_closes_after_it_came",
            ),
        ),
        migrations.AddConstraint(
            model_name="complaint",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("handed_on__isnull", True), ("handed_to", "")),
                    models.Q(
                        ("closed_on", models.F("handed_on")),
                        ("handed_on__isnull", False),
                        models.Q(("handed_to", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="complaint_hand_over_is_whole_and_ends_it",
            ),
        ),
        migrations.AddConstraint(
            model_name="complaint",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("closed_on__isnull", True), ("outcome", ""), ("told_how", "")),
                    ("handed_on__isnull", False),
                    models.Q(
                        ("closed_on__isnull", False),
                        models.Q(("outcome", ""), _negated=True),
                        models.Q(("told_how", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="complaint_answer_is_whole",
            ),
        ),
        migrations.RunSQL(SEQUENCES, migrations.RunSQL.noop),
        *(ProtectRows(name, using=OFFICERS) for name in MODELS),
        keep_no_statistics(),
    ]
