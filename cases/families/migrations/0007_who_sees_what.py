"""Who sees what, in PostgreSQL: walls, restricted families, break-glass, and policies that cost a page no planning.

The lookup role owns whatever has to look past need-to-know in order to answer. None of it lists what is hidden: a view
holds only what the actor sees, a function answers yes or no about a key that somebody must already have.
"""

from pathlib import Path

from django.db import migrations

from accounts.permissions import Permission
from accounts.row_security import ProtectRows, permission_check
from cases.families.policies import (
    EDIT,
    MEMBERSHIP_SEEN,
    OWN_GROUND,
    POINT_SEEN,
    family_seen,
    family_seen_by_many,
    person_seen,
)

# A restriction marks the family's involvements, old and new, so that every policy finds the answer on the row.
RESTRICTED = """
ALTER TABLE families_involvement ADD COLUMN is_restricted boolean NOT NULL DEFAULT false;
CREATE FUNCTION involvements_restrict() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
    SET search_path = public, pg_temp AS $$
BEGIN
    UPDATE families_involvement i SET is_restricted = is_now.restricted
      FROM (SELECT EXISTS (SELECT 1 FROM families_restriction r
                            WHERE r.family_id = coalesce(NEW.family_id, OLD.family_id) AND r.lifted_at IS NULL))
           is_now (restricted)
     WHERE i.family_id = coalesce(NEW.family_id, OLD.family_id) AND i.is_restricted <> is_now.restricted;
    RETURN NULL;
END $$;
CREATE TRIGGER restricts AFTER INSERT OR UPDATE OR DELETE ON families_restriction
    FOR EACH ROW EXECUTE FUNCTION involvements_restrict();
CREATE FUNCTION involvement_is_restricted() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
    SET search_path = public, pg_temp AS $$
BEGIN
    NEW.is_restricted := EXISTS (
        SELECT 1 FROM families_restriction r WHERE r.family_id = NEW.family_id AND r.lifted_at IS NULL);
    RETURN NEW;
END $$;
CREATE TRIGGER restricted BEFORE INSERT OR UPDATE OF family_id, is_restricted ON families_involvement
    FOR EACH ROW EXECUTE FUNCTION involvement_is_restricted();
CREATE POLICY marks ON families_involvement FOR UPDATE TO familyhubs_lookup USING (true) WITH CHECK (true);
GRANT UPDATE (is_restricted) ON families_involvement TO familyhubs_lookup;
"""

GROUND = """
CREATE OR REPLACE VIEW families_ground WITH (security_barrier) AS
    SELECT i.family_id FROM families_involvement i
     WHERE NOT i.is_restricted AND (i.wall = '' OR i.wall = ANY ((SELECT actor_walls())::text[]))
       AND (i.team_id = ANY ((SELECT actor_team_ids())::uuid[])
            OR (i.allocated_to_id = (SELECT actor_worker()) AND i.ended_on IS NULL))
    UNION ALL
    SELECT unnest((SELECT actor_opened())::uuid[]);
"""

# Without a SET clause, which would cost more than the answer: tables are named with their schema, and nobody but the
# owner can make an operator in any schema (tests/rules/test_row_security_leaks.py).
SEEN = """
CREATE FUNCTION family_seen(family uuid) RETURNS boolean LANGUAGE plpgsql STABLE SECURITY DEFINER COST 200 AS $$
BEGIN
    RETURN EXISTS (SELECT 1 FROM public.families_ground g WHERE g.family_id = family);
END $$;
-- Nobody's business but the named staff's: a person in a restricted family is hidden wherever else they belong.
CREATE FUNCTION person_open(person uuid) RETURNS boolean LANGUAGE plpgsql STABLE SECURITY DEFINER COST 100 AS $$
BEGIN
    RETURN NOT EXISTS (
        SELECT 1 FROM public.families_familymembership m
          JOIN public.families_restriction r ON r.family_id = m.family_id AND r.lifted_at IS NULL
         WHERE m.person_id = person
           AND (m.started_on IS NULL OR m.started_on <= public.today_in_london())
           AND (m.ended_on IS NULL OR m.ended_on >= public.today_in_london())
           AND m.family_id <> ALL (public.actor_opened()));
END $$;
CREATE FUNCTION person_seen(person uuid) RETURNS boolean LANGUAGE plpgsql STABLE SECURITY DEFINER COST 300 AS $$
BEGIN
    RETURN EXISTS (
        SELECT 1 FROM public.families_familymembership m
         WHERE m.person_id = person
           AND EXISTS (SELECT 1 FROM public.families_ground g WHERE g.family_id = m.family_id OFFSET 0)
    ) AND public.person_open(person);
END $$;
CREATE FUNCTION point_seen(person uuid, since date) RETURNS boolean
    LANGUAGE plpgsql STABLE SECURITY DEFINER COST 300 AS $$
BEGIN
    RETURN EXISTS (
        SELECT 1 FROM public.families_familymembership m
         WHERE m.person_id = person AND (m.ended_on IS NULL OR m.ended_on >= since)
           AND EXISTS (SELECT 1 FROM public.families_ground g WHERE g.family_id = m.family_id OFFSET 0)
    ) AND public.person_open(person);
END $$;
"""

