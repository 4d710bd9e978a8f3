"""The plain database roles, made before any table.

``familyhubs_web`` serves pages, ``familyhubs_worker`` runs tasks and commands, ``familyhubs_lookup`` owns the functions
that may look past need-to-know in order to answer with index cards. None of them may log in, own a table or bypass row
security. Every table made later grants the first two plain reading and writing; row security decides which rows.
"""

from django.db import migrations

MAKE = """
DO $$
DECLARE role_name text;
BEGIN
    PERFORM pg_advisory_xact_lock(7406001);
    FOREACH role_name IN ARRAY ARRAY['familyhubs_web', 'familyhubs_worker', 'familyhubs_lookup'] LOOP
        IF NOT EXISTS (SELECT 1 FROM pg_roles WHERE rolname = role_name) THEN
            BEGIN
                EXECUTE format('CREATE ROLE %I NOLOGIN NOSUPERUSER NOBYPASSRLS NOCREATEDB NOCREATEROLE', role_name);
            EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL;  -- another database of the cluster was first
            END;
        END IF;
    END LOOP;
END $$;
CREATE EXTENSION IF NOT EXISTS pg_trgm;
CREATE EXTENSION IF NOT EXISTS unaccent;
CREATE EXTENSION IF NOT EXISTS fuzzystrmatch;
CREATE EXTENSION IF NOT EXISTS btree_gist;
GRANT USAGE ON SCHEMA public TO familyhubs_web, familyhubs_worker, familyhubs_lookup;
ALTER DEFAULT PRIVILEGES IN SCHEMA public
    GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO familyhubs_web, familyhubs_worker;
ALTER DEFAULT PRIVILEGES IN SCHEMA public
    GRANT USAGE, SELECT ON SEQUENCES TO familyhubs_web, familyhubs_worker;
-- Django's own list of applied migrations is older than these defaults; the readiness page reads it.
GRANT SELECT ON django_migrations TO familyhubs_web, familyhubs_worker;
"""


class Migration(migrations.Migration):
    """Runs ahead of every other app, so that no table misses its grants."""

    initial = True
    dependencies = []
    run_before = [("contenttypes", "0001_initial"), ("sessions", "0001_initial")]
    operations = [migrations.RunSQL(MAKE, migrations.RunSQL.noop)]
