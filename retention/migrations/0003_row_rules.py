"""Register rows of runs without a list, and the wordings of rules that promised what no job does."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps
from django.utils import timezone

from retention.loading import reword_rules


def reword(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Rules a council wrote itself stay as they are."""
    reword_rules(lambda name: apps.get_model("retention", name), timezone.now())


class Migration(migrations.Migration):
    """A run without a list carries out rules about single rows under the approved schedule."""

    dependencies = [
        ("retention", "0002_row_security"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AlterField(
            model_name="disposalregister",
            name="approved_at",
            field=models.DateTimeField(null=True),
        ),
        migrations.AlterField(
            model_name="disposalregister",
            name="approved_by",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AlterField(
            model_name="disposalregister",
            name="disposal_list",
            field=models.OneToOneField(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="register",
                to="retention.disposallist",
            ),
        ),
        migrations.AlterField(
            model_name="disposalregister",
            name="rules",
            field=models.JSONField(default=dict, verbose_name="files or rows by rule and version"),
        ),
        migrations.AlterField(
            model_name="disposalregister",
            name="submitted_by",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AlterField(
            model_name="historicalhold",
            name="scope",
            field=models.CharField(
                choices=[
                    ("person", "One person, and the files they are in"),
                    ("family", "One family"),
                    ("service", "All files of a kind of service"),
                    ("rule", "Everything under one rule of the schedule"),
                    ("everything", "Everything"),
                ],
                max_length=10,
                verbose_name="what it covers",
            ),
        ),
        migrations.AlterField(
            model_name="historicalrule",
            name="trigger",
            field=models.CharField(
                choices=[
                    ("last_activity", "the end of our help, or our last contact if that was later"),
                    ("financial_year", "the end of the financial year (31 March) of our last contact"),
                    ("collected", "the day it was collected"),
                    ("created", "the day it was made"),
                    ("saved", "the day it was last changed"),
                    ("closed", "the day it was closed"),
                    ("left", "the day they left"),
                    ("none", "no day: it is kept"),
                ],
                max_length=20,
                verbose_name="counted from",
            ),
        ),
        migrations.AlterField(
            model_name="hold",
            name="scope",
            field=models.CharField(
                choices=[
                    ("person", "One person, and the files they are in"),
                    ("family", "One family"),
                    ("service", "All files of a kind of service"),
                    ("rule", "Everything under one rule of the schedule"),
                    ("everything", "Everything"),
                ],
                max_length=10,
                verbose_name="what it covers",
            ),
        ),
        migrations.AlterField(
            model_name="rule",
            name="trigger",
            field=models.CharField(
                choices=[
                    ("last_activity", "the end of our help, or our last contact if that was later"),
                    ("financial_year", "the end of the financial year (31 March) of our last contact"),
                    ("collected", "the day it was collected"),
                    ("created", "the day it was made"),
                    ("saved", "the day it was last changed"),
                    ("closed", "the day it was closed"),
                    ("left", "the day they left"),
                    ("none", "no day: it is kept"),
                ],
                max_length=20,
                verbose_name="counted from",
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
                    _connector="OR",
                ),
                name="register_files_go_by_a_list",
            ),
        ),
        migrations.RunPython(reword, migrations.RunPython.noop),
    ]
