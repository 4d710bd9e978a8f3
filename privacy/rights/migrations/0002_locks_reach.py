"""A lock reaches every row below what is locked, and officers may choose a family or one record to lock."""

from django.db import migrations

# By table: whose row it is by what it hangs on, as (record, person, family); $1 is the row. A row of a family's file
# goes by that family, a row of a person alone by every family they are or were in.
CONTACT = """
SELECT c.id, a.person_id, c.family_id FROM contacts_contact c LEFT JOIN contacts_contactabout a ON a.contact_id = c.id
 WHERE c.id = ($1 ->> '{key}')::uuid
"""
DOCUMENT = """
SELECT d.id, a.person_id, d.family_id
  FROM documents_document d LEFT JOIN documents_documentabout a ON a.document_id = d.id
 WHERE d.id = ($1 ->> '{key}')::uuid
"""
ASSESSMENT = "SELECT a.id, NULL::uuid, a.family_id FROM assessments_assessment a WHERE a.id = {key}"
PLAN = "SELECT p.id, NULL::uuid, p.family_id FROM assessments_plan p WHERE p.id = {key}"
OF_ASSESSMENT = ASSESSMENT.format(key="($1 ->> 'assessment_id')::uuid")
OF_PLAN = PLAN.format(key="($1 ->> 'plan_id')::uuid")
BELOW = {
    "contacts_contact": CONTACT.format(key="id"),
    "contacts_contactabout": CONTACT.format(key="contact_id"),
    "contacts_contactpresent": CONTACT.format(key="contact_id"),
    "contacts_significantevent": "SELECT ($1 ->> 'entry_id')::uuid, NULL::uuid, ($1 ->> 'family_id')::uuid",
    "documents_document": DOCUMENT.format(key="id"),
    "documents_documentabout": DOCUMENT.format(key="document_id"),
    "documents_documentversion": DOCUMENT.format(key="document_id"),
    "groups_attendance": "SELECT e.id, e.person_id, e.family_id FROM groups_enrolment e"
    " WHERE e.id = ($1 ->> 'enrolment_id')::uuid",
    "assessments_assessmentpart": OF_ASSESSMENT,
    "assessments_answer": "SELECT p.id, p.person_id, a.family_id FROM assessments_assessmentpart p"
    " JOIN assessments_assessment a ON a.id = p.assessment_id WHERE p.id = ($1 ->> 'part_id')::uuid UNION ALL "
    + ASSESSMENT.format(
        key="(SELECT assessment_id FROM assessments_assessmentpart WHERE id = ($1 ->> 'part_id')::uuid)"
    ),
    "assessments_familycopy": OF_ASSESSMENT,
    "assessments_planneed": OF_PLAN,
    "assessments_plangoal": PLAN.format(
        key="(SELECT plan_id FROM assessments_planneed WHERE id = ($1 ->> 'need_id')::uuid)"
    ),
    "assessments_planaction": PLAN.format(
        key="(SELECT n.plan_id FROM assessments_plangoal g JOIN assessments_planneed n ON n.id = g.need_id"
        " WHERE g.id = ($1 ->> 'goal_id')::uuid)"
    ),
    "assessments_planreview": OF_PLAN,
    "assessments_goalprogress": PLAN.format(
        key="(SELECT plan_id FROM assessments_planreview WHERE id = ($1 ->> 'review_id')::uuid)"
    ),
    "assessments_teammeeting": OF_PLAN,
    "assessments_meetinginvitee": PLAN.format(
        key="(SELECT plan_id FROM assessments_teammeeting WHERE id = ($1 ->> 'meeting_id')::uuid)"
    ),
}
BY_THEMSELVES = ("families_familymembership", "oversight_caseaudit", "rights_statement", "texts_text")
"""Tables not guarded until now whose rows say themselves whose they are."""
GUARDED = ("contacts_contact", "documents_document")
"""Tables guarded already, of which more is known now."""
READ_BY_LOOKUP = (
    "contacts_contact", "documents_document", "documents_documentabout", "groups_enrolment", "assessments_assessment",
    "assessments_assessmentpart", "assessments_plan", "assessments_planneed", "assessments_plangoal",
    "assessments_planreview", "assessments_teammeeting",
)  # fmt: skip

