"""A search for a reference that is gone finds the record it went into."""

from django.db import migrations

# It tells whoever may search one reference for another, and nothing about anybody; what a search may show,
# find_people decides.
NOW = """
CREATE FUNCTION reference_now(given text) RETURNS text LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path = public, pg_temp AS $$
    SELECT COALESCE(
        (SELECT COALESCE(p.reference, f.reference) FROM merging_merge m
           LEFT JOIN families_person p ON p.id = m.leader_id
           LEFT JOIN families_family f ON f.id = m.leader_family_id
          WHERE m.other_reference = given AND m.state IN ('done', 'unmerge_asked') AND actor_can('family_search')
          ORDER BY m.id DESC LIMIT 1),
        given)
$$;
GRANT CREATE ON SCHEMA public TO familyhubs_lookup;
ALTER FUNCTION reference_now(text) OWNER TO familyhubs_lookup;
REVOKE CREATE ON SCHEMA public FROM familyhubs_lookup;
REVOKE ALL ON FUNCTION reference_now(text) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION reference_now(text) TO familyhubs_web, familyhubs_worker, familyhubs_lookup;
"""


class Migration(migrations.Migration):
    """A way on from an old reference, as ``merge_leader`` is from an old link."""

    dependencies = [("merging", "0004_family_rows")]
    operations = [migrations.RunSQL(NOW, "DROP FUNCTION reference_now(text);")]
