"""Records of one person put together."""

import django.db.models.deletion
import django.db.models.functions.comparison
import simple_history.models
from django.conf import settings
from django.db import migrations, models

import accounts.keys


class Migration(migrations.Migration):
    """Pairs, merges and their journal; who sees what of them comes next."""

    initial = True

    dependencies = [
        ("families", "0008_access_patterns"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="HistoricalMerge",
            fields=[
                ("id", models.UUIDField(db_index=True, default=accounts.keys.new_key, editable=False)),
                ("history_change_reason", models.TextField(null=True)),
                ("other_id", models.UUIDField(verbose_name="record that went into it")),
                (
                    "other_reference",
                    models.CharField(max_length=20, verbose_name="reference of the record that went into it"),
                ),
                ("leader_version", models.UUIDField(editable=False, null=True)),
                ("other_version", models.UUIDField(editable=False, null=True)),
                (
                    "taken",
                    models.JSONField(
                        blank=True, default=list, verbose_name="details taken from the other record"
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("asked", "Waiting to be put together"),
                            ("done", "Put together"),
                            ("refused", "Could not be put together"),
                            ("unmerge_asked", "Waiting to be taken apart"),
                            ("undone", "Taken apart again"),
                        ],
                        default="asked",
                        max_length=20,
                    ),
                ),
                (
                    "refusal",
                    models.CharField(
                        blank=True,
                        choices=[
                            (
                                "changed",
                                "One of the two records was changed after you looked at them. Compare them again.",
                            ),
                            ("gone", "One of the two records is no longer there."),
                            (
                                "apart",
                                "You cannot do this. The reason may not be shown here. Ask your service manager: a"
                                " manager whose teams hold all of both records can do it.",
                            ),
                            (
                                "busy",
                                "Something else is being done with one of these records. Try again in an hour.",
                            ),
                            ("later", "What was written since then stands in the way."),
                        ],
                        max_length=10,
                        verbose_name="why it was not done",
                    ),
                ),
                (
                    "obstacles",
                    models.JSONField(blank=True, default=list, verbose_name="what stands in the way"),
                ),
                ("reason", models.CharField(max_length=500, verbose_name="why they are one person")),
                ("asked_at", models.DateTimeField()),
                ("done_at", models.DateTimeField(blank=True, null=True, verbose_name="put together at")),
                (
                    "undo_reason",
                    models.CharField(
                        blank=True, max_length=500, verbose_name="why they are two people after all"
                    ),
                ),
                ("undone_at", models.DateTimeField(blank=True, null=True, verbose_name="taken apart at")),
                (
                    "history_id",
                    models.UUIDField(
                        default=accounts.keys.new_key, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("history_date", models.DateTimeField(db_index=True)),
                (
                    "history_type",
                    models.CharField(
                        choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1
                    ),
                ),
                (
                    "asked_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "history_user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "leader",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="families.person",
                    ),
                ),
                (
                    "undo_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "historical merge",
                "verbose_name_plural": "historical merges",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="Merge",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=accounts.keys.new_key, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("other_id", models.UUIDField(verbose_name="record that went into it")),
                (
                    "other_reference",
                    models.CharField(max_length=20, verbose_name="reference of the record that went into it"),
                ),
                ("leader_version", models.UUIDField(editable=False, null=True)),
                ("other_version", models.UUIDField(editable=False, null=True)),
                (
                    "taken",
                    models.JSONField(
                        blank=True, default=list, verbose_name="details taken from the other record"
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("asked", "Waiting to be put together"),
                            ("done", "Put together"),
                            ("refused", "Could not be put together"),
                            ("unmerge_asked", "Waiting to be taken apart"),
                            ("undone", "Taken apart again"),
                        ],
                        default="asked",
                        max_length=20,
                    ),
                ),
                (
                    "refusal",
                    models.CharField(
                        blank=True,
                        choices=[
                            (
                                "changed",
                                "One of the two records was changed after you looked at them. Compare them again.",
                            ),
                            ("gone", "One of the two records is no longer there."),
                            (
                                "apart",
                                "You cannot do this. The reason may not be shown here. Ask your service manager: a"
                                " manager whose teams hold all of both records can do it.",
                            ),
                            (
                                "busy",
                                "Something else is being done with one of these records. Try again in an hour.",
                            ),
                            ("later", "What was written since then stands in the way."),
                        ],
                        max_length=10,
                        verbose_name="why it was not done",
                    ),
                ),
                (
                    "obstacles",
                    models.JSONField(blank=True, default=list, verbose_name="what stands in the way"),
                ),
                ("reason", models.CharField(max_length=500, verbose_name="why they are one person")),
                ("asked_at", models.DateTimeField()),
                ("done_at", models.DateTimeField(blank=True, null=True, verbose_name="put together at")),
                (
                    "undo_reason",
                    models.CharField(
                        blank=True, max_length=500, verbose_name="why they are two people after all"
                    ),
                ),
                ("undone_at", models.DateTimeField(blank=True, null=True, verbose_name="taken apart at")),
                (
                    "asked_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="merges_asked",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "leader",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="merges",
                        to="families.person",
                    ),
                ),
                (
                    "undo_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ["-asked_at", "-id"],
            },
        ),
        migrations.CreateModel(
            name="MergeStep",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=accounts.keys.new_key, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("position", models.PositiveIntegerField()),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("moved", "now names the leader"),
                            ("joined", "took what another row of the same kind said"),
                            ("removed", "said what another row says already"),
                            ("made", "was added"),
                        ],
                        max_length=10,
                    ),
                ),
                ("model", models.CharField(max_length=100)),
                ("key", models.UUIDField(verbose_name="the row")),
                ("before", models.JSONField(default=dict)),
                ("after", models.JSONField(default=dict)),
                (
                    "merge",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="steps", to="merging.merge"
                    ),
                ),
            ],
            options={
                "ordering": ["merge", "position"],
            },
        ),
        migrations.CreateModel(
            name="DuplicatePair",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=accounts.keys.new_key, editable=False, primary_key=True, serialize=False
                    ),
                ),
                (
                    "reason",
                    models.CharField(
                        choices=[
                            ("name_and_birth", "Same name and date of birth"),
                            ("swapped_name", "Same date of birth, first and last name changed round"),
                            (
                                "nickname",
                                "Same date of birth and last name, and a short form of the first name",
                            ),
                            ("phone", "Same telephone number and a name that is alike"),
                            ("birth", "Same date of birth and a name that is alike"),
                            ("swapped_birth", "Same name, and day and month of birth changed round"),
                            ("postcode", "Same postcode and a name that is alike"),
                            ("by_hand", "Put side by side by a member of staff"),
                        ],
                        max_length=20,
                        verbose_name="why they may be the same",
                    ),
                ),
                ("score", models.PositiveSmallIntegerField(verbose_name="how likely, of 100")),
                ("found_at", models.DateTimeField()),
                (
                    "not_same_why",
                    models.CharField(blank=True, max_length=500, verbose_name="why they are two people"),
                ),
                ("decided_at", models.DateTimeField(blank=True, null=True)),
                (
                    "decided_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "first",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="pairs_first",
                        to="families.person",
                    ),
                ),
                (
                    "second",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="pairs_second",
                        to="families.person",
                    ),
                ),
            ],
            options={
                "ordering": ["-score", "id"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("first", models.F("second")), _negated=True),
                        name="pair_is_of_two",
                    ),
                    models.UniqueConstraint(
                        django.db.models.functions.comparison.Least("first", "second"),
                        django.db.models.functions.comparison.Greatest("first", "second"),
                        name="pair_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("decided_at__isnull", True),
                                ("decided_by__isnull", True),
                                ("not_same_why", ""),
                            ),
                            models.Q(
                                models.Q(("not_same_why", ""), _negated=True),
                                ("decided_at__isnull", False),
                                ("decided_by__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="pair_decided_in_full",
                    ),
                ],
            },
        ),
        migrations.AddIndex(
            model_name="merge",
            index=models.Index(fields=["other_id"], name="merge_by_other"),
        ),
        migrations.AddConstraint(
            model_name="merge",
            constraint=models.CheckConstraint(
                condition=models.Q(("reason", ""), _negated=True), name="merge_says_why"
            ),
        ),
        migrations.AddConstraint(
            model_name="merge",
            constraint=models.UniqueConstraint(
                condition=models.Q(("state__in", ["asked", "done", "unmerge_asked"])),
                fields=("other_id",),
                name="merge_goes_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="merge",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("undo_by__isnull", True), ("undo_reason", "")),
                    models.Q(("undo_by__isnull", False), models.Q(("undo_reason", ""), _negated=True)),
                    _connector="OR",
                ),
                name="merge_undone_with_a_reason",
            ),
        ),
        migrations.AddConstraint(
            model_name="mergestep",
            constraint=models.UniqueConstraint(fields=("merge", "position"), name="merge_step_once"),
        ),
    ]
