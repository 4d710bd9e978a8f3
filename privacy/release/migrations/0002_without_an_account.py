"""A link opens by link and code alone, asked for by PostgreSQL itself: no longer as the officer who made it."""

from django.db import migrations, models

from privacy.links.sql import owned_by_lookup, try_function

ANSWER = """
DROP FUNCTION release_sender(text);
-- Of the answers themselves the function below reads those that are out by a link, and no others.
CREATE POLICY lookup ON redaction_output FOR SELECT TO familyhubs_lookup USING (EXISTS (
    SELECT 1 FROM release_release r WHERE r.review_id = redaction_output.review_id AND r.link_digest <> ''));
GRANT SELECT ON redaction_output TO familyhubs_lookup;
CREATE POLICY lookup ON release_fetch FOR INSERT TO familyhubs_lookup WITH CHECK (true);
GRANT INSERT ON release_fetch TO familyhubs_lookup;
-- The answer behind a link, for whoever has its code too; that it was opened is written down in the same breath.
CREATE FUNCTION release_file(shown text, told text, wanted text, moment timestamptz) RETURNS bytea
    LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    answer bytea;
    release uuid;
BEGIN
    IF release_try(shown, told, moment) IS NULL THEN
        RETURN NULL;
    END IF;
    SELECT r.id, CASE wanted WHEN 'json' THEN o.data WHEN 'pdf' THEN o.document END INTO release, answer
      FROM release_release r JOIN redaction_output o ON o.review_id = r.review_id
     WHERE r.link_digest = shown;
    IF answer IS NOT NULL THEN
        INSERT INTO release_fetch (id, release_id, at, what) VALUES (uuidv7(), release, moment, wanted);
    END IF;
    RETURN answer;
END $$;
"""
SIGNATURES = ("release_try(text, text, timestamptz)", "release_file(text, text, text, timestamptz)")


class Migration(migrations.Migration):
    """Codes of links made before this were hashed another way: those links ask for a new one."""

    dependencies = [("release", "0001_sending")]

    operations = [
        migrations.AlterField(
            model_name="release",
            name="code_hash",
            field=models.CharField(blank=True, max_length=200, verbose_name="keyed hash of the code"),
        ),
        migrations.RunSQL(
            owned_by_lookup(try_function("release_release", "release") + ANSWER, SIGNATURES),
            migrations.RunSQL.noop,
        ),
    ]
