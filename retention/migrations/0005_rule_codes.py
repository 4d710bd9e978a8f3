"""Rules by code, alerts to staff among them."""

from django.db import migrations, models


class Migration(migrations.Migration):
    """Only the lists of choices."""

    dependencies = [
        ("retention", "0004_staff_alerts"),
    ]

    operations = [
        migrations.AlterField(
            model_name="historicalhold",
            name="rule_code",
            field=models.CharField(
                blank=True,
                choices=[
                    ("data_request", "data_request"),
                    ("disposal_register", "disposal_register"),
                    ("draft", "draft"),
                    ("funded_programme", "funded_programme"),
                    ("groupwork", "groupwork"),
                    ("hub", "hub"),
                    ("staff_account", "staff_account"),
                    ("staff_alert", "staff_alert"),
                    ("stepped_up", "stepped_up"),
                    ("survey", "survey"),
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
                    ("data_request", "data_request"),
                    ("disposal_register", "disposal_register"),
                    ("draft", "draft"),
                    ("funded_programme", "funded_programme"),
                    ("groupwork", "groupwork"),
                    ("hub", "hub"),
                    ("staff_account", "staff_account"),
                    ("staff_alert", "staff_alert"),
                    ("stepped_up", "stepped_up"),
                    ("survey", "survey"),
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
                    ("data_request", "data_request"),
                    ("disposal_register", "disposal_register"),
                    ("draft", "draft"),
                    ("funded_programme", "funded_programme"),
                    ("groupwork", "groupwork"),
                    ("hub", "hub"),
                    ("staff_account", "staff_account"),
                    ("staff_alert", "staff_alert"),
                    ("stepped_up", "stepped_up"),
                    ("survey", "survey"),
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
                    ("data_request", "data_request"),
                    ("disposal_register", "disposal_register"),
                    ("draft", "draft"),
                    ("funded_programme", "funded_programme"),
                    ("groupwork", "groupwork"),
                    ("hub", "hub"),
                    ("staff_account", "staff_account"),
                    ("staff_alert", "staff_alert"),
                    ("stepped_up", "stepped_up"),
                    ("survey", "survey"),
                    ("targeted_support", "targeted_support"),
                    ("text_delivery", "text_delivery"),
                    ("victim_service", "victim_service"),
                    ("youth_justice", "youth_justice"),
                ],
                max_length=40,
                verbose_name="rule",
            ),
        ),
    ]
