"""Looking through packs, behind row security: for information officers, and a log that nobody changes."""

import django.contrib.postgres.fields
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import accounts.keys
from accounts.permissions import Permission
from accounts.row_security import ProtectRows, permission_check
from accounts.statistics import keep_no_statistics

OFFICERS = permission_check(Permission.REQUEST_HANDLE)

# Words of a passage and lines of the log stand as they were written: what a second reader read is what was there.
STANDS = """
REVOKE UPDATE, DELETE ON redaction_decision, redaction_picture FROM familyhubs_web;
REVOKE UPDATE, DELETE ON redaction_passage FROM familyhubs_web;
GRANT UPDATE (state, cuts) ON redaction_passage TO familyhubs_web;
"""


class Migration(migrations.Migration):
    """Passages, the decisions about them, pages of documents, and what goes out."""

    initial = True

    dependencies = [
        ("privacy", "0006_disclosures"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Review",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=accounts.keys.new_key, editable=False, primary_key=True, serialize=False
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("preparing", "Being prepared"),
                            ("reviewing", "Being looked through"),
                            ("second", "With a second reader"),
                            ("approved", "Approved, being checked by the program"),
                            ("ready", "Ready to be sent"),
                            ("failed", "Stopped by a fault"),
                        ],
                        default="preparing",
                        max_length=10,
                    ),
                ),
                ("started_at", models.DateTimeField()),
                ("people", models.JSONField(default=list)),
                ("secrets", models.JSONField(default=list)),
                ("files", models.JSONField(default=list)),
                ("submitted_at", models.DateTimeField(null=True)),
                ("read_at", models.DateTimeField(null=True)),
                (
                    "read_words",
                    models.CharField(blank=True, max_length=1000, verbose_name="what the second reader said"),
                ),
                (
                    "pack",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE, related_name="review", to="privacy.pack"
                    ),
                ),
                (
                    "read_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "started_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "submitted_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ["-started_at", "-id"],
            },
        ),
        migrations.CreateModel(
            name="Picture",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=accounts.keys.new_key, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("image", models.BinaryField(verbose_name="JPEG")),
                ("width", models.PositiveIntegerField()),
                ("height", models.PositiveIntegerField()),
                ("words", models.JSONField(default=list)),
                (
                    "review",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="pictures",
                        to="redaction.review",
                    ),
                ),
            ],
            options={
                "ordering": ["id"],
            },
        ),
        migrations.CreateModel(
            name="Passage",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=accounts.keys.new_key, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("number", models.PositiveIntegerField()),
                ("item", models.PositiveIntegerField()),
                ("section", models.PositiveIntegerField()),
                ("title", models.CharField(max_length=200, verbose_name="kind of record")),
                ("place", models.CharField(max_length=40)),
                ("start", models.PositiveIntegerField()),
                ("end", models.PositiveIntegerField()),
                ("label", models.CharField(max_length=200)),
                ("text", models.TextField(blank=True)),
                ("is_free", models.BooleanField(default=False, verbose_name="free words")),
                ("is_named", models.BooleanField(default=True, verbose_name="may name somebody")),
                (
                    "about",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=10), default=list, size=None
                    ),
                ),
                (
                    "said_by",
                    models.CharField(
                        choices=[
                            ("person", "The person themselves"),
                            ("family", "Somebody in the family"),
                            ("referrer", "Somebody who told us and is no professional"),
                            ("professional", "A professional, in their role"),
                            ("unknown", "Not recorded"),
                        ],
                        max_length=12,
                    ),
                ),
                ("said_name", models.CharField(blank=True, max_length=200)),
                (
                    "proposal",
                    models.CharField(
                        blank=True, choices=[("open", "Keep open"), ("cut", "Hold back")], max_length=4
                    ),
                ),
                ("why", models.CharField(max_length=200, verbose_name="why it is proposed")),
                ("never", models.JSONField(default=list)),
                ("never_all", models.BooleanField(default=False)),
                (
                    "state",
                    models.CharField(
                        blank=True,
                        choices=[("open", "Kept open"), ("cut", "Held back"), ("words", "Partly held back")],
                        max_length=5,
                    ),
                ),
                ("cuts", models.JSONField(default=list)),
                (
                    "picture",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="passages",
                        to="redaction.picture",
                    ),
                ),
                (
                    "review",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="passages",
                        to="redaction.review",
                    ),
                ),
            ],
            options={
                "ordering": ["number"],
            },
        ),
        migrations.CreateModel(
            name="Output",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=accounts.keys.new_key, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("frame", models.JSONField()),
                ("template", models.TextField()),
                ("made_with", models.CharField(max_length=200)),
                ("document", models.BinaryField(verbose_name="PDF")),
                ("data", models.BinaryField(verbose_name="JSON")),
                ("digest", models.CharField(max_length=64, verbose_name="SHA-256 of the PDF")),
                ("data_digest", models.CharField(max_length=64, verbose_name="SHA-256 of the JSON")),
                (
                    "last_decision",
                    models.PositiveIntegerField(verbose_name="number of the last decision in it"),
                ),
                ("made_at", models.DateTimeField()),
                ("scanned_at", models.DateTimeField(null=True)),
                ("hits", models.JSONField(default=list)),
                (
                    "review",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="output",
                        to="redaction.review",
                    ),
                ),
            ],
            options={
                "ordering": ["-made_at"],
            },
        ),
        migrations.CreateModel(
            name="Decision",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=accounts.keys.new_key, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("number", models.PositiveIntegerField()),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("keep", "Keep open"),
                            ("cut", "Hold back"),
                            ("words", "Hold back some words"),
                            ("tell", "A name may be told"),
                            ("undo", "Undo"),
                            ("submit", "Given to a second reader"),
                            ("approve", "Approved by the second reader"),
                            ("return", "Sent back by the second reader"),
                        ],
                        max_length=7,
                    ),
                ),
                (
                    "passages",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.PositiveIntegerField(), default=list, size=None
                    ),
                ),
                ("ranges", models.JSONField(default=list, verbose_name="letters or areas")),
                (
                    "person",
                    models.CharField(blank=True, max_length=10, verbose_name="whose name may be told"),
                ),
                (
                    "ground",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("third_party", "About somebody else"),
                            ("serious_harm", "Social work: serious harm"),
                            ("expectations", "Social work: the child expected it to stay secret"),
                            ("court", "Social work: reports to a court"),
                            ("health", "Health: serious harm"),
                            ("education", "Education: serious harm"),
                            ("child_abuse", "Child abuse: not in the child’s best interests"),
                            ("crime", "Crime"),
                            ("legal", "Court proceedings, or required by law"),
                            ("privilege", "Advice of lawyers"),
                            ("regulatory", "Work of a regulator"),
                            ("research", "Research"),
                            ("negotiations", "Negotiations with the person"),
                            ("references", "References given in confidence"),
                            ("statutory_bar", "Barred by another Act"),
                            ("law_enforcement", "Law enforcement"),
                            ("never", "Address or number that is kept safe"),
                        ],
                        max_length=20,
                    ),
                ),
                ("reason", models.CharField(blank=True, max_length=500)),
                (
                    "practitioner",
                    models.CharField(
                        blank=True, max_length=200, verbose_name="practitioner whose opinion it is"
                    ),
                ),
                ("scope", models.CharField(blank=True, max_length=200, verbose_name="chosen how")),
                ("at", models.DateTimeField()),
                (
                    "by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "undoes",
                    models.OneToOneField(
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="undone_by",
                        to="redaction.decision",
                    ),
                ),
                (
                    "review",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="decisions",
                        to="redaction.review",
                    ),
                ),
            ],
            options={
                "ordering": ["number"],
            },
        ),
        migrations.AddConstraint(
            model_name="review",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("read_by__isnull", True),
                    models.Q(
                        ("submitted_by__isnull", False),
                        models.Q(("read_by", models.F("submitted_by")), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="review_is_read_by_another",
            ),
        ),
        migrations.AddConstraint(
            model_name="review",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state__in", ["approved", "ready"]), _negated=True),
                    models.Q(
                        ("read_at__isnull", False),
                        ("read_by__isnull", False),
                        ("submitted_by__isnull", False),
                    ),
                    _connector="OR",
                ),
                name="review_is_approved_by_somebody",
            ),
        ),
        migrations.AddIndex(
            model_name="passage",
            index=models.Index(fields=["review", "item"], name="passage_by_item"),
        ),
        migrations.AddIndex(
            model_name="passage",
            index=models.Index(fields=["review", "state", "number"], name="passage_by_state"),
        ),
        migrations.AddConstraint(
            model_name="passage",
            constraint=models.UniqueConstraint(fields=("review", "number"), name="passage_once"),
        ),
        migrations.AddConstraint(
            model_name="passage",
            constraint=models.CheckConstraint(
                condition=models.Q(("never_all", False), ("state", "cut"), _connector="OR"),
                name="passage_never_told_stays_cut",
            ),
        ),
        migrations.AddConstraint(
            model_name="decision",
            constraint=models.UniqueConstraint(fields=("review", "number"), name="decision_once"),
        ),
        migrations.AddConstraint(
            model_name="decision",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("kind__in", ["cut", "words"]), _negated=True),
                    models.Q(
                        models.Q(("ground", ""), _negated=True), models.Q(("reason", ""), _negated=True)
                    ),
                    _connector="OR",
                ),
                name="decision_cut_has_ground_and_reason",
            ),
        ),
        migrations.AddConstraint(
            model_name="decision",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("ground__in", ["serious_harm", "health", "education", "child_abuse"]), _negated=True
                    ),
                    models.Q(("practitioner", ""), _negated=True),
                    _connector="OR",
                ),
                name="decision_harm_names_practitioner",
            ),
        ),
        migrations.AddConstraint(
            model_name="decision",
            constraint=models.CheckConstraint(
                condition=models.Q(("by__isnull", False), ("ground", "never"), _connector="OR"),
                name="decision_has_an_officer",
            ),
        ),
        migrations.AddConstraint(
            model_name="decision",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("kind", "undo"), ("undoes__isnull", False)),
                    models.Q(models.Q(("kind", "undo"), _negated=True), ("undoes__isnull", True)),
                    _connector="OR",
                ),
                name="decision_undo_names_what",
            ),
        ),
        *(
            ProtectRows(name, using=OFFICERS)
            for name in ("Review", "Picture", "Passage", "Decision", "Output")
        ),
        migrations.RunSQL(STANDS, migrations.RunSQL.noop),
        keep_no_statistics(),
    ]
