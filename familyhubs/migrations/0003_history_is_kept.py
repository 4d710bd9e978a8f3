"""Pages add versions to a history and never change or remove one, whatever the history is of.

Tables about families say so beside their row security; those about staff, services, wording and the schedule are told
here, because who had access, and what the public was promised, must be known years later.
"""

from django.db import migrations

KEEP = """
DO $$
DECLARE name text;
BEGIN
    FOR name IN SELECT tablename FROM pg_tables WHERE schemaname = 'public' AND tablename LIKE '%\\_historical%' LOOP
        EXECUTE format('REVOKE UPDATE, DELETE, TRUNCATE ON %I FROM familyhubs_web', name);
    END LOOP;
END $$;
"""


class Migration(migrations.Migration):
    """Runs once all these tables stand; tests/rules/test_history_is_kept.py finds a later one that was forgotten."""

    dependencies = [
        ("familyhubs", "0002_cache_table"),
        ("accounts", "0002_row_security"),
        ("families", "0005_find_people"),
        ("contacts", "0001_initial"),
        ("texts", "0003_blanked_texts"),
        ("privacy", "0003_data_requests"),
        ("retention", "0003_row_rules"),
    ]
    operations = [migrations.RunSQL(KEEP, migrations.RunSQL.noop)]
