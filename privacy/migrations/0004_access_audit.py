"""Index cards for whoever audits the log of reads: they know a reference or a key, and see no file.

Looks at a restricted family show, without a name.
"""

from django.db import migrations

FUNCTIONS = """
CREATE FUNCTION look_target(reference text) RETURNS uuid LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path = public, pg_temp AS $$
        SELECT f.id FROM families_family f WHERE f.reference = $1 AND actor_can('access_audit')
        UNION ALL
        SELECT p.id FROM families_person p WHERE p.reference = $1 AND actor_can('access_audit') $$;

-- A look at a family is one at each of its people, and the other way round.
CREATE FUNCTION look_circle(about uuid) RETURNS SETOF uuid LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path = public, pg_temp AS $$
        SELECT about WHERE actor_can('access_audit')
        UNION SELECT m.person_id FROM families_familymembership m
               WHERE m.family_id = about AND actor_can('access_audit')
        UNION SELECT m.family_id FROM families_familymembership m
               WHERE m.person_id = about AND m.ended_on IS NULL AND actor_can('access_audit') $$;

CREATE FUNCTION look_cards(keys uuid[]) RETURNS TABLE (key uuid, card text) LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path = public, pg_temp AS $$
        SELECT f.id, format('%s family, %s', f.name, f.reference) FROM families_family f
         WHERE f.id = ANY (keys) AND actor_can('access_audit')
           AND (f.id = ANY (actor_opened()) OR NOT EXISTS (
               SELECT 1 FROM families_restriction r WHERE r.family_id = f.id AND r.lifted_at IS NULL))
        UNION ALL
        SELECT p.id, concat_ws(', ', trim(concat(p.given_name, ' ', p.family_name)),
                               'born ' || extract(year FROM p.date_of_birth)::integer, p.reference)
          FROM families_person p WHERE p.id = ANY (keys) AND person_open(p.id) AND actor_can('access_audit') $$;

GRANT CREATE ON SCHEMA public TO familyhubs_lookup;
ALTER FUNCTION look_target(text) OWNER TO familyhubs_lookup;
ALTER FUNCTION look_circle(uuid) OWNER TO familyhubs_lookup;
ALTER FUNCTION look_cards(uuid[]) OWNER TO familyhubs_lookup;
REVOKE CREATE ON SCHEMA public FROM familyhubs_lookup;
"""


class Migration(migrations.Migration):
    """Each answers nobody but a holder of the permission to audit."""

    dependencies = [("privacy", "0003_data_requests"), ("accounts", "0007_access_log")]
    operations = [migrations.RunSQL(FUNCTIONS, migrations.RunSQL.noop)]
