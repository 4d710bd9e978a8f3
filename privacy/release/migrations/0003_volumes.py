"""A link gives each volume of a very large answer, and its log says which."""

from django.db import migrations, models

from privacy.links.sql import owned_by_lookup

VOLUMES = """
DROP FUNCTION release_file(text, text, text, timestamptz);
-- In how many volumes the answer comes, for whoever has the link and its code.
CREATE FUNCTION release_volumes(shown text, told text, moment timestamptz) RETURNS integer
    LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    IF release_try(shown, told, moment) IS NULL THEN
        RETURN NULL;
    END IF;
    RETURN (SELECT 1 + count(v.id) FROM release_release r JOIN redaction_output o ON o.review_id = r.review_id
              LEFT JOIN redaction_volume v ON v.output_id = o.id WHERE r.link_digest = shown);
END $$;
-- The answer behind a link, or one volume of it, for whoever has its code too; that it was opened is written down in
-- the same breath.
CREATE FUNCTION release_file(shown text, told text, wanted text, part integer, moment timestamptz) RETURNS bytea
    LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    answer bytea;
    release uuid;
BEGIN
    IF release_try(shown, told, moment) IS NULL THEN
        RETURN NULL;
    END IF;
    SELECT r.id, CASE WHEN wanted = 'json' THEN o.data WHEN wanted = 'pdf' AND part = 1 THEN o.document
                      WHEN wanted = 'pdf' THEN (SELECT v.document FROM redaction_volume v
                                                 WHERE v.output_id = o.id AND v.number = part) END
      INTO release, answer
      FROM release_release r JOIN redaction_output o ON o.review_id = r.review_id
     WHERE r.link_digest = shown;
    IF answer IS NOT NULL THEN
        INSERT INTO release_fetch (id, release_id, at, what, volume) VALUES (uuidv7(), release, moment, wanted, part);
    END IF;
    RETURN answer;
END $$;
"""
SIGNATURES = (
    "release_volumes(text, text, timestamptz)",
    "release_file(text, text, text, integer, timestamptz)",
)


class Migration(migrations.Migration):
    """The functions ask for link and code before they read anything."""

    dependencies = [
        ("redaction", "0002_volumes"),
        ("release", "0002_without_an_account"),
    ]

    operations = [
        migrations.AddField(
            model_name="fetch",
            name="volume",
            field=models.PositiveSmallIntegerField(default=1, verbose_name="volume"),
        ),
        migrations.RunSQL(owned_by_lookup(VOLUMES, SIGNATURES), migrations.RunSQL.noop),
    ]
