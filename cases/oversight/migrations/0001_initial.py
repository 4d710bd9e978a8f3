"""Notes of managers, case audits and hand-overs, each behind row security."""

import django.db.models.deletion
import simple_history.models
from django.conf import settings
from django.db import migrations, models

import accounts.keys
import accounts.walls
from accounts.permissions import Permission
from accounts.row_security import ProtectRows, permission_check
from accounts.statistics import keep_no_statistics
from cases.families.policies import EDIT, family_seen

OVERSEE = permission_check(Permission.WORK_OVERSEE)


class Migration(migrations.Migration):
    """Seen by whoever sees the family; notes and audits are written by those who oversee work."""

    initial = True

    dependencies = [
        ("families", "0008_access_patterns"),
        ("accounts", "0009_casework_roles"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="HistoricalCaseAudit",
            fields=[
                ("id", models.UUIDField(db_index=True, default=accounts.keys.new_key, editable=False)),
                ("history_change_reason", models.TextField(null=True)),
                ("drawn_on", models.DateField(verbose_name="drawn on")),
                ("due_on", models.DateField(verbose_name="due on")),
                ("done_on", models.DateField(blank=True, null=True, verbose_name="finished on")),
                (
                    "voice_grade",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("outstanding", "Outstanding"),
                            ("good", "Good"),
                            ("requires_improvement", "Requires improvement"),
                            ("inadequate", "Inadequate"),
                        ],
                        max_length=20,
                        verbose_name="the children’s voice and experience",
                    ),
                ),
                (
                    "assessment_grade",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("outstanding", "Outstanding"),
                            ("good", "Good"),
                            ("requires_improvement", "Requires improvement"),
                            ("inadequate", "Inadequate"),
                        ],
                        max_length=20,
                        verbose_name="assessment",
                    ),
                ),
                (
                    "plan_grade",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("outstanding", "Outstanding"),
                            ("good", "Good"),
                            ("requires_improvement", "Requires improvement"),
                            ("inadequate", "Inadequate"),
                        ],
                        max_length=20,
                        verbose_name="plan and what came of it",
                    ),
                ),
                (
                    "recording_grade",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("outstanding", "Outstanding"),
                            ("good", "Good"),
                            ("requires_improvement", "Requires improvement"),
                            ("inadequate", "Inadequate"),
                        ],
                        max_length=20,
                        verbose_name="recording and chronology",
                    ),
                ),
                (
                    "supervision_grade",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("outstanding", "Outstanding"),
                            ("good", "Good"),
                            ("requires_improvement", "Requires improvement"),
                            ("inadequate", "Inadequate"),
                        ],
                        max_length=20,
                        verbose_name="supervision and oversight",
                    ),
                ),
                (
                    "overall_grade",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("outstanding", "Outstanding"),
                            ("good", "Good"),
                            ("requires_improvement", "Requires improvement"),
                            ("inadequate", "Inadequate"),
                        ],
                        max_length=20,
                        verbose_name="overall",
                    ),
                ),
                ("strengths", models.TextField(blank=True, max_length=4000, verbose_name="what is strong")),
                (
                    "improvements",
                    models.TextField(
                        blank=True,
                        max_length=4000,
                        verbose_name="what should change, who does it and by when",
                    ),
                ),
                ("wall", accounts.walls.WallField(default="")),
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
                    "auditor",
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
                    "family",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="families.family",
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
            ],
            options={
                "verbose_name": "historical case audit",
                "verbose_name_plural": "historical case audits",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalHandOver",
            fields=[
                ("id", models.UUIDField(db_index=True, default=accounts.keys.new_key, editable=False)),
                ("history_change_reason", models.TextField(null=True)),
                (
                    "direction",
                    models.CharField(
                        choices=[
                            ("step_up", "Step up to Children’s Social Care"),
                            ("step_down", "Step down to universal or single-agency help"),
                        ],
                        max_length=20,
                        verbose_name="direction",
                    ),
                ),
                ("handed_on", models.DateField(verbose_name="date")),
                (
                    "organisation",
                    models.CharField(max_length=200, verbose_name="team or organisation that takes over"),
                ),
                (
                    "contact_name",
                    models.CharField(blank=True, max_length=200, verbose_name="who there takes it on"),
                ),
                (
                    "reasons",
                    models.TextField(max_length=4000, verbose_name="why, and what should happen next"),
                ),
                ("passed_on", models.TextField(max_length=4000, verbose_name="what they were told or given")),
                (
                    "family_view",
                    models.CharField(
                        choices=[
                            ("agrees", "They know and agree"),
                            ("disagrees", "They know and do not agree"),
                            (
                                "not_told",
                                "They were not told, because telling them would put somebody at risk",
                            ),
                        ],
                        max_length=20,
                        verbose_name="the family’s view",
                    ),
                ),
                ("written_at", models.DateTimeField(verbose_name="written down at")),
                ("wall", accounts.walls.WallField(default="")),
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
                    "family",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="families.family",
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
                    "involvement",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="families.involvement",
                    ),
                ),
                (
                    "written_by",
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
                "verbose_name": "historical hand over",
                "verbose_name_plural": "historical hand overs",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalOversightNote",
            fields=[
                ("id", models.UUIDField(db_index=True, default=accounts.keys.new_key, editable=False)),
                ("history_change_reason", models.TextField(null=True)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("supervision", "Supervision with the worker"),
                            ("oversight", "Management oversight"),
                            ("decision", "Management decision"),
                        ],
                        max_length=20,
                    ),
                ),
                ("talked_on", models.DateField(verbose_name="date")),
                (
                    "words",
                    models.TextField(max_length=8000, verbose_name="what was discussed and decided, and why"),
                ),
                (
                    "next_actions",
                    models.TextField(
                        blank=True, max_length=8000, verbose_name="what happens next, who does it and by when"
                    ),
                ),
                ("written_at", models.DateTimeField(verbose_name="written down at")),
                ("wall", accounts.walls.WallField(default="")),
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
                    "family",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="families.family",
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
                    "written_by",
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
                "verbose_name": "historical oversight note",
                "verbose_name_plural": "historical oversight notes",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="CaseAudit",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=accounts.keys.new_key, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("drawn_on", models.DateField(verbose_name="drawn on")),
                ("due_on", models.DateField(verbose_name="due on")),
                ("done_on", models.DateField(blank=True, null=True, verbose_name="finished on")),
                (
                    "voice_grade",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("outstanding", "Outstanding"),
                            ("good", "Good"),
                            ("requires_improvement", "Requires improvement"),
                            ("inadequate", "Inadequate"),
                        ],
                        max_length=20,
                        verbose_name="the children’s voice and experience",
                    ),
                ),
                (
                    "assessment_grade",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("outstanding", "Outstanding"),
                            ("good", "Good"),
                            ("requires_improvement", "Requires improvement"),
                            ("inadequate", "Inadequate"),
                        ],
                        max_length=20,
                        verbose_name="assessment",
                    ),
                ),
                (
                    "plan_grade",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("outstanding", "Outstanding"),
                            ("good", "Good"),
                            ("requires_improvement", "Requires improvement"),
                            ("inadequate", "Inadequate"),
                        ],
                        max_length=20,
                        verbose_name="plan and what came of it",
                    ),
                ),
                (
                    "recording_grade",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("outstanding", "Outstanding"),
                            ("good", "Good"),
                            ("requires_improvement", "Requires improvement"),
                            ("inadequate", "Inadequate"),
                        ],
                        max_length=20,
                        verbose_name="recording and chronology",
                    ),
                ),
                (
                    "supervision_grade",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("outstanding", "Outstanding"),
                            ("good", "Good"),
                            ("requires_improvement", "Requires improvement"),
                            ("inadequate", "Inadequate"),
                        ],
                        max_length=20,
                        verbose_name="supervision and oversight",
                    ),
                ),
                (
                    "overall_grade",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("outstanding", "Outstanding"),
                            ("good", "Good"),
                            ("requires_improvement", "Requires improvement"),
                            ("inadequate", "Inadequate"),
                        ],
                        max_length=20,
                        verbose_name="overall",
                    ),
                ),
                ("strengths", models.TextField(blank=True, max_length=4000, verbose_name="what is strong")),
                (
                    "improvements",
                    models.TextField(
                        blank=True,
                        max_length=4000,
                        verbose_name="what should change, who does it and by when",
                    ),
                ),
                ("wall", accounts.walls.WallField(default="")),
                (
                    "auditor",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="case_audits",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "family",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="case_audits",
                        to="families.family",
                    ),
                ),
            ],
            options={
                "ordering": ["-drawn_on", "-id"],
                "abstract": False,
                "indexes": [models.Index(fields=["auditor", "due_on"], name="audit_by_auditor")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("done_on__isnull", True), ("done_on__gte", models.F("drawn_on")), _connector="OR"
                        ),
                        name="audit_ends_after_drawing",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("done_on__isnull", True),
                            models.Q(
                                ("strengths", ""),
                                ("overall_grade", ""),
                                ("voice_grade", ""),
                                ("assessment_grade", ""),
                                ("plan_grade", ""),
                                ("recording_grade", ""),
                                ("supervision_grade", ""),
                                _connector="OR",
                                _negated=True,
                            ),
                            _connector="OR",
                        ),
                        name="audit_done_is_graded",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("done_on__isnull", True)),
                        fields=("family",),
                        name="audit_one_to_do_a_family",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="HandOver",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=accounts.keys.new_key, editable=False, primary_key=True, serialize=False
                    ),
                ),
                (
                    "direction",
                    models.CharField(
                        choices=[
                            ("step_up", "Step up to Children’s Social Care"),
                            ("step_down", "Step down to universal or single-agency help"),
                        ],
                        max_length=20,
                        verbose_name="direction",
                    ),
                ),
                ("handed_on", models.DateField(verbose_name="date")),
                (
                    "organisation",
                    models.CharField(max_length=200, verbose_name="team or organisation that takes over"),
                ),
                (
                    "contact_name",
                    models.CharField(blank=True, max_length=200, verbose_name="who there takes it on"),
                ),
                (
                    "reasons",
                    models.TextField(max_length=4000, verbose_name="why, and what should happen next"),
                ),
                ("passed_on", models.TextField(max_length=4000, verbose_name="what they were told or given")),
                (
                    "family_view",
                    models.CharField(
                        choices=[
                            ("agrees", "They know and agree"),
                            ("disagrees", "They know and do not agree"),
                            (
                                "not_told",
                                "They were not told, because telling them would put somebody at risk",
                            ),
                        ],
                        max_length=20,
                        verbose_name="the family’s view",
                    ),
                ),
                ("written_at", models.DateTimeField(verbose_name="written down at")),
                ("wall", accounts.walls.WallField(default="")),
                (
                    "family",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="hand_overs",
                        to="families.family",
                    ),
                ),
                (
                    "involvement",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="hand_over",
                        to="families.involvement",
                    ),
                ),
                (
                    "written_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="hand_overs",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ["-written_at", "-id"],
                "abstract": False,
                "indexes": [
                    models.Index(fields=["family", "-written_at", "-id"], name="hand_over_by_family"),
                    models.Index(fields=["family", "written_by"], name="hand_over_by_author"),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("family_view", "not_told"), _negated=True),
                            ("direction", "step_up"),
                            _connector="OR",
                        ),
                        name="hand_over_untold_only_to_protect",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="OversightNote",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=accounts.keys.new_key, editable=False, primary_key=True, serialize=False
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("supervision", "Supervision with the worker"),
                            ("oversight", "Management oversight"),
                            ("decision", "Management decision"),
                        ],
                        max_length=20,
                    ),
                ),
                ("talked_on", models.DateField(verbose_name="date")),
                (
                    "words",
                    models.TextField(max_length=8000, verbose_name="what was discussed and decided, and why"),
                ),
                (
                    "next_actions",
                    models.TextField(
                        blank=True, max_length=8000, verbose_name="what happens next, who does it and by when"
                    ),
                ),
                ("written_at", models.DateTimeField(verbose_name="written down at")),
                ("wall", accounts.walls.WallField(default="")),
                (
                    "family",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="oversight_notes",
                        to="families.family",
                    ),
                ),
                (
                    "written_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="oversight_notes",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ["-written_at", "-id"],
                "abstract": False,
                "indexes": [
                    models.Index(fields=["family", "-written_at", "-id"], name="oversight_by_family"),
                    models.Index(fields=["family", "written_by"], name="oversight_by_author"),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("words", ""), _negated=True), name="oversight_note_says_something"
                    )
                ],
            },
        ),
        ProtectRows("OversightNote", using=family_seen(), check=f"{OVERSEE} AND {family_seen()}"),
        ProtectRows("CaseAudit", using=family_seen(), check=f"{OVERSEE} AND {family_seen()}"),
        ProtectRows(
            "HandOver",
            using=family_seen(),
            check=f"{EDIT} AND {family_seen()} AND EXISTS (SELECT 1 FROM families_involvement i"
            " WHERE i.id = {row}.involvement_id AND i.family_id = {row}.family_id)",
        ),
        keep_no_statistics(),
    ]
