"""What is hidden leaves no hints: the planner keeps no statistics of what people are called or where they live.

Row security hides rows, but ``EXPLAIN`` tells how many rows PostgreSQL expects, and it expects by statistics over all
of them. Only ``wall`` keeps its own: it names no one, and without it a long chronology is sorted instead of read from
its index. Nor does a page need to read how far a sequence has counted. Tables made later are told here again;
tests/rules/test_row_security_leaks.py finds one that was forgotten.
"""

from django.db import migrations

FORGET = """
DO $$
DECLARE col record;
BEGIN
    FOR col IN
        SELECT c.oid::regclass AS relation, a.attnum, a.attname, c.relkind
          FROM pg_class t
          LEFT JOIN pg_index i ON i.indrelid = t.oid AND i.indexprs IS NOT NULL
          JOIN pg_class c ON c.oid IN (t.oid, i.indexrelid)
          JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
         WHERE t.relnamespace = 'public'::regnamespace AND t.relkind IN ('r', 'p') AND t.relrowsecurity
           AND (c.oid = i.indexrelid AND i.indkey[a.attnum - 1] = 0
                OR c.oid = t.oid AND (a.atttypid IN ('text'::regtype, 'varchar'::regtype, 'jsonb'::regtype)
                                          AND a.attname <> 'wall'
                                      OR a.attname = 'date_of_birth'))
    LOOP
        IF col.relkind = 'i' THEN
            EXECUTE format('ALTER INDEX %s ALTER COLUMN %s SET STATISTICS 0', col.relation, col.attnum);
        ELSE
            EXECUTE format('ALTER TABLE %s ALTER COLUMN %I SET STATISTICS 0', col.relation, col.attname);
        END IF;
    END LOOP;
END $$;
"""

COUNTERS = """
REVOKE SELECT ON ALL SEQUENCES IN SCHEMA public FROM familyhubs_web;
ALTER DEFAULT PRIVILEGES IN SCHEMA public REVOKE SELECT ON SEQUENCES FROM familyhubs_web;
"""


class Migration(migrations.Migration):
    """After every table about people."""

    dependencies = [
        ("familyhubs", "0003_history_is_kept"),
        ("accounts", "0008_access_review"),
        ("families", "0008_access_patterns"),
        ("contacts", "0002_need_to_know"),
        ("texts", "0004_need_to_know"),
        ("privacy", "0004_access_audit"),
        ("retention", "0006_access_checks"),
    ]
    operations = [migrations.RunSQL(sql, migrations.RunSQL.noop) for sql in (FORGET, COUNTERS)]
