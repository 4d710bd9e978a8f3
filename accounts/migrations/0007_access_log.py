"""The log of reads in parts by month, append-only for everybody but disposal, and under seals.

The parts are in a schema of their own, which neither the web nor the worker may enter: a row is reached through the
one table alone, where row security and the missing rights to change and remove apply. Whoever forgets to make the parts
of coming months loses nothing: what fits none of them lies in ``access_log.other``.
"""

from django.db import migrations, models

import accounts.keys
from accounts.permissions import Permission
from accounts.row_security import WEB, WORKER, permission_check

TABLE = f"""
CREATE SCHEMA access_log;
ALTER TABLE accounts_accessrecord RENAME TO accounts_accessrecord_before;
-- The owner, where it is no superuser, would move only what a policy shows it.
ALTER TABLE accounts_accessrecord_before NO FORCE ROW LEVEL SECURITY;
CREATE TABLE accounts_accessrecord (
    id uuid NOT NULL,
    at timestamptz NOT NULL,
    user_id uuid NOT NULL,
    person_id uuid,
    family_id uuid,
    route varchar(100) NOT NULL,
    ground varchar(100) NOT NULL,
    action varchar(10) NOT NULL,
    grant_id uuid,
    xact xid8 NOT NULL DEFAULT pg_current_xact_id(),
    CONSTRAINT access_record_key PRIMARY KEY (id, at),
    CONSTRAINT access_is_about_somebody CHECK (person_id IS NOT NULL OR family_id IS NOT NULL)
) PARTITION BY RANGE (at);
CREATE TABLE access_log.other PARTITION OF accounts_accessrecord DEFAULT;
ALTER TABLE access_log.other ENABLE ROW LEVEL SECURITY;
-- Serves the sealer. The other indexes have Django's names for them.
CREATE INDEX access_by_xact ON accounts_accessrecord (xact, id);
REVOKE UPDATE, DELETE, TRUNCATE, REFERENCES, TRIGGER ON accounts_accessrecord FROM {WEB};
REVOKE UPDATE, TRUNCATE, REFERENCES, TRIGGER ON accounts_accessrecord FROM {WORKER};
"""

# Month by month in UTC. What lies in "other" already is moved, because a part cannot be made beside rows of its own.
PARTS = f"""
CREATE FUNCTION access_log_make_parts(first date, last date) RETURNS integer LANGUAGE plpgsql SECURITY DEFINER
    SET search_path = pg_catalog, public, pg_temp SET lock_timeout = '2s' AS $$
DECLARE
    month date := date_trunc('month', first);
    part text;
    made integer := 0;
    low timestamptz;
    high timestamptz;
BEGIN
    WHILE month <= last LOOP
        part := to_char(month, '"y"YYYY"m"MM');
        IF to_regclass('access_log.' || part) IS NULL THEN
            LOCK TABLE access_log.other IN ACCESS EXCLUSIVE MODE;
            low := month::timestamp AT TIME ZONE 'UTC';
            high := (month + interval '1 month')::timestamp AT TIME ZONE 'UTC';
            EXECUTE format('CREATE TABLE access_log.%I'
                           ' (LIKE accounts_accessrecord INCLUDING ALL EXCLUDING INDEXES)', part);
            EXECUTE format('WITH moved AS (DELETE FROM access_log.other WHERE at >= %L AND at < %L RETURNING *)'
                           ' INSERT INTO access_log.%I SELECT * FROM moved', low, high, part);
            EXECUTE format('ALTER TABLE accounts_accessrecord ATTACH PARTITION access_log.%I'
                           ' FOR VALUES FROM (%L) TO (%L)', part, low, high);
            EXECUTE format('ALTER TABLE access_log.%I ENABLE ROW LEVEL SECURITY', part);
            made := made + 1;
        END IF;
        month := month + interval '1 month';
    END LOOP;
    RETURN made;
END $$;
REVOKE EXECUTE ON FUNCTION access_log_make_parts(date, date) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION access_log_make_parts(date, date) TO {WORKER};
"""

MOVE = """
SELECT access_log_make_parts(coalesce(min(at), now())::date, (now() + interval '3 months')::date)
  FROM accounts_accessrecord_before;
INSERT INTO accounts_accessrecord (id, at, user_id, person_id, family_id, route, ground, action)
SELECT id, at, user_id, person_id, family_id, route, ground,
       CASE WHEN route IN ('search_results', 'person_create') THEN 'search'
            WHEN route IN ('privacy:pack_pdf', 'privacy:pack_json') THEN 'export'
            WHEN route LIKE 'admin:%' THEN 'admin'
            ELSE 'view' END
  FROM accounts_accessrecord_before;
DROP TABLE accounts_accessrecord_before;
"""

