"""A file can be taken back by whoever sent it, until an officer has opened it."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

TAKE_BACK = """
-- Nobody but officers reads a file or a form; whoever knows the keys of both, as the form's own pages do, may take the
-- file back. Before the form is sent the row goes; afterwards it stays, empty, and says when.
CREATE POLICY lookup ON public_forms_evidence TO familyhubs_lookup USING (true) WITH CHECK (true);
CREATE POLICY lookup ON public_forms_submission FOR SELECT TO familyhubs_lookup USING (true);
GRANT SELECT, DELETE, UPDATE (content, taken_back_at) ON public_forms_evidence TO familyhubs_lookup;
GRANT SELECT ON public_forms_submission TO familyhubs_lookup;
GRANT UPDATE (opened_at, opened_by_id) ON public_forms_evidence TO familyhubs_web;
GRANT CREATE ON SCHEMA public TO familyhubs_lookup;
CREATE FUNCTION evidence_take_back(form uuid, file uuid, at timestamptz) RETURNS boolean
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE held public_forms_evidence%ROWTYPE;
        sent record;
BEGIN
    SELECT * INTO held FROM public_forms_evidence e WHERE e.id = file AND e.submission_id = form FOR UPDATE;
    IF NOT FOUND THEN
        RETURN false;
    END IF;
    SELECT s.outcome INTO sent FROM public_forms_submission s WHERE s.id = form;
    IF NOT FOUND THEN
        DELETE FROM public_forms_evidence WHERE id = file;
        RETURN true;
    END IF;
    IF held.taken_back_at IS NOT NULL THEN
        RETURN true;
    END IF;
    IF held.opened_at IS NOT NULL OR sent.outcome <> '' THEN
        RETURN false;
    END IF;
    UPDATE public_forms_evidence SET content = '', taken_back_at = at WHERE id = file;
    RETURN true;
END $$;
-- Whether a form that was sent said the same. Asked when it is sent again, by Back or in a second tab; for whoever
-- holds its key, and who may not read it either.
CREATE FUNCTION submission_said(form uuid, told jsonb) RETURNS boolean
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS
    $$ SELECT EXISTS (SELECT FROM public_forms_submission s WHERE s.id = form AND s.answers = told) $$;
ALTER FUNCTION submission_said(uuid, jsonb) OWNER TO familyhubs_lookup;
REVOKE ALL ON FUNCTION submission_said(uuid, jsonb) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION submission_said(uuid, jsonb) TO familyhubs_web, familyhubs_worker;
ALTER FUNCTION evidence_take_back(uuid, uuid, timestamptz) OWNER TO familyhubs_lookup;
REVOKE CREATE ON SCHEMA public FROM familyhubs_lookup;
REVOKE ALL ON FUNCTION evidence_take_back(uuid, uuid, timestamptz) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION evidence_take_back(uuid, uuid, timestamptz) TO familyhubs_web, familyhubs_worker;
"""


class Migration(migrations.Migration):
    """Three columns, and the one function by which a stranger reaches a file of theirs."""

    dependencies = [
        ("public_forms", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            "evidence", "opened_at", models.DateTimeField("opened by an officer", null=True, blank=True)
        ),
        migrations.AddField(
            "evidence",
            "opened_by",
            models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            "evidence",
            "taken_back_at",
            models.DateTimeField("taken back by whoever sent it", null=True, blank=True),
        ),
        migrations.AddConstraint(
            "evidence",
            models.CheckConstraint(
                condition=models.Q(("opened_at__isnull", True), ("opened_by__isnull", True))
                | models.Q(("opened_at__isnull", False), ("opened_by__isnull", False)),
                name="evidence_says_who_opened_it",
            ),
        ),
        migrations.AddConstraint(
            "evidence",
            models.CheckConstraint(
                condition=models.Q(("taken_back_at__isnull", True))
                | models.Q(("content", b""), ("opened_at__isnull", True)),
                name="evidence_taken_back_is_gone_and_was_not_opened",
            ),
        ),
        migrations.RunSQL(TAKE_BACK, migrations.RunSQL.noop),
    ]
