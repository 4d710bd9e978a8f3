"""How answers went out, behind row security; a link leads to one of them and to none beside it."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import accounts.keys
from accounts.permissions import Permission
from accounts.row_security import ProtectRows, permission_check
from accounts.statistics import keep_no_statistics

OFFICERS = permission_check(Permission.REQUEST_HANDLE)

SENDER = """
REVOKE UPDATE, DELETE ON release_fetch FROM familyhubs_web;
-- Who made the link with this digest: for whoever was sent it, without an account. It tells one key and lists none.
CREATE FUNCTION release_sender(shown text) RETURNS uuid LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path = public, pg_temp AS $$
    SELECT r.made_by_id FROM release_release r WHERE r.link_digest = shown AND shown <> ''
$$;
GRANT CREATE ON SCHEMA public TO familyhubs_lookup;
ALTER FUNCTION release_sender(text) OWNER TO familyhubs_lookup;
REVOKE CREATE ON SCHEMA public FROM familyhubs_lookup;
REVOKE ALL ON FUNCTION release_sender(text) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION release_sender(text) TO familyhubs_web, familyhubs_worker;
"""


class Migration(migrations.Migration):
    """Releases, and each time one was opened."""

    initial = True

    dependencies = [
        ("redaction", "0001_looking_through"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Release",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=accounts.keys.new_key, editable=False, primary_key=True, serialize=False
                    ),
                ),
                (
                    "way",
                    models.CharField(
                        choices=[
                            ("link", "By a secure link"),
                            ("post", "Printed and posted"),
                            ("tracked", "Printed and sent by tracked post"),
                            ("collected", "Printed and collected in person"),
                        ],
                        max_length=10,
                        verbose_name="how it was sent",
                    ),
                ),
                ("made_at", models.DateTimeField(verbose_name="sent")),
                ("sent_to", models.CharField(blank=True, max_length=300, verbose_name="where it was sent")),
                (
                    "support",
                    models.CharField(
                        blank=True, max_length=300, verbose_name="who helps the person to read it"
                    ),
                ),
                (
                    "code_way",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("phone", "Read out by telephone"),
                            ("letter", "By letter"),
                            ("person", "In person"),
                        ],
                        max_length=10,
                        verbose_name="how the code was given",
                    ),
                ),
                ("link_digest", models.CharField(blank=True, max_length=64)),
                ("code_hash", models.CharField(blank=True, max_length=200)),
                ("expires_at", models.DateTimeField(null=True, verbose_name="link ends")),
                (
                    "tries",
                    models.PositiveSmallIntegerField(
                        default=0, verbose_name="wrong codes since the last right one"
                    ),
                ),
                ("recalled_at", models.DateTimeField(null=True, verbose_name="taken back")),
                (
                    "made_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "recalled_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "review",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="releases",
                        to="redaction.review",
                    ),
                ),
            ],
            options={
                "ordering": ["-made_at", "-id"],
            },
        ),
        migrations.CreateModel(
            name="Fetch",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=accounts.keys.new_key, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("at", models.DateTimeField(verbose_name="opened")),
                (
                    "what",
                    models.CharField(
                        choices=[("pdf", "To read (PDF)"), ("json", "For a machine to read (JSON)")],
                        max_length=4,
                    ),
                ),
                (
                    "release",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="fetches",
                        to="release.release",
                    ),
                ),
            ],
            options={
                "ordering": ["-at", "-id"],
            },
        ),
        migrations.AddConstraint(
            model_name="release",
            constraint=models.UniqueConstraint(
                condition=models.Q(("link_digest", ""), _negated=True),
                fields=("link_digest",),
                name="release_link_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="release",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("expires_at__gt", models.F("made_at")),
                        ("expires_at__isnull", False),
                        ("way", "link"),
                        models.Q(("link_digest", ""), _negated=True),
                        models.Q(("code_hash", ""), _negated=True),
                    ),
                    models.Q(
                        models.Q(("way", "link"), _negated=True),
                        ("code_hash", ""),
                        ("code_way", ""),
                        ("expires_at__isnull", True),
                        ("link_digest", ""),
                    ),
                    _connector="OR",
                ),
                name="release_link_is_whole",
            ),
        ),
        migrations.AddConstraint(
            model_name="release",
            constraint=models.CheckConstraint(
                condition=models.Q(("tries__lte", 5)), name="release_tries_end"
            ),
        ),
        migrations.AddConstraint(
            model_name="release",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("recalled_at__isnull", True), ("recalled_by__isnull", True)),
                    models.Q(("recalled_at__isnull", False), ("recalled_by__isnull", False)),
                    _connector="OR",
                ),
                name="release_is_taken_back_by_somebody",
            ),
        ),
        ProtectRows("Release", using=OFFICERS, lookup=True),
        ProtectRows("Fetch", using=OFFICERS),
        migrations.RunSQL(SENDER, migrations.RunSQL.noop),
        keep_no_statistics(),
    ]
