"""Which right a request is about. Those logged so far all asked for a copy."""

from django.db import migrations, models


class Migration(migrations.Migration):
    """The right, on requests and on their earlier versions."""

    dependencies = [
        ("privacy", "0006_disclosures"),
    ]

    operations = [
        migrations.AddField(
            model_name="datarequest",
            name="right",
            field=models.CharField(
                choices=[
                    ("access", "See a copy of their data"),
                    ("rectification", "Have something corrected"),
                    ("erasure", "Have something deleted"),
                    ("restriction", "Have something kept and not used"),
                    ("objection", "Object to a use"),
                    ("portability", "Take their data elsewhere"),
                ],
                default="access",
                max_length=20,
                verbose_name="right",
            ),
        ),
        migrations.AddField(
            model_name="historicaldatarequest",
            name="right",
            field=models.CharField(
                choices=[
                    ("access", "See a copy of their data"),
                    ("rectification", "Have something corrected"),
                    ("erasure", "Have something deleted"),
                    ("restriction", "Have something kept and not used"),
                    ("objection", "Object to a use"),
                    ("portability", "Take their data elsewhere"),
                ],
                default="access",
                max_length=20,
                verbose_name="right",
            ),
        ),
    ]
