"""Data locked for use keeps a file; what a person had erased is on the register with its two officers."""

import django.contrib.postgres.fields
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    """What is asked of the register is asked as before, and of erasure two officers."""

    dependencies = [
        ("rights", "0001_other_rights"),
        ("retention", "0008_complaints"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name="disposalregister",
            name="register_files_go_by_a_list",
        ),
        migrations.AlterField(
            model_name="disposalitem",
            name="blocks",
            field=django.contrib.postgres.fields.ArrayField(
                base_field=models.CharField(
                    choices=[
                        ("open_involvement", "A service is still open"),
                        ("hold", "On hold"),
                        ("request", "A data request is open"),
                        ("locked", "Somebody asked us to keep it and not use it"),
                        ("birth_date", "An exact date of birth is missing"),
                        ("review", "A person has to decide"),
                        ("no_rule", "No approved rule covers it"),
                        ("linked", "A linked family’s file is not due"),
                        ("taken_off", "Taken off a list until its review"),
                        ("not_due", "Not due any more"),
                        ("fault", "A technical fault: tell your administrator"),
                    ],
                    max_length=20,
                ),
                default=list,
                size=None,
            ),
        ),
        migrations.AddConstraint(
            model_name="disposalregister",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("approved_at__isnull", False),
                        ("approved_by__isnull", False),
                        ("disposal_list__isnull", False),
                        ("submitted_by__isnull", False),
                    ),
                    models.Q(
                        ("approved_at", None),
                        ("approved_by", None),
                        ("disposal_list", None),
                        ("families", 0),
                        ("people", 0),
                        ("submitted_by", None),
                    ),
                    models.Q(
                        ("approved_at__isnull", False),
                        ("approved_by__isnull", False),
                        ("disposal_list", None),
                        ("submitted_by__isnull", False),
                    ),
                    _connector="OR",
                ),
                name="register_files_go_by_officers",
            ),
        ),
    ]
