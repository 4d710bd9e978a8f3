"""A rule for answers to surveys, and the words of the rule beside it."""

from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps
from django.utils import timezone

from retention.loading import load_missing_rules, reword_rules


def load(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Rules a council wrote itself stay as they are."""
    load_missing_rules(lambda name: apps.get_model("retention", name), timezone.now())
    reword_rules(lambda name: apps.get_model("retention", name), timezone.now())


class Migration(migrations.Migration):
    """Waits for approval, as every rule does."""

    dependencies = [
        ("survey", "0001_surveys"),
        ("retention", "0009_kept_and_erased"),
    ]

    operations = [
        migrations.AlterField(
            model_name="historicalhold",
            name="rule_code",
            field=models.CharField(
                blank=True,
                choices=[
                    ("access_check", "access_check"),
                    ("breach_log", "breach_log"),
                    ("complaint", "complaint"),
                    ("data_request", "data_request"),
                    ("disposal_register", "disposal_register"),
                    ("draft", "draft"),
                    ("funded_programme", "funded_programme"),
                    ("groupwork", "groupwork"),
                    ("hub", "hub"),
                    ("referral", "referral"),
                    ("staff_account", "staff_account"),
                    ("staff_alert", "staff_alert"),
                    ("stepped_up", "stepped_up"),
                    ("survey", "survey"),
                    ("survey_answer", "survey_answer"),
                    ("targeted_support", "targeted_support"),
                    ("text_delivery", "text_delivery"),
                    ("victim_service", "victim_service"),
                    ("youth_justice", "youth_justice"),
                ],
                max_length=40,
                verbose_name="rule",
            ),
        ),
        migrations.AlterField(
            model_name="historicalrule",
            name="code",
            field=models.CharField(
                choices=[
                    ("access_check", "access_check"),
                    ("breach_log", "breach_log"),
                    ("complaint", "complaint"),
                    ("data_request", "data_request"),
                    ("disposal_register", "disposal_register"),
                    ("draft", "draft"),
                    ("funded_programme", "funded_programme"),
                    ("groupwork", "groupwork"),
                    ("hub", "hub"),
                    ("referral", "referral"),
                    ("staff_account", "staff_account"),
                    ("staff_alert", "staff_alert"),
                    ("stepped_up", "stepped_up"),
                    ("survey", "survey"),
                    ("survey_answer", "survey_answer"),
                    ("targeted_support", "targeted_support"),
                    ("text_delivery", "text_delivery"),
                    ("victim_service", "victim_service"),
                    ("youth_justice", "youth_justice"),
                ],
                max_length=40,
                verbose_name="rule",
            ),
        ),
        migrations.AlterField(
            model_name="hold",
            name="rule_code",
            field=models.CharField(
                blank=True,
                choices=[
                    ("access_check", "access_check"),
                    ("breach_log", "breach_log"),
                    ("complaint", "complaint"),
                    ("data_request", "data_request"),
                    ("disposal_register", "disposal_register"),
                    ("draft", "draft"),
                    ("funded_programme", "funded_programme"),
                    ("groupwork", "groupwork"),
                    ("hub", "hub"),
                    ("referral", "referral"),
                    ("staff_account", "staff_account"),
                    ("staff_alert", "staff_alert"),
                    ("stepped_up", "stepped_up"),
                    ("survey", "survey"),
                    ("survey_answer", "survey_answer"),
                    ("targeted_support", "targeted_support"),
                    ("text_delivery", "text_delivery"),
                    ("victim_service", "victim_service"),
                    ("youth_justice", "youth_justice"),
                ],
                max_length=40,
                verbose_name="rule",
            ),
        ),
        migrations.AlterField(
            model_name="rule",
            name="code",
            field=models.CharField(
                choices=[
                    ("access_check", "access_check"),
                    ("breach_log", "breach_log"),
                    ("complaint", "complaint"),
                    ("data_request", "data_request"),
                    ("disposal_register", "disposal_register"),
                    ("draft", "draft"),
                    ("funded_programme", "funded_programme"),
                    ("groupwork", "groupwork"),
                    ("hub", "hub"),
                    ("referral", "referral"),
                    ("staff_account", "staff_account"),
                    ("staff_alert", "staff_alert"),
                    ("stepped_up", "stepped_up"),
                    ("survey", "survey"),
                    ("survey_answer", "survey_answer"),
                    ("targeted_support", "targeted_support"),
                    ("text_delivery", "text_delivery"),
                    ("victim_service", "victim_service"),
                    ("youth_justice", "youth_justice"),
                ],
                max_length=40,
                verbose_name="rule",
            ),
        ),
        migrations.RunPython(load, migrations.RunPython.noop),
    ]
