"""Two records of one family put together, and pairs of families to look at."""

import django.db.models.deletion
import django.db.models.functions.comparison
from django.conf import settings
from django.db import migrations, models

import accounts.keys


class Migration(migrations.Migration):
    """A merge is of people or of families; who sees the rows comes next."""

    dependencies = [
        ("families", "0010_warnings"),
        ("merging", "0002_row_security"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="FamilyPair",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=accounts.keys.new_key, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("score", models.PositiveSmallIntegerField(verbose_name="how likely, of 100")),
                ("found_at", models.DateTimeField()),
                (
                    "not_same_why",
                    models.CharField(blank=True, max_length=500, verbose_name="why they are not the same"),
                ),
                ("decided_at", models.DateTimeField(blank=True, null=True)),
                (
                    "reason",
                    models.CharField(
                        choices=[
                            ("same_members", "The same people are in both"),
                            ("within", "Everybody of one is in the other too"),
                            ("two_members", "Two people or more are in both"),
                            ("by_hand", "Put side by side by a member of staff"),
                        ],
                        max_length=20,
                        verbose_name="why they may be the same",
                    ),
                ),
            ],
            options={
                "ordering": ["-score", "id"],
                "abstract": False,
            },
        ),
        migrations.AddField(
            model_name="historicalmerge",
            name="leader_family",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="families.family",
            ),
        ),
        migrations.AddField(
            model_name="merge",
            name="leader_family",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="merges",
                to="families.family",
            ),
        ),
        migrations.AlterField(
            model_name="duplicatepair",
            name="not_same_why",
            field=models.CharField(blank=True, max_length=500, verbose_name="why they are not the same"),
        ),
        migrations.AlterField(
            model_name="historicalmerge",
            name="reason",
            field=models.CharField(max_length=500, verbose_name="why they are one"),
        ),
        migrations.AlterField(
            model_name="historicalmerge",
            name="undo_reason",
            field=models.CharField(blank=True, max_length=500, verbose_name="why they are two after all"),
        ),
        migrations.AlterField(
            model_name="merge",
            name="leader",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="merges",
                to="families.person",
            ),
        ),
        migrations.AlterField(
            model_name="merge",
            name="reason",
            field=models.CharField(max_length=500, verbose_name="why they are one"),
        ),
        migrations.AlterField(
            model_name="merge",
            name="undo_reason",
            field=models.CharField(blank=True, max_length=500, verbose_name="why they are two after all"),
        ),
        migrations.AddConstraint(
            model_name="merge",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("leader__isnull", False), ("leader_family__isnull", True)),
                    models.Q(("leader__isnull", True), ("leader_family__isnull", False)),
                    _connector="OR",
                ),
                name="merge_is_of_people_or_of_families",
            ),
        ),
        migrations.AddField(
            model_name="familypair",
            name="decided_by",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="familypair",
            name="first",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="pairs_first", to="families.family"
            ),
        ),
        migrations.AddField(
            model_name="familypair",
            name="second",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="pairs_second", to="families.family"
            ),
        ),
        migrations.AddConstraint(
            model_name="familypair",
            constraint=models.CheckConstraint(
                condition=models.Q(("first", models.F("second")), _negated=True), name="family_pair_is_of_two"
            ),
        ),
        migrations.AddConstraint(
            model_name="familypair",
            constraint=models.UniqueConstraint(
                django.db.models.functions.comparison.Least("first", "second"),
                django.db.models.functions.comparison.Greatest("first", "second"),
                name="family_pair_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="familypair",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("decided_at__isnull", True), ("decided_by__isnull", True), ("not_same_why", "")
                    ),
                    models.Q(
                        models.Q(("not_same_why", ""), _negated=True),
                        ("decided_at__isnull", False),
                        ("decided_by__isnull", False),
                    ),
                    _connector="OR",
                ),
                name="family_pair_decided_in_full",
            ),
        ),
    ]
