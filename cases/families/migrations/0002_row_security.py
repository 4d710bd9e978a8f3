"""Who may see and write the spine, in PostgreSQL.

Everything hangs on ``families_ground``: the keys of the families the actor has a ground to see. It is a view owned
by the lookup role, so that the involvement's own policy can ask it without asking itself.
"""

from django.db import migrations

from accounts.permissions import Permission
from accounts.row_security import ProtectRows, permission_check

EDIT = permission_check(Permission.FAMILY_EDIT)

GROUND = """
CREATE VIEW families_ground WITH (security_barrier) AS
    SELECT i.family_id FROM families_involvement i
     WHERE i.team_id = ANY ((SELECT actor_team_ids())::uuid[])
        OR (i.allocated_to_id = (SELECT actor_id()) AND i.ended_on IS NULL);
GRANT CREATE ON SCHEMA public TO familyhubs_lookup;
ALTER VIEW families_ground OWNER TO familyhubs_lookup;
GRANT SELECT ON families_ground TO familyhubs_web, familyhubs_worker;
GRANT SELECT ON accounts_user, accounts_team, accounts_membership TO familyhubs_lookup;

-- Whether a key is taken already, by rows the actor may not see: what is new may be written, what is hidden may not be
-- pulled into one's own family. Keys are unguessable, so the answer tells nobody anything.
CREATE FUNCTION family_is_known(family uuid) RETURNS boolean LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path = public, pg_temp AS $$ SELECT EXISTS (SELECT 1 FROM families_family f WHERE f.id = family) $$;
CREATE FUNCTION person_is_known(person uuid) RETURNS boolean LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path = public, pg_temp AS $$ SELECT EXISTS (SELECT 1 FROM families_person p WHERE p.id = person) $$;
ALTER FUNCTION family_is_known(uuid) OWNER TO familyhubs_lookup;
ALTER FUNCTION person_is_known(uuid) OWNER TO familyhubs_lookup;
REVOKE CREATE ON SCHEMA public FROM familyhubs_lookup;

-- Written in PL/pgSQL so that the planner looks inside neither function while it expands the policy that calls it.
CREATE FUNCTION actor_sees_person(person uuid) RETURNS boolean LANGUAGE plpgsql STABLE AS
    $$ BEGIN RETURN EXISTS (SELECT 1 FROM families_person p WHERE p.id = person); END $$;

CREATE SEQUENCE families_reference START 100001;
"""

# OFFSET 0 keeps the planner from reading every involvement of the council into a hash to answer for one row.
FAMILY_SEEN = "EXISTS (SELECT 1 FROM families_ground g WHERE g.family_id = {row}.%s OFFSET 0)"
PERSON_SEEN = "EXISTS (SELECT 1 FROM families_familymembership m WHERE m.person_id = {row}.%s OFFSET 0)"
POINT_SEEN = (
    "EXISTS (SELECT 1 FROM families_familymembership m WHERE m.person_id = {row}.person_id"
    " AND (m.ended_on IS NULL OR {row}.started_on <= m.ended_on) OFFSET 0)"
)
OWN_TEAM_OR_SELF = (
    "({row}.team_id = ANY ((SELECT actor_team_ids())::uuid[]) OR {row}.allocated_to_id = (SELECT actor_id()))"
)


def _rows_of_person(model: str, seen: str = PERSON_SEEN % "person_id", lookup: bool = False) -> ProtectRows:
    # A contact point is written for anybody whose record one sees, and read under the narrower rule.
    return ProtectRows(model, using=seen, check=f"{EDIT} AND {PERSON_SEEN % 'person_id'}", lookup=lookup)


class Migration(migrations.Migration):
    """Policies of every table of the spine and its history."""

    dependencies = [("families", "0001_initial"), ("accounts", "0002_row_security")]
    operations = [
        migrations.RunSQL(GROUND, migrations.RunSQL.noop),
        ProtectRows(
            "Involvement",
            using=FAMILY_SEEN % "family_id",
            check=f"{EDIT} AND ({FAMILY_SEEN % 'family_id'} OR"
            f" (NOT family_is_known({{row}}.family_id) AND {OWN_TEAM_OR_SELF}))",
            lookup=True,
        ),
        ProtectRows(
            "Family", using=FAMILY_SEEN % "id", check=f"{EDIT} AND {FAMILY_SEEN % 'id'}", lookup=True
        ),
        ProtectRows(
            "FamilyMembership",
            using=FAMILY_SEEN % "family_id",
            check=f"{EDIT} AND {FAMILY_SEEN % 'family_id'} AND"
            " (actor_sees_person({row}.person_id) OR NOT person_is_known({row}.person_id))",
            lookup=True,
        ),
        ProtectRows(
            "Person", using=PERSON_SEEN % "id", check=f"{EDIT} AND {PERSON_SEEN % 'id'}", lookup=True
        ),
        _rows_of_person("PersonName", lookup=True),
        ProtectRows(
            "Relationship",
            using=f"{PERSON_SEEN % 'person_id'} AND {PERSON_SEEN % 'relative_id'}",
            check=f"{EDIT} AND {PERSON_SEEN % 'person_id'} AND {PERSON_SEEN % 'relative_id'}",
        ),
        _rows_of_person("Address", POINT_SEEN, lookup=True),
        _rows_of_person("Phone", POINT_SEEN, lookup=True),
        _rows_of_person("Email", POINT_SEEN),
        _rows_of_person("SchoolAttendance"),
        _rows_of_person("PersonLanguage"),
        _rows_of_person("SpecialRequirement"),
        _rows_of_person("EqualityProfile"),
        _rows_of_person("HealthNeed"),
    ]
