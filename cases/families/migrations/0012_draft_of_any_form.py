"""A draft may be named by the address of its form."""

from django.db import migrations, models


class Migration(migrations.Migration):
    """A longer name."""

    dependencies = [("families", "0011_priority")]

    operations = [
        migrations.AlterField("draft", "form", models.CharField(max_length=200, verbose_name="which form")),
    ]
