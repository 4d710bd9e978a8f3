"""Whoever is concerned by work behind a wall alone stands behind it; and a run's texts are followed without a name."""

from django.db import migrations

import accounts.walls
from accounts.row_security import ProtectRows
from cases.families.policies import EDIT, family_seen, person_seen

# People whose work that was open when they were found stood all behind walls. As the worker: the policies let it.
EXISTING = """
SET LOCAL ROLE familyhubs_worker;
SELECT set_config('familyhubs.actor', 'system:migration', true);
UPDATE {table} t SET wall = apart.wall
  FROM (SELECT family_id, min(wall) AS wall FROM families_involvement WHERE ended_on IS NULL GROUP BY 1
        HAVING min(wall) <> '') apart
 WHERE t.family_id = apart.family_id AND t.way = 'in_person';
SELECT set_config('familyhubs.actor', '', true);
RESET ROLE;
"""
TABLES = ("telling_told", "telling_historicaltold")

PROOF = """
-- Where telling somebody stands: a confirmed text before all else, then what a worker noted.
CREATE FUNCTION telling_state(way text, text_status text, printed_on date, told_on date) RETURNS text
    LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
        SELECT CASE
            WHEN way = 'text' AND text_status = 'delivered' THEN 'delivered'
            WHEN told_on IS NOT NULL THEN 'told'
            WHEN way = 'letter' THEN CASE WHEN printed_on IS NULL THEN 'letter' ELSE 'printed' END
            WHEN way = 'in_person' THEN 'in_person'
            WHEN text_status IN ('queued', 'sending') THEN 'queued'
            WHEN text_status = 'sent-to-notify' THEN 'sent'
            ELSE 'failed' END
    $$;
GRANT CREATE ON SCHEMA public TO familyhubs_lookup;
-- The rows of a run that its officer may know of: nobody behind a wall the officer does not pass, nobody of a
-- restricted family. Even a number would tell that there is somebody.
CREATE FUNCTION telling_rows(run uuid)
    RETURNS TABLE (id uuid, state text, text uuid, sent_at timestamptz, completed_at timestamptz, printed_on date,
                   told_on date)
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
        SELECT t.id, telling_state(t.way, d.status, t.printed_on, t.told_on), t.text_id, d.sent_at, d.completed_at,
               t.printed_on, t.told_on
          FROM telling_told t LEFT JOIN texts_delivery d ON d.text_id = t.text_id
         WHERE t.telling_id = run AND actor_can('notice_publish')
           AND (t.wall = '' OR t.wall = ANY (actor_walls()))
           AND NOT EXISTS (SELECT FROM families_restriction r WHERE r.lifted_at IS NULL AND (r.family_id = t.family_id
               OR r.family_id IN (SELECT m.family_id FROM families_familymembership m
                                   WHERE m.person_id = t.person_id)))
    $$;
DROP FUNCTION telling_counts(uuid);
CREATE FUNCTION telling_counts(run uuid) RETURNS TABLE (state text, people bigint) LANGUAGE sql STABLE
    SECURITY DEFINER SET search_path = public, pg_temp AS
    $$ SELECT r.state, count(*) FROM telling_rows(run) r GROUP BY r.state $$;
CREATE FUNCTION telling_proofs(run uuid, wanted text, after integer, at_most integer)
    RETURNS TABLE (state text, text uuid, sent_at timestamptz, completed_at timestamptz, printed_on date, told_on date)
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
        SELECT r.state, r.text, r.sent_at, r.completed_at, r.printed_on, r.told_on FROM telling_rows(run) r
         WHERE wanted = '' OR r.state = wanted ORDER BY r.id OFFSET after LIMIT least(at_most, 200)
    $$;
ALTER FUNCTION telling_rows(uuid) OWNER TO familyhubs_lookup;
ALTER FUNCTION telling_counts(uuid) OWNER TO familyhubs_lookup;
ALTER FUNCTION telling_proofs(uuid, text, integer, integer) OWNER TO familyhubs_lookup;
REVOKE CREATE ON SCHEMA public FROM familyhubs_lookup;
REVOKE ALL ON FUNCTION telling_rows(uuid), telling_counts(uuid), telling_proofs(uuid, text, integer, integer)
    FROM PUBLIC;
GRANT EXECUTE ON FUNCTION telling_counts(uuid), telling_proofs(uuid, text, integer, integer)
    TO familyhubs_web, familyhubs_worker;
"""


class Migration(migrations.Migration):
    """Row security sees the wall on the row itself."""

    dependencies = [("telling", "0001_who_saw_what"), ("texts", "0005_text_stops")]

    operations = [
        *(
            migrations.AddField(model, "wall", accounts.walls.WallField(default=""))
            for model in ("given", "historicalgiven", "told", "historicaltold")
        ),
        ProtectRows("Given", using=person_seen(), check=f"{EDIT} AND {person_seen()}"),
        ProtectRows(
            "Told",
            using=f"({person_seen()} AND {family_seen()})",
            check=f"{EDIT} AND {person_seen()} AND {family_seen()}",
            lookup=True,
        ),
        *(migrations.RunSQL(EXISTING.format(table=table), migrations.RunSQL.noop) for table in TABLES),
        migrations.RunSQL(PROOF, migrations.RunSQL.noop),
    ]