# An index card by key, for the page that breaks the glass: what search would show of this person, and whether an hour
# would open anything. Nothing for somebody whom search would not find either.
EMERGENCY_CARD = """
CREATE FUNCTION emergency_card(person uuid) RETURNS TABLE (
    given_name varchar, family_name varchar, born integer, team_ids uuid[], is_visible boolean, may_open boolean)
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    WITH work AS (
        SELECT i.team_id, i.wall, i.started_on, i.ended_on, i.person_id,
               m.ended_on IS NULL OR m.ended_on >= today_in_london() AS is_member
          FROM families_familymembership m JOIN families_involvement i ON i.family_id = m.family_id
         WHERE m.person_id = person
    )
    SELECT p.given_name, p.family_name, extract(year FROM p.date_of_birth)::integer,
           ARRAY(SELECT DISTINCT w.team_id FROM work w
                  WHERE w.is_member AND (w.wall = '' OR w.wall = ANY (actor_walls()))
                    AND (w.person_id IS NULL OR w.person_id = p.id) AND w.started_on <= today_in_london()
                    AND (w.ended_on IS NULL OR w.ended_on >= today_in_london())),
           person_seen(p.id),
           actor_can('glass_break') AND EXISTS (
               SELECT 1 FROM work w WHERE w.is_member AND (w.wall = '' OR w.wall = ANY (actor_walls())))
      FROM families_person p
     WHERE p.id = person AND actor_can('family_search')
       AND (person_open(p.id) OR actor_can('glass_break_restricted'))
       AND (person_seen(p.id) OR NOT EXISTS (SELECT 1 FROM work)
            OR EXISTS (SELECT 1 FROM work w WHERE w.wall <> 'victim_service'))
$$;
"""

# Worked out once, when the actor is named (accounts.row_security).
OF_THE_ACTOR = """
CREATE OR REPLACE FUNCTION actor_opens() RETURNS uuid[] LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path = public, pg_temp AS $$
    SELECT ARRAY(
        SELECT r.family_id FROM families_namedstaff n JOIN families_restriction r ON r.id = n.restriction_id
         WHERE n.user_id = actor_worker() AND n.removed_at IS NULL AND r.lifted_at IS NULL
        UNION
        SELECT m.family_id FROM families_breakglass b JOIN families_familymembership m ON m.person_id = b.person_id
         WHERE b.user_id = actor_worker() AND b.ended_at IS NULL
           AND b.started_at <= clock_timestamp() AND b.ends_at > clock_timestamp()
           AND (m.started_on IS NULL OR m.started_on <= today_in_london())
           AND (m.ended_on IS NULL OR m.ended_on >= today_in_london())
           AND (b.opens_restricted OR NOT EXISTS (
               SELECT 1 FROM families_restriction r WHERE r.family_id = m.family_id AND r.lifted_at IS NULL))
           AND EXISTS (SELECT 1 FROM families_involvement i
                        WHERE i.family_id = m.family_id AND (i.wall = '' OR i.wall = ANY (actor_walls()))))
$$;
CREATE OR REPLACE FUNCTION actor_looks_at(family uuid, person uuid, OUT families uuid[], OUT people uuid[])
    LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    families := ARRAY(
        SELECT asked.id FROM (SELECT family UNION SELECT m.family_id FROM families_familymembership m
                                           WHERE m.person_id = person) asked (id)
         WHERE EXISTS (SELECT 1 FROM families_ground g WHERE g.family_id = asked.id OFFSET 0));
    people := ARRAY(
        SELECT DISTINCT m.person_id FROM families_familymembership m
         WHERE m.family_id = ANY (families) AND person_open(m.person_id));
END $$;
"""