SEEN = (
    "{row}.user_id = (SELECT actor_id())"
    f" OR {permission_check(Permission.ACCESS_AUDIT)}"
    f" OR ({permission_check(Permission.ACCESS_REVIEW)} AND ("
    "family_seen({row}.family_id) OR person_seen({row}.person_id)))"
)
PROTECT = f"""
ALTER TABLE accounts_accessrecord ENABLE ROW LEVEL SECURITY;
ALTER TABLE accounts_accessrecord FORCE ROW LEVEL SECURITY;
CREATE POLICY staff_read ON accounts_accessrecord FOR SELECT TO {WEB}, {WORKER}
    USING ({SEEN.format(row="accounts_accessrecord")});
CREATE POLICY staff_write ON accounts_accessrecord FOR INSERT TO {WEB}, {WORKER}
    WITH CHECK (user_id = (SELECT actor_id()));
CREATE POLICY system_read ON accounts_accessrecord FOR SELECT TO {WORKER} USING ((SELECT actor_is_system()));
CREATE POLICY system_write ON accounts_accessrecord FOR INSERT TO {WORKER} WITH CHECK ((SELECT actor_is_system()));
CREATE POLICY disposal ON accounts_accessrecord FOR DELETE TO {WORKER}
    USING ((SELECT actor_is_system() AND current_setting('familyhubs.actor', true) = 'system:retention'));

-- Seals are for the sealer and for whoever verifies; nobody changes one, and the web has no business here.
REVOKE ALL ON accounts_accessseal, accounts_accessremoval FROM {WEB};
REVOKE UPDATE, DELETE, TRUNCATE, REFERENCES, TRIGGER ON accounts_accessseal, accounts_accessremoval FROM {WORKER};
-- Digests do not get smaller.
ALTER TABLE accounts_accessseal ALTER COLUMN leaves SET STORAGE EXTERNAL;
ALTER TABLE accounts_accessremoval ALTER COLUMN keys SET STORAGE EXTERNAL;
"""


class Migration(migrations.Migration):
    """Leans on the tables of families by name: whoever sees a family, and leads, sees who looked at it."""

    dependencies = [("accounts", "0006_second_factors"), ("families", "0007_who_sees_what")]

    operations = [
        migrations.RunSQL(TABLE + PARTS + MOVE),
        migrations.SeparateDatabaseAndState(
            state_operations=[
                migrations.RemoveIndex(model_name="accessrecord", name="access_by_person"),
                migrations.RemoveIndex(model_name="accessrecord", name="access_by_family"),
                migrations.AddField(
                    model_name="accessrecord",
                    name="action",
                    field=models.CharField(
                        choices=[
                            ("view", "Opened a page"),
                            ("list", "Shown in a list"),
                            ("search", "Found by a search"),
                            ("change", "Opened to change it"),
                            ("export", "Taken out as a file or on paper"),
                            ("admin", "Opened in the administration pages"),
                        ],
                        default="view",
                        max_length=10,
                        verbose_name="how",
                    ),
                ),
                migrations.AddField(
                    model_name="accessrecord",
                    name="grant_id",
                    field=models.UUIDField(null=True, verbose_name="emergency access it was made under"),
                ),
            ]
        ),
        migrations.AddIndex(
            model_name="accessrecord",
            index=models.Index(fields=["person_id", "at", "id"], name="access_by_person"),
        ),
        migrations.AddIndex(
            model_name="accessrecord",
            index=models.Index(fields=["family_id", "at", "id"], name="access_by_family"),
        ),
        migrations.AddIndex(
            model_name="accessrecord",
            index=models.Index(fields=["user_id", "at", "id"], name="access_by_user"),
        ),
        migrations.CreateModel(
            name="AccessRemoval",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=accounts.keys.new_key, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("at", models.DateTimeField()),
                ("rows", models.PositiveIntegerField()),
                ("keys", models.BinaryField()),
                ("digest", models.BinaryField()),
            ],
            options={"ordering": ["at", "id"]},
        ),
        migrations.CreateModel(
            name="AccessSeal",
            fields=[
                ("number", models.BigIntegerField(primary_key=True, serialize=False)),
                ("sealed_at", models.DateTimeField()),
                ("settled_at", models.DateTimeField(null=True)),
                (
                    "fields",
                    models.CharField(max_length=200, verbose_name="what of a row is in its digest"),
                ),
                ("rows", models.PositiveIntegerField()),
                ("first_at", models.DateTimeField(verbose_name="oldest look")),
                ("last_at", models.DateTimeField(verbose_name="newest look")),
                ("last_xact", models.DecimalField(decimal_places=0, max_digits=20)),
                ("last_id", models.UUIDField()),
                ("leaves", models.BinaryField(verbose_name="of each row its key and its digest")),
                ("previous", models.BinaryField(verbose_name="digest of the seal before")),
                ("digest", models.BinaryField()),
            ],
            options={"ordering": ["number"]},
        ),
        migrations.RunSQL(PROTECT),
    ]
