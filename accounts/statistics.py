"""What is hidden leaves no hints: the planner keeps no statistics of what people are called or where they live.

Row security hides rows, but ``EXPLAIN`` tells how many rows PostgreSQL expects, and it expects by statistics over all
of them. Only ``wall`` keeps its own: it names no one, and without it a long chronology is sorted instead of read from
its index. A migration that makes a table about people, or gives one a column of words, ends with
``keep_no_statistics()``; tests/rules/test_row_security_leaks.py finds one that forgot.
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


def keep_no_statistics() -> migrations.RunSQL:
    """The step of a migration that forgets, for every table with row security there is by then."""
    return migrations.RunSQL(FORGET, migrations.RunSQL.noop)
