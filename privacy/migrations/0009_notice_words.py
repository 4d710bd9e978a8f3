"""Easy-read words for each section, and the list of what has a time of its own in the retention schedule."""

import django.db.models.deletion
import simple_history.models
from django.conf import settings
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

import privacy.placeholders
from privacy.published.loading import load_easy_read, load_missing_wording

NO_CHANGES = "REVOKE UPDATE, DELETE, TRUNCATE ON privacy_historicalpublishedperiod FROM familyhubs_web;"


def load(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Add the installed words that are missing; those of the council stay."""
    load_missing_wording(lambda name: apps.get_model("privacy", name))
    load_easy_read(lambda name: apps.get_model("privacy", name))


class Migration(migrations.Migration):
    """The words come with the columns, so that the first published version has them."""

    dependencies = [
        ("privacy", "0008_request_events"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="HistoricalPublishedPeriod",
            fields=[
                (
                    "id",
                    models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID"),
                ),
                (
                    "title",
                    models.CharField(max_length=200, validators=[privacy.placeholders.validate_placeholders]),
                ),
                (
                    "detail",
                    models.TextField(blank=True, validators=[privacy.placeholders.validate_placeholders]),
                ),
                ("order", models.PositiveSmallIntegerField(default=0)),
                (
                    "code",
                    models.CharField(
                        choices=[
                            ("hub", "Hub"),
                            ("groupwork", "Groupwork"),
                            ("targeted_support", "Targeted support"),
                            ("stepped_up", "Stepped up"),
                            ("youth_justice", "Youth justice"),
                            ("victim_service", "Victim service"),
                            ("funded_programme", "Funded programme"),
                            ("survey", "Survey"),
                            ("text_delivery", "Text delivery"),
                            ("data_request", "Data request"),
                            ("referral", "Referral"),
                            ("draft", "Draft"),
                            ("staff_account", "Staff account"),
                            ("staff_alert", "Staff alert"),
                            ("access_check", "Access check"),
                            ("complaint", "Complaint"),
                            ("breach_log", "Breach log"),
                            ("disposal_register", "Disposal register"),
                        ],
                        db_index=True,
                        max_length=40,
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
            ],
            options={
                "verbose_name": "historical kind of record with a time of its own",
                "verbose_name_plural": "historical kinds of record with a time of their own",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="PublishedPeriod",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "title",
                    models.CharField(max_length=200, validators=[privacy.placeholders.validate_placeholders]),
                ),
                (
                    "detail",
                    models.TextField(blank=True, validators=[privacy.placeholders.validate_placeholders]),
                ),
                ("order", models.PositiveSmallIntegerField(default=0)),
                (
                    "code",
                    models.CharField(
                        choices=[
                            ("hub", "Hub"),
                            ("groupwork", "Groupwork"),
                            ("targeted_support", "Targeted support"),
                            ("stepped_up", "Stepped up"),
                            ("youth_justice", "Youth justice"),
                            ("victim_service", "Victim service"),
                            ("funded_programme", "Funded programme"),
                            ("survey", "Survey"),
                            ("text_delivery", "Text delivery"),
                            ("data_request", "Data request"),
                            ("referral", "Referral"),
                            ("draft", "Draft"),
                            ("staff_account", "Staff account"),
                            ("staff_alert", "Staff alert"),
                            ("access_check", "Access check"),
                            ("complaint", "Complaint"),
                            ("breach_log", "Breach log"),
                            ("disposal_register", "Disposal register"),
                        ],
                        max_length=40,
                        unique=True,
                    ),
                ),
            ],
            options={
                "verbose_name": "kind of record with a time of its own",
                "verbose_name_plural": "kinds of record with a time of their own",
                "ordering": ["order", "pk"],
                "abstract": False,
            },
        ),
        migrations.AddField(
            model_name="historicalnoticesection",
            name="easy_read",
            field=models.TextField(
                blank=True,
                help_text="The same in short sentences, one a line, for people who find reading hard.",
                validators=[privacy.placeholders.validate_placeholders],
            ),
        ),
        migrations.AddField(
            model_name="noticesection",
            name="easy_read",
            field=models.TextField(
                blank=True,
                help_text="The same in short sentences, one a line, for people who find reading hard.",
                validators=[privacy.placeholders.validate_placeholders],
            ),
        ),
        migrations.AddField(
            model_name="historicalpublishedperiod",
            name="history_user",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="notice",
            name="periods",
            field=models.ManyToManyField(blank=True, to="privacy.publishedperiod"),
        ),
        migrations.RunSQL(NO_CHANGES, migrations.RunSQL.noop),
        migrations.RunPython(load, migrations.RunPython.noop),
    ]