# What a page may not change afterwards, whatever the application does.
KEPT = """
CREATE FUNCTION break_glass_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF (NEW.user_id, NEW.person_id, NEW.reason, NEW.started_at, NEW.ends_at, NEW.opens_restricted)
        IS DISTINCT FROM (OLD.user_id, OLD.person_id, OLD.reason, OLD.started_at, OLD.ends_at, OLD.opens_restricted)
       OR (OLD.ended_at IS NOT NULL AND NEW.ended_at IS DISTINCT FROM OLD.ended_at)
       OR (OLD.reviewed_at IS NOT NULL
           AND (NEW.outcome, NEW.reviewed_by_id, NEW.review_note)
               IS DISTINCT FROM (OLD.outcome, OLD.reviewed_by_id, OLD.review_note)) THEN
        RAISE EXCEPTION 'Emergency access stays as it was given' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER stays BEFORE UPDATE ON families_breakglass FOR EACH ROW
    WHEN (current_user = 'familyhubs_web') EXECUTE FUNCTION break_glass_stays();
REVOKE DELETE ON families_breakglass, families_restriction, families_namedstaff FROM familyhubs_web;
"""

# What stood behind no wall yet. As the worker, whom the policies let; not even the owner may write past them.
EXISTING = """
SET LOCAL ROLE familyhubs_worker;
SELECT set_config('familyhubs.actor', 'system:migration', true);
UPDATE families_involvement i SET wall = s.kind
  FROM families_service s WHERE s.id = i.service_id AND s.kind IN ('youth_justice', 'victim_service');
UPDATE families_historicalinvolvement i SET wall = s.kind
  FROM families_service s WHERE s.id = i.service_id AND s.kind IN ('youth_justice', 'victim_service');
SELECT set_config('familyhubs.actor', '', true);
RESET ROLE;
"""

OWNED_BY_LOOKUP = (
    "involvements_restrict()",
    "involvement_is_restricted()",
    "family_seen(uuid)",
    "person_open(uuid)",
    "person_seen(uuid)",
    "point_seen(uuid, date)",
    "actor_opens()",
    "actor_looks_at(uuid, uuid)",
    "emergency_card(uuid)",
)
OWNERSHIP = "\n".join(
    [
        "GRANT CREATE ON SCHEMA public TO familyhubs_lookup;",
        *(f"ALTER FUNCTION {name} OWNER TO familyhubs_lookup;" for name in OWNED_BY_LOOKUP),
        "REVOKE CREATE ON SCHEMA public FROM familyhubs_lookup;",
        *(f"REVOKE ALL ON FUNCTION {name} FROM PUBLIC;" for name in OWNED_BY_LOOKUP),
        *(
            f"GRANT EXECUTE ON FUNCTION {name} TO familyhubs_web, familyhubs_worker, familyhubs_lookup;"
            for name in OWNED_BY_LOOKUP[2:]
        ),
    ]
)

FIND_PEOPLE = (Path(__file__).parents[1] / "search" / "find_people.sql").read_text(encoding="utf-8")

