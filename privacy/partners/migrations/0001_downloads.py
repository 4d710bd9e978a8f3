"""Files for partners behind a link, seen with their sharing; the link leads to one of them and to none beside it."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import accounts.keys
from accounts.row_security import ProtectRows
from accounts.statistics import keep_no_statistics
from cases.families.policies import EDIT, family_seen
from privacy.links.sql import owned_by_lookup, try_function

SHARING = "EXISTS (SELECT 1 FROM privacy_disclosure s WHERE s.id = {row}.disclosure_id)"
# Information officers see that something was shared; what is in it they see no more than the file it is made from.
OF_FAMILY = (
    "EXISTS (SELECT 1 FROM partners_download d JOIN privacy_disclosure s ON s.id = d.disclosure_id"
    f" WHERE d.id = {{row}}.download_id AND {family_seen().format(row='s')})"
)
OF_SHARING = "EXISTS (SELECT 1 FROM partners_download d WHERE d.id = {row}.download_id)"

OPENING = """
REVOKE INSERT, UPDATE, DELETE ON partners_opening FROM familyhubs_web;
REVOKE UPDATE ON partners_downloadfile FROM familyhubs_web;
-- Of the files the function below reads those that are out by a link, and no others.
CREATE POLICY lookup ON partners_downloadfile FOR SELECT TO familyhubs_lookup USING (EXISTS (
    SELECT 1 FROM partners_download d WHERE d.id = partners_downloadfile.download_id AND d.link_digest <> ''));
GRANT SELECT ON partners_downloadfile TO familyhubs_lookup;
CREATE POLICY lookup ON partners_opening FOR INSERT TO familyhubs_lookup WITH CHECK (true);
GRANT INSERT ON partners_opening TO familyhubs_lookup;
-- The file behind a link, for whoever has its code too; that it was opened is written down in the same breath.
CREATE FUNCTION download_file(shown text, told text, moment timestamptz) RETURNS bytea
    LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    file bytea;
    download uuid;
BEGIN
    IF download_try(shown, told, moment) IS NULL THEN
        RETURN NULL;
    END IF;
    SELECT d.id, f.document INTO download, file
      FROM partners_download d JOIN partners_downloadfile f ON f.download_id = d.id
     WHERE d.link_digest = shown;
    IF file IS NOT NULL THEN
        INSERT INTO partners_opening (id, download_id, at) VALUES (uuidv7(), download, moment);
    END IF;
    RETURN file;
END $$;
"""
SIGNATURES = ("download_try(text, text, timestamptz)", "download_file(text, text, timestamptz)")


class Migration(migrations.Migration):
    """Downloads, their files, and each time one was opened."""

    initial = True

    dependencies = [
        ("privacy", "0010_words_without_a_number"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Download",
            fields=[
                ("sent_to", models.CharField(blank=True, max_length=300, verbose_name="where it was sent")),
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
                (
                    "code_hash",
                    models.CharField(blank=True, max_length=200, verbose_name="keyed hash of the code"),
                ),
                ("expires_at", models.DateTimeField(null=True, verbose_name="link ends")),
                (
                    "tries",
                    models.PositiveSmallIntegerField(
                        default=0, verbose_name="wrong codes since the last right one"
                    ),
                ),
                ("recalled_at", models.DateTimeField(null=True, verbose_name="taken back")),
                (
                    "id",
                    models.UUIDField(
                        default=accounts.keys.new_key, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("prepared_at", models.DateTimeField(verbose_name="put together")),
                ("records", models.JSONField(default=list, verbose_name="records in it")),
                ("pictures", models.PositiveIntegerField(default=0, verbose_name="pages that are pictures")),
                ("digest", models.CharField(max_length=64, verbose_name="SHA-256 of the file")),
                ("handed_at", models.DateTimeField(null=True, verbose_name="handed over")),
                (
                    "disclosure",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="downloads",
                        to="privacy.disclosure",
                    ),
                ),
                (
                    "handed_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "prepared_by",
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
            ],
            options={
                "ordering": ["-prepared_at", "-id"],
            },
        ),
        migrations.CreateModel(
            name="DownloadFile",
            fields=[
                (
                    "download",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="file",
                        serialize=False,
                        to="partners.download",
                    ),
                ),
                ("document", models.BinaryField(verbose_name="PDF")),
            ],
            options={
                "ordering": ["download"],
            },
        ),
        migrations.CreateModel(
            name="Opening",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=accounts.keys.new_key, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("at", models.DateTimeField(verbose_name="opened")),
                (
                    "download",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="openings",
                        to="partners.download",
                    ),
                ),
            ],
            options={
                "ordering": ["at", "id"],
            },
        ),
        migrations.AddConstraint(
            model_name="download",
            constraint=models.UniqueConstraint(
                condition=models.Q(("link_digest", ""), _negated=True),
                fields=("link_digest",),
                name="download_link_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="download",
            constraint=models.CheckConstraint(
                condition=models.Q(("tries__lte", 5)), name="download_tries_end"
            ),
        ),
        migrations.AddConstraint(
            model_name="download",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("recalled_at__isnull", True), ("recalled_by__isnull", True)),
                    models.Q(("recalled_at__isnull", False), ("recalled_by__isnull", False)),
                    _connector="OR",
                ),
                name="download_is_taken_back_by_somebody",
            ),
        ),
        migrations.AddConstraint(
            model_name="download",
            constraint=models.UniqueConstraint(
                condition=models.Q(("handed_at__isnull", True)),
                fields=("disclosure",),
                name="download_waits_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="download",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("expires_at__gt", models.F("handed_at")),
                        ("handed_at__isnull", False),
                        ("handed_by__isnull", False),
                        models.Q(("link_digest", ""), _negated=True),
                        models.Q(("code_hash", ""), _negated=True),
                    ),
                    models.Q(
                        ("expires_at__isnull", True),
                        ("handed_at__isnull", True),
                        ("handed_by__isnull", True),
                        ("code_hash", ""),
                        ("code_way", ""),
                        ("link_digest", ""),
                        ("recalled_at__isnull", True),
                    ),
                    _connector="OR",
                ),
                name="download_link_is_whole",
            ),
        ),
        ProtectRows("Download", using=SHARING, check=f"{EDIT} AND {SHARING}", lookup=True),
        ProtectRows("DownloadFile", using=OF_FAMILY, check=f"{EDIT} AND {OF_FAMILY}"),
        ProtectRows("Opening", using=OF_SHARING),
        migrations.RunSQL(
            owned_by_lookup(try_function("partners_download", "download") + OPENING, SIGNATURES),
            migrations.RunSQL.noop,
        ),
        keep_no_statistics(),
    ]
