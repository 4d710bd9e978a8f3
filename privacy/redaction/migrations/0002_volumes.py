"""Further volumes of answers too large for one file, for officers, and for whoever has a link and its code."""

import django.db.models.deletion
from django.db import migrations, models

import accounts.keys
from accounts.permissions import Permission
from accounts.row_security import ProtectRows, permission_check
from accounts.statistics import keep_no_statistics

OUT_BY_A_LINK = """
CREATE POLICY lookup ON redaction_volume FOR SELECT TO familyhubs_lookup USING (EXISTS (
    SELECT 1 FROM redaction_output o WHERE o.id = redaction_volume.output_id));
GRANT SELECT ON redaction_volume TO familyhubs_lookup;
"""


class Migration(migrations.Migration):
    """Of volumes the functions of a link see what they see of outputs: those that are out by one."""

    dependencies = [
        ("redaction", "0001_looking_through"),
    ]

    operations = [
        migrations.AlterField(
            model_name="output",
            name="document",
            field=models.BinaryField(verbose_name="PDF, or its first volume"),
        ),
        migrations.CreateModel(
            name="Volume",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=accounts.keys.new_key, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("number", models.PositiveSmallIntegerField()),
                ("document", models.BinaryField(verbose_name="PDF")),
                ("digest", models.CharField(max_length=64, verbose_name="SHA-256 of the PDF")),
                (
                    "output",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="volumes",
                        to="redaction.output",
                    ),
                ),
            ],
            options={
                "ordering": ["output", "number"],
                "constraints": [
                    models.UniqueConstraint(fields=("output", "number"), name="volume_once"),
                    models.CheckConstraint(
                        condition=models.Q(("number__gte", 2)), name="volume_is_a_further_one"
                    ),
                ],
            },
        ),
        ProtectRows("Volume", using=permission_check(Permission.REQUEST_HANDLE)),
        migrations.RunSQL(OUT_BY_A_LINK, migrations.RunSQL.noop),
        keep_no_statistics(),
    ]
