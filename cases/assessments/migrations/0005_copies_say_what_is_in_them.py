"""What went into each copy a family got, and how it reached them; empty for those made before."""

from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    """Columns of a table whose row security stands as it is."""

    dependencies = [
        ("assessments", "0004_plans_need_to_know"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name="familycopy",
            name="left_out",
            field=models.TextField(blank=True, verbose_name="sections left out"),
        ),
        migrations.AddField(
            model_name="familycopy",
            name="part_keys",
            field=models.JSONField(blank=True, default=list, verbose_name="keys of its parts"),
        ),
        migrations.AddField(
            model_name="familycopy",
            name="sections",
            field=models.TextField(blank=True, verbose_name="sections in it"),
        ),
        migrations.AddField(
            model_name="familycopy",
            name="way",
            field=models.CharField(
                blank=True,
                choices=[
                    ("handed", "Handed over on paper"),
                    ("post", "By post"),
                    ("email", "By email, as a PDF"),
                    ("other", "In another way"),
                ],
                max_length=10,
                verbose_name="how the family gets it",
            ),
        ),
        migrations.AddField(
            model_name="historicalfamilycopy",
            name="left_out",
            field=models.TextField(blank=True, verbose_name="sections left out"),
        ),
        migrations.AddField(
            model_name="historicalfamilycopy",
            name="part_keys",
            field=models.JSONField(blank=True, default=list, verbose_name="keys of its parts"),
        ),
        migrations.AddField(
            model_name="historicalfamilycopy",
            name="sections",
            field=models.TextField(blank=True, verbose_name="sections in it"),
        ),
        migrations.AddField(
            model_name="historicalfamilycopy",
            name="way",
            field=models.CharField(
                blank=True,
                choices=[
                    ("handed", "Handed over on paper"),
                    ("post", "By post"),
                    ("email", "By email, as a PDF"),
                    ("other", "In another way"),
                ],
                max_length=10,
                verbose_name="how the family gets it",
            ),
        ),
        migrations.AddConstraint(
            model_name="familycopy",
            constraint=models.CheckConstraint(
                condition=models.Q(("way__in", ["", "handed", "post", "email", "other"])),
                name="family_copy_way_is_known",
            ),
        ),
    ]
