"""A reference that is gone leads on to nobody whom a search would not show."""

from django.db import migrations

# What may be shown, find_people alone decides: of a restricted family, not even that a reference has a successor.
NOW = """
CREATE OR REPLACE FUNCTION reference_now(given text) RETURNS text LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path = public, pg_temp AS $$
    SELECT COALESCE(
        (SELECT stays.reference
           FROM (SELECT COALESCE(p.reference, f.reference) AS reference FROM merging_merge m
                   LEFT JOIN families_person p ON p.id = m.leader_id
                   LEFT JOIN families_family f ON f.id = m.leader_family_id
                  WHERE m.other_reference = given AND m.state IN ('done', 'unmerge_asked')
                  ORDER BY m.id DESC LIMIT 1) stays
          WHERE EXISTS (SELECT 1 FROM find_people('[]', NULL, NULL, NULL, NULL, stays.reference, 1))),
        given)
$$;
"""
BEFORE = """
CREATE OR REPLACE FUNCTION reference_now(given text) RETURNS text LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path = public, pg_temp AS $$
    SELECT COALESCE(
        (SELECT COALESCE(p.reference, f.reference) FROM merging_merge m
           LEFT JOIN families_person p ON p.id = m.leader_id
           LEFT JOIN families_family f ON f.id = m.leader_family_id
          WHERE m.other_reference = given AND m.state IN ('done', 'unmerge_asked') AND actor_can('family_search')
          ORDER BY m.id DESC LIMIT 1),
        given)
$$;
"""


class Migration(migrations.Migration):
    """The look-up asks the search first."""

    dependencies = [("merging", "0005_gone_references"), ("families", "0007_who_sees_what")]
    operations = [migrations.RunSQL(NOW, BEFORE)]
