"""Need to know, forms that stay as they were published, and answers that stay as they were approved."""

import datetime
from typing import Any

from django.db import migrations
from django.utils import timezone

from accounts.permissions import Permission
from accounts.row_security import ProtectRows, permission_check
from accounts.statistics import keep_no_statistics
from cases.assessments.early_help import NAME, SECTIONS, Section
from cases.families.policies import family_seen

REASON = "The portal's first form, for the council to change"
WRITE = permission_check(Permission.ASSESSMENT_WRITE)
APPROVE = permission_check(Permission.ASSESSMENT_APPROVE)
DECIDED = "{row}.state IN ('approved', 'returned')"
OF_FAMILY = (
    "EXISTS (SELECT 1 FROM families_involvement i"
    " WHERE i.id = {row}.involvement_id AND i.family_id = {row}.family_id)"
)
ASSESSMENT_SEEN = "EXISTS (SELECT 1 FROM assessments_assessment a WHERE a.id = {row}.assessment_id OFFSET 0)"
PART_SEEN = "EXISTS (SELECT 1 FROM assessments_assessmentpart p WHERE p.id = {row}.part_id OFFSET 0)"
OPEN = "a.state IN ('in_progress', 'returned')"
ASSESSMENT_OPEN = (
    f"EXISTS (SELECT 1 FROM assessments_assessment a WHERE a.id = {{row}}.assessment_id AND {OPEN} OFFSET 0)"
)
PART_OPEN = (
    "EXISTS (SELECT 1 FROM assessments_assessmentpart p JOIN assessments_assessment a ON a.id = p.assessment_id"
    f" WHERE p.id = {{row}}.part_id AND {OPEN} OFFSET 0)"
)
OF_A_MEMBER = (
    "({row}.person_id IS NULL OR EXISTS (SELECT 1 FROM assessments_assessment a JOIN families_familymembership m"
    " ON m.family_id = a.family_id WHERE a.id = {row}.assessment_id AND m.person_id = {row}.person_id))"
)

FREEZE = """
CREATE FUNCTION published_form_is_fixed() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE versions uuid[];
BEGIN
    IF TG_TABLE_NAME = 'assessments_formversion' THEN
        IF OLD.published_on IS NOT NULL THEN
            RAISE EXCEPTION 'a published form does not change' USING ERRCODE = 'check_violation';
        END IF;
    ELSE
        IF TG_TABLE_NAME = 'assessments_formsection' THEN
            versions := ARRAY[CASE WHEN TG_OP <> 'INSERT' THEN OLD.version_id END,
                              CASE WHEN TG_OP <> 'DELETE' THEN NEW.version_id END];
        ELSE
            SELECT array_agg(s.version_id) INTO versions FROM assessments_formsection s
             WHERE s.id IN (CASE WHEN TG_OP <> 'INSERT' THEN OLD.section_id END,
                            CASE WHEN TG_OP <> 'DELETE' THEN NEW.section_id END);
        END IF;
        IF EXISTS (SELECT 1 FROM assessments_formversion v
                    WHERE v.id = ANY (versions) AND v.published_on IS NOT NULL) THEN
            RAISE EXCEPTION 'a published form does not change' USING ERRCODE = 'check_violation';
        END IF;
    END IF;
    RETURN CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END;
END $$;
CREATE TRIGGER published_form_is_fixed BEFORE UPDATE OR DELETE ON assessments_formversion
    FOR EACH ROW EXECUTE FUNCTION published_form_is_fixed();
CREATE TRIGGER published_form_is_fixed BEFORE INSERT OR UPDATE OR DELETE ON assessments_formsection
    FOR EACH ROW EXECUTE FUNCTION published_form_is_fixed();
CREATE TRIGGER published_form_is_fixed BEFORE INSERT OR UPDATE OR DELETE ON assessments_formquestion
    FOR EACH ROW EXECUTE FUNCTION published_form_is_fixed();
CREATE FUNCTION approved_assessment_is_fixed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF current_user = 'familyhubs_web' AND OLD.state = 'approved' THEN
        RAISE EXCEPTION 'an approved assessment does not change' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER approved_assessment_is_fixed BEFORE UPDATE ON assessments_assessment
    FOR EACH ROW EXECUTE FUNCTION approved_assessment_is_fixed();
REVOKE DELETE ON assessments_assessment, assessments_assessmentpart, assessments_answer FROM familyhubs_web;
"""
THAW = """
DROP FUNCTION published_form_is_fixed CASCADE;
DROP FUNCTION approved_assessment_is_fixed CASCADE;
"""


def load(apps: Any, schema_editor: Any) -> None:
    """The early help assessment, version 1, published."""
    definition = _enter(apps, "FormDefinition", name=NAME)
    version = _enter(apps, "FormVersion", definition=definition, number=1)
    for position, section in enumerate(SECTIONS, 1):
        _load_section(apps, version, position, section)
    version.published_on = datetime.date(2026, 11, 26)
    version.save()
    _keep_version(apps, version, "~")


def _load_section(apps: Any, version: Any, position: int, section: Section) -> None:
    row = _enter(
        apps, "FormSection", version=version, position=position, key=section.key, title=section.title,
        guidance=section.guidance, about=section.about,
    )  # fmt: skip
    made: dict[str, Any] = {}
    for place, asked in enumerate(section.questions, 1):
        follows, answer = (made[asked.when[0]], asked.when[1]) if asked.when else (None, "")
        made[asked.key] = _enter(
            apps,
            "FormQuestion",
            section=row,
            position=place,
            key=asked.key,
            label=asked.label,
            kind=asked.kind,
            guidance=asked.guidance,
            options="\n".join(asked.options),
            is_required=asked.required,
            prefill=asked.prefill,
            shown_when=follows,
            shown_when_is=answer,
        )


def _enter(apps: Any, model: str, **values: Any) -> Any:
    row = apps.get_model("assessments", model).objects.create(**values)
    _keep_version(apps, row, "+")
    return row


def _keep_version(apps: Any, row: Any, kind: str) -> None:
    """A migration sees no django-simple-history, so the version is written by hand."""
    values = {field.attname: getattr(row, field.attname) for field in row._meta.concrete_fields}
    apps.get_model("assessments", f"Historical{row._meta.object_name}").objects.create(
        **values, history_date=timezone.now(), history_type=kind, history_change_reason=REASON
    )


class Migration(migrations.Migration):
    """Behind row security from the start."""

    dependencies = [("assessments", "0001_initial"), ("families", "0010_warnings")]
    operations = [
        ProtectRows(
            "Assessment",
            using=family_seen(),
            check=f"({WRITE} OR {APPROVE}) AND {family_seen()} AND {OF_FAMILY}"
            f" AND (NOT {DECIDED} OR {APPROVE} AND {{row}}.decided_by_id = (SELECT actor_id()))",
        ),
        ProtectRows(
            "AssessmentPart", using=ASSESSMENT_SEEN, check=f"{WRITE} AND {ASSESSMENT_OPEN} AND {OF_A_MEMBER}"
        ),
        ProtectRows("Answer", using=PART_SEEN, check=f"{WRITE} AND {PART_OPEN}"),
        migrations.RunSQL(FREEZE, THAW),
        migrations.RunPython(load, migrations.RunPython.noop),
        keep_no_statistics(),
    ]
