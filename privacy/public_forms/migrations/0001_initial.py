"""What people send by public form: anybody may add, officers alone read; a saved form comes back for its code alone."""

import uuid

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps
from django.utils import timezone

import accounts.keys
from accounts.keys import new_key
from accounts.permissions import Permission
from accounts.row_security import ProtectRows, permission_check
from accounts.statistics import keep_no_statistics

OFFICERS = permission_check(Permission.REQUEST_HANDLE)

ANYBODY_ADDS = """
CREATE POLICY anybody_adds ON public_forms_submission FOR INSERT TO familyhubs_web
    WITH CHECK (outcome = '' AND data_request_id IS NULL AND complaint_reference = '' AND reply = '');
CREATE POLICY anybody_adds ON public_forms_evidence FOR INSERT TO familyhubs_web WITH CHECK (true);
REVOKE DELETE ON public_forms_submission FROM familyhubs_web;
REVOKE UPDATE, DELETE ON public_forms_evidence FROM familyhubs_web;
REVOKE SELECT, UPDATE, DELETE ON public_forms_savedform FROM familyhubs_web;

CREATE POLICY lookup ON public_forms_savedform TO familyhubs_lookup USING (true) WITH CHECK (true);
GRANT SELECT, UPDATE (tries) ON public_forms_savedform TO familyhubs_lookup;
GRANT CREATE ON SCHEMA public TO familyhubs_lookup;
-- A saved form for whoever has its reference and its code. A wrong code counts, five end it; why there is no answer
-- nobody is told.
CREATE FUNCTION saved_form(wanted text, told text) RETURNS jsonb
    LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE found_row public_forms_savedform%ROWTYPE;
BEGIN
    SELECT * INTO found_row FROM public_forms_savedform f WHERE f.reference = wanted FOR UPDATE;
    IF NOT FOUND OR found_row.expires_at <= clock_timestamp() OR found_row.tries >= 5 THEN
        RETURN NULL;
    END IF;
    IF found_row.digest <> told THEN
        UPDATE public_forms_savedform SET tries = tries + 1 WHERE id = found_row.id;
        RETURN NULL;
    END IF;
    RETURN found_row.state;
END $$;
ALTER FUNCTION saved_form(text, text) OWNER TO familyhubs_lookup;
REVOKE CREATE ON SCHEMA public FROM familyhubs_lookup;
"""

WORDINGS = (
    (
        "c4f0b7a2-3d61-4c55-9f0e-6b7d1a9e2c01",
        "Code to go on with a form, by text",
        "Your code is ((code)). Use it with your reference within 7 days. We never ask you for it.",
    ),
    (
        "c4f0b7a2-3d61-4c55-9f0e-6b7d1a9e2c02",
        "Code to go on with a form, by email",
        "Your code is ((code)). Use it with your reference within 7 days. We never ask you for it.",
    ),
)


