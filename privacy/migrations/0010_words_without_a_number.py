"""The draft has no number and no day of its own any more: its published versions do."""

from django.db import migrations


class Migration(migrations.Migration):
    """After the first versions were made from them."""

    dependencies = [("notices", "0001_versions"), ("privacy", "0009_notice_words")]

    operations = [
        migrations.RemoveConstraint(
            model_name="notice",
            name="notice_version_is_at_least_1",
        ),
        migrations.RemoveField(
            model_name="historicalnotice",
            name="changed_on",
        ),
        migrations.RemoveField(
            model_name="historicalnotice",
            name="version",
        ),
        migrations.RemoveField(
            model_name="notice",
            name="changed_on",
        ),
        migrations.RemoveField(
            model_name="notice",
            name="version",
        ),
    ]
