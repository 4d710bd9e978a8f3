"""How soon a family needs somebody."""

from django.conf import settings
from django.db import migrations, models

from accounts.statistics import keep_no_statistics


class Migration(migrations.Migration):
    """What is on file is of medium priority until somebody says otherwise."""

    dependencies = [
        ("accounts", "0010_triage_officer"),
        ("families", "0010_warnings"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name="historicalinvolvement",
            name="priority",
            field=models.CharField(
                choices=[("high", "High"), ("medium", "Medium"), ("low", "Low")],
                db_default="medium",
                default="medium",
                max_length=10,
            ),
        ),
        migrations.AddField(
            model_name="involvement",
            name="priority",
            field=models.CharField(
                choices=[("high", "High"), ("medium", "Medium"), ("low", "Low")],
                db_default="medium",
                default="medium",
                max_length=10,
            ),
        ),
        migrations.AddConstraint(
            model_name="involvement",
            constraint=models.CheckConstraint(
                condition=models.Q(("priority__in", ["high", "medium", "low"])),
                name="involvement_priority_is_known",
            ),
        ),
        keep_no_statistics(),
    ]