OWN_TEAM = "{row}.team_id = ANY ((SELECT actor_team_ids())::uuid[])"
OWN_WORK = "{row}.allocated_to_id = (SELECT actor_worker())"
RESTRICT = permission_check(Permission.FAMILY_RESTRICT)
PLACED = "({row}.placed_by_id = (SELECT actor_id()) OR " + family_seen() + ")"
NAMED = "EXISTS (SELECT 1 FROM families_restriction r WHERE r.id = {row}.restriction_id OFFSET 0)"
OWN = "{row}.user_id = (SELECT actor_id())"
REVIEWED = (
    f"({OWN} OR ({permission_check(Permission.GLASS_REVIEW)} AND ({permission_check(Permission.ACCESS_AUDIT)}"
    " OR EXISTS (SELECT 1 FROM accounts_membership m WHERE m.user_id = {row}.user_id"
    " AND m.team_id = ANY ((SELECT actor_team_ids())::uuid[])) OR person_seen({row}.person_id))))"
)
BROKEN = (
    f"(({OWN} AND {permission_check(Permission.GLASS_BREAK)} AND {{row}}.started_at <= clock_timestamp()"
    f" AND (NOT {{row}}.opens_restricted OR {permission_check(Permission.GLASS_BREAK_RESTRICTED)}))"
    f" OR ({permission_check(Permission.GLASS_REVIEW)} AND {{row}}.reviewed_by_id = (SELECT actor_id())))"
)


def _rows_of_person(model: str, seen: str | None = None, lookup: bool = False) -> ProtectRows:
    # A contact point is written for anybody whose record one sees, and read under the narrower rule.
    return ProtectRows(model, using=seen or person_seen(), check=f"{EDIT} AND {person_seen()}", lookup=lookup)


class Migration(migrations.Migration):
    """The policies of the spine once more, and those of what came new."""

    dependencies = [("families", "0006_need_to_know"), ("accounts", "0004_walls")]
    operations = [
        *(
            migrations.RunSQL(sql, migrations.RunSQL.noop)
            for sql in (RESTRICTED, GROUND, SEEN, EMERGENCY_CARD, OF_THE_ACTOR, KEPT)
        ),
        ProtectRows("Restriction", using=PLACED, check=f"{RESTRICT} AND {family_seen()}", lookup=True),
        ProtectRows("NamedStaff", using=NAMED, check=f"{RESTRICT} AND {NAMED}", lookup=True),
        ProtectRows("BreakGlass", using=REVIEWED, check=BROKEN, lookup=True),
        migrations.RunSQL(OWNERSHIP, migrations.RunSQL.noop),
        ProtectRows(
            "Involvement",
            using=family_seen_by_many(),
            near=OWN_GROUND,
            check=f"{EDIT} AND ({family_seen_by_many()} OR"
            f" (NOT family_is_known({{row}}.family_id) AND ({OWN_TEAM} OR {OWN_WORK})))",
            lookup=True,
        ),
        ProtectRows(
            "Family",
            using=family_seen_by_many("id"),
            check=f"{EDIT} AND {family_seen_by_many('id')}",
            lookup=True,
        ),
        ProtectRows(
            "FamilyMembership",
            using=MEMBERSHIP_SEEN,
            check=f"{EDIT} AND {family_seen()} AND"
            " (actor_sees_person({row}.person_id) OR NOT person_is_known({row}.person_id))",
            lookup=True,
        ),
        ProtectRows("Person", using=person_seen("id"), check=f"{EDIT} AND {person_seen('id')}", lookup=True),
        _rows_of_person("PersonName", lookup=True),
        ProtectRows(
            "Relationship",
            using=f"{person_seen()} AND {person_seen('relative_id')}",
            check=f"{EDIT} AND {person_seen()} AND {person_seen('relative_id')}",
        ),
        _rows_of_person("Address", POINT_SEEN, lookup=True),
        _rows_of_person("Phone", POINT_SEEN, lookup=True),
        _rows_of_person("Email", POINT_SEEN),
        _rows_of_person("SchoolAttendance"),
        _rows_of_person("PersonLanguage"),
        _rows_of_person("SpecialRequirement"),
        _rows_of_person("EqualityProfile"),
        _rows_of_person("HealthNeed"),
        ProtectRows(
            "Draft",
            using="{row}.owner_id = (SELECT actor_id()) AND ({row}.family_id IS NULL OR "
            + family_seen()
            + ")",
        ),
        migrations.RunSQL(EXISTING, migrations.RunSQL.noop),
        migrations.RunSQL(FIND_PEOPLE, migrations.RunSQL.noop),
    ]