FUNCTIONS = """
GRANT CREATE ON SCHEMA public TO familyhubs_lookup;
CREATE OR REPLACE FUNCTION refuse_while_locked() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    is_locked boolean;
BEGIN
    IF EXISTS (SELECT FROM families_uselock WHERE lifted_at IS NULL) THEN
        EXECUTE format($sql$
            WITH kin (record_id, person_id, family_id) AS (
                SELECT ($1 ->> 'id')::uuid,
                       ($1 ->> CASE $2 WHEN 'families_person' THEN 'id' ELSE 'person_id' END)::uuid,
                       ($1 ->> CASE $2 WHEN 'families_family' THEN 'id' ELSE 'family_id' END)::uuid
                UNION ALL SELECT NULL, ($1 ->> 'relative_id')::uuid, NULL
                UNION ALL (%s)
            )
            SELECT EXISTS (
                SELECT FROM families_uselock l JOIN kin k ON CASE
                    WHEN l.record_id IS NOT NULL THEN k.record_id = l.record_id
                    WHEN l.person_id IS NOT NULL THEN k.person_id = l.person_id
                    WHEN k.family_id IS NOT NULL THEN k.family_id = l.family_id
                    ELSE EXISTS (SELECT FROM families_familymembership m
                                  WHERE m.family_id = l.family_id AND m.person_id = k.person_id) END
                 WHERE l.lifted_at IS NULL)
        $sql$, coalesce(TG_ARGV[0], 'SELECT NULL::uuid, NULL::uuid, NULL::uuid'))
        INTO is_locked USING to_jsonb(OLD), TG_TABLE_NAME::text;
        IF is_locked THEN
            RAISE EXCEPTION 'This may not be used now' USING ERRCODE = 'UL001';
        END IF;
    END IF;
    RETURN CASE TG_OP WHEN 'DELETE' THEN OLD ELSE NEW END;
END $$;
ALTER FUNCTION refuse_while_locked() OWNER TO familyhubs_lookup;

-- Officers have no casework access: from a reference or an address they were given they learn whether it is of this
-- person, and no more.
CREATE FUNCTION lockable_family(reference text, whose uuid) RETURNS uuid LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path = public, pg_temp AS $$
        SELECT f.id FROM families_family f JOIN families_familymembership m ON m.family_id = f.id
         WHERE f.reference = $1 AND m.person_id = $2 AND actor_can('request_handle') LIMIT 1 $$;
CREATE FUNCTION lockable_record(record uuid, whose uuid) RETURNS boolean LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path = public, pg_temp AS $$
        SELECT actor_can('request_handle') AND EXISTS (
            SELECT FROM (SELECT id, family_id FROM contacts_contact UNION ALL
                         SELECT id, family_id FROM documents_document UNION ALL
                         SELECT id, family_id FROM assessments_assessment UNION ALL
                         SELECT id, family_id FROM assessments_plan) r
              JOIN families_familymembership m ON m.family_id = r.family_id
             WHERE r.id = $1 AND m.person_id = $2) $$;
ALTER FUNCTION lockable_family(text, uuid) OWNER TO familyhubs_lookup;
ALTER FUNCTION lockable_record(uuid, uuid) OWNER TO familyhubs_lookup;
REVOKE CREATE ON SCHEMA public FROM familyhubs_lookup;
"""
READ = """
DROP POLICY IF EXISTS lookup ON {table};
CREATE POLICY lookup ON {table} FOR SELECT TO familyhubs_lookup USING (true);
GRANT SELECT ON {table} TO familyhubs_lookup;
"""
TRIGGER = """
CREATE TRIGGER refuse_while_locked BEFORE UPDATE OR DELETE ON {table}
    FOR EACH ROW WHEN (current_user = 'familyhubs_web') EXECUTE FUNCTION refuse_while_locked({below});
"""


def _statements() -> str:
    tables = {**dict.fromkeys(BY_THEMSELVES, ""), **BELOW}
    return "\n".join(
        [
            FUNCTIONS,
            *(READ.format(table=table) for table in READ_BY_LOOKUP),
            *(f"DROP TRIGGER refuse_while_locked ON {table};" for table in GUARDED),
            *(
                TRIGGER.format(
                    table=table, below="'{}'".format(below.strip().replace("'", "''")) if below else ""
                )
                for table, below in tables.items()
            ),
        ]
    )


class Migration(migrations.Migration):
    """Answers, goals, registers and whatever else hangs on a record are locked with it."""

    dependencies = [
        ("rights", "0001_other_rights"),
        ("texts", "0005_text_stops"),
    ]

    operations = [migrations.RunSQL(_statements(), migrations.RunSQL.noop)]