def load(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """The two wordings that carry a code; staff are not offered them."""
    for notify_id, name, body in WORDINGS:
        values = {
            "id": new_key(), "name": name, "purpose": "Sent by the portal to somebody who saves a public form",
            "notify_id": uuid.UUID(notify_id), "body": body, "is_offered": False,
        }  # fmt: skip
        apps.get_model("texts", "TextTemplate").objects.create(**values)
        apps.get_model("texts", "HistoricalTextTemplate").objects.create(
            **values,
            history_date=timezone.now(),
            history_type="+",
            history_change_reason="Came with the portal",
        )


class Migration(migrations.Migration):
    """No page can read what a stranger sent; not even a fault of ours would show it to another."""

    initial = True

    dependencies = [
        ("texts", "0004_need_to_know"),
        ("privacy", "0008_request_events"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="SavedForm",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=accounts.keys.new_key, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("reference", models.CharField(max_length=20, unique=True)),
                ("digest", models.CharField(max_length=64, verbose_name="keyed hash of the code")),
                ("state", models.JSONField(verbose_name="what was typed")),
                ("saved_at", models.DateTimeField()),
                ("expires_at", models.DateTimeField(db_index=True)),
                ("tries", models.PositiveSmallIntegerField(default=0, verbose_name="wrong codes so far")),
                (
                    "send_by",
                    models.CharField(
                        choices=[("text", "By text message"), ("email", "By email")],
                        max_length=10,
                        verbose_name="how the code goes",
                    ),
                ),
                ("send_to", models.CharField(blank=True, max_length=254, verbose_name="where the code goes")),
                (
                    "code",
                    models.CharField(blank=True, max_length=20, verbose_name="code that waits to be sent"),
                ),
                ("attempts", models.PositiveSmallIntegerField(default=0, verbose_name="tries to send it")),
                ("next_try_at", models.DateTimeField(null=True, verbose_name="when to try to send it")),
            ],
            options={
                "ordering": ["saved_at", "id"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("next_try_at__isnull", False),
                            models.Q(("code", ""), ("send_to", "")),
                            _connector="OR",
                        ),
                        name="saved_form_forgets_what_it_sent",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Submission",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=accounts.keys.new_key, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("reference", models.CharField(max_length=20, unique=True)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("copy", "See what you hold about me"),
                            ("correct", "Put something right"),
                            ("object", "Say no to how you use my information"),
                            ("delete", "Delete something, or stop using it"),
                            ("complaint", "Complain about how you use my information"),
                            ("details", "Tell you that my details have changed"),
                        ],
                        max_length=20,
                        verbose_name="what they want",
                    ),
                ),
                ("received_on", models.DateField(verbose_name="received")),
                ("answers", models.JSONField(verbose_name="what they said")),
                (
                    "outcome",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("request", "A data request"),
                            ("complaint", "A complaint"),
                            ("not_held", "Answered: we hold nothing"),
                        ],
                        max_length=20,
                        verbose_name="what became of it",
                    ),
                ),
                ("taken_on", models.DateField(blank=True, null=True, verbose_name="taken on")),
                (
                    "complaint_reference",
                    models.CharField(blank=True, max_length=20, verbose_name="complaint"),
                ),
                ("reply", models.TextField(blank=True, verbose_name="what we answered")),
                ("reply_how", models.CharField(blank=True, max_length=200, verbose_name="how it was sent")),
                (
                    "data_request",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="submissions",
                        to="privacy.datarequest",
                    ),
                ),
                (
                    "taken_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ["received_on", "id"],
            },
        ),
        migrations.CreateModel(
            name="Evidence",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=accounts.keys.new_key, editable=False, primary_key=True, serialize=False
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("pdf", "PDF"),
                            ("docx", "Word document"),
                            ("jpg", "JPG picture"),
                            ("png", "PNG picture"),
                        ],
                        max_length=10,
                    ),
                ),
                ("content", models.BinaryField()),
                ("added_at", models.DateTimeField()),
                (
                    "submission",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="evidence",
                        to="public_forms.submission",
                    ),
                ),
            ],
            options={
                "ordering": ["added_at", "id"],
            },
        ),
        migrations.AddConstraint(
            model_name="submission",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("outcome", ""), ("taken_by__isnull", True), ("taken_on__isnull", True)),
                    models.Q(
                        models.Q(("outcome", ""), _negated=True),
                        ("taken_by__isnull", False),
                        ("taken_on__isnull", False),
                    ),
                    _connector="OR",
                ),
                name="submission_outcome_is_whole",
            ),
        ),
        migrations.AddConstraint(
            model_name="submission",
            constraint=models.CheckConstraint(
                condition=models.Q(("data_request__isnull", True), ("outcome", "request"), _connector="OR"),
                name="submission_request_is_its_outcome",
            ),
        ),
        ProtectRows("Submission", using=OFFICERS),
        ProtectRows("Evidence", using=OFFICERS),
        ProtectRows("SavedForm", using="false", check="true"),
        migrations.RunSQL(ANYBODY_ADDS, migrations.RunSQL.noop),
        migrations.RunPython(load, migrations.RunPython.noop),
        keep_no_statistics(),
    ]
