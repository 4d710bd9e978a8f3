"""Decisions on rights, statements and recipients; and the trigger that refuses changes of what is locked."""

import django.db.models.deletion
import simple_history.models
from django.conf import settings
from django.db import migrations, models

import accounts.keys
from accounts.permissions import Permission
from accounts.row_security import ProtectRows, permission_check
from accounts.statistics import keep_no_statistics
from cases.families.policies import EDIT, family_seen

OFFICERS = permission_check(Permission.REQUEST_HANDLE)
# Tables whose rows no page may change while what they are about is locked for use; new rows may be added. What the
# worker does (packs, erasure, a correction an officer decided) is not bound.
LOCKED = (
    "families_person", "families_family", "families_personname", "families_relationship", "families_address",
    "families_phone", "families_email", "families_schoolattendance", "families_personlanguage",
    "families_specialrequirement", "families_equalityprofile", "families_healthneed", "families_warningnote",
    "contacts_contact", "documents_document", "assessments_assessment", "assessments_plan", "oversight_oversightnote",
    "groups_enrolment",
)  # fmt: skip
REFUSE = """
GRANT CREATE ON SCHEMA public TO familyhubs_lookup;
CREATE FUNCTION refuse_while_locked() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    told jsonb := to_jsonb(OLD);
    own uuid := (told ->> 'id')::uuid;
    whose uuid := CASE TG_TABLE_NAME WHEN 'families_person' THEN own ELSE (told ->> 'person_id')::uuid END;
    home uuid := CASE TG_TABLE_NAME WHEN 'families_family' THEN own ELSE (told ->> 'family_id')::uuid END;
    other uuid := (told ->> 'relative_id')::uuid;
BEGIN
    IF EXISTS (
        SELECT FROM families_uselock l WHERE l.lifted_at IS NULL AND CASE
            WHEN l.record_id IS NOT NULL THEN l.record_id = own
            WHEN l.person_id IS NOT NULL THEN l.person_id IN (whose, other)
                 OR (TG_TABLE_NAME = 'contacts_contact' AND EXISTS (
                     SELECT FROM contacts_contactabout a WHERE a.contact_id = own AND a.person_id = l.person_id))
            ELSE l.family_id = home OR EXISTS (
                     SELECT FROM families_familymembership m
                      WHERE m.family_id = l.family_id AND m.person_id IN (whose, other)) END
    ) THEN
        RAISE EXCEPTION 'This may not be used now' USING ERRCODE = 'UL001';
    END IF;
    RETURN CASE TG_OP WHEN 'DELETE' THEN OLD ELSE NEW END;
END $$;
ALTER FUNCTION refuse_while_locked() OWNER TO familyhubs_lookup;
REVOKE CREATE ON SCHEMA public FROM familyhubs_lookup;
DROP POLICY IF EXISTS lookup ON contacts_contactabout;
CREATE POLICY lookup ON contacts_contactabout FOR SELECT TO familyhubs_lookup USING (true);
CREATE POLICY lookup ON families_uselock FOR SELECT TO familyhubs_lookup USING (true);
GRANT SELECT ON contacts_contactabout, families_uselock, families_familymembership TO familyhubs_lookup;
"""
TRIGGER = """
CREATE TRIGGER refuse_while_locked BEFORE UPDATE OR DELETE ON {table}
    FOR EACH ROW WHEN (current_user = 'familyhubs_web') EXECUTE FUNCTION refuse_while_locked();
"""


class Migration(migrations.Migration):
    """Pages are refused; the worker is not, because it does what officers decided."""

    initial = True

    dependencies = [
        ("assessments", "0005_copies_say_what_is_in_them"),
        ("contacts", "0003_significant_events"),
        ("documents", "0002_protect"),
        ("groups", "0002_need_to_know"),
        ("oversight", "0001_initial"),
        ("families", "0013_use_locks"),
        ("privacy", "0007_request_right"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Decision",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=accounts.keys.new_key, editable=False, primary_key=True, serialize=False
                    ),
                ),
                (
                    "right",
                    models.CharField(
                        choices=[
                            ("access", "See a copy of their data"),
                            ("rectification", "Have something corrected"),
                            ("erasure", "Have something deleted"),
                            ("restriction", "Have something kept and not used"),
                            ("objection", "Object to a use"),
                            ("portability", "Take their data elsewhere"),
                        ],
                        max_length=20,
                    ),
                ),
                ("is_granted", models.BooleanField(verbose_name="granted")),
                (
                    "ground",
                    models.CharField(
                        choices=[
                            ("not_needed", "We no longer need it for what we collected it for"),
                            ("consent_withdrawn", "It was held by consent, and they take it back"),
                            ("objection_stands", "They object, and nothing outweighs it"),
                            ("unlawful", "It was used unlawfully"),
                            ("law_says_so", "A law says it must be deleted"),
                            ("collected_from_child", "A child gave it for an online service"),
                            ("public_task", "We need it for a public task or because a law says so"),
                            ("public_health", "Public health needs it"),
                            ("archive", "An archive or research in the public interest needs it"),
                            ("claims", "Somebody needs it for a legal claim"),
                            ("compelling", "Compelling grounds outweigh what they want"),
                            ("stopped", "Nothing outweighs it: the use stops"),
                            ("wrong_fact", "A fact is wrong"),
                            ("opinion", "It is an opinion: it stays, with their statement beside it"),
                            ("fact_stands", "We checked it, and it is right"),
                            ("accuracy_checked", "They say it is not right, and we check"),
                            ("objection_weighed", "They object, and we weigh it"),
                            (
                                "kept_for_them",
                                "It was used unlawfully or is not needed, and they want it kept",
                            ),
                            ("no_case", "None of the four cases of the law applies"),
                            ("by_consent", "They gave it by consent"),
                            (
                                "not_by_consent",
                                "None of it was given by consent: we hold it because a law or public task says so",
                            ),
                        ],
                        max_length=30,
                        verbose_name="on what ground",
                    ),
                ),
                ("what", models.TextField(max_length=4000, verbose_name="what it is about")),
                (
                    "reasons",
                    models.TextField(max_length=4000, verbose_name="reasons, as the letter gives them"),
                ),
                ("chosen", models.JSONField(blank=True, default=dict, verbose_name="what is carried out")),
                ("decided_at", models.DateTimeField(verbose_name="decided")),
                (
                    "needs_second",
                    models.BooleanField(default=False, verbose_name="a second officer has to agree"),
                ),
                ("agreed_at", models.DateTimeField(blank=True, null=True)),
                ("done_at", models.DateTimeField(blank=True, null=True, verbose_name="done")),
                ("done_words", models.CharField(blank=True, max_length=500, verbose_name="what was done")),
                (
                    "list_given_on",
                    models.DateField(blank=True, null=True, verbose_name="recipients named to the person"),
                ),
                (
                    "agreed_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "decided_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "request",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="decisions",
                        to="privacy.datarequest",
                    ),
                ),
            ],
            options={
                "ordering": ["-decided_at", "-id"],
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="HistoricalDecision",
            fields=[
                ("id", models.UUIDField(db_index=True, default=accounts.keys.new_key, editable=False)),
                ("history_change_reason", models.TextField(null=True)),
                (
                    "right",
                    models.CharField(
                        choices=[
                            ("access", "See a copy of their data"),
                            ("rectification", "Have something corrected"),
                            ("erasure", "Have something deleted"),
                            ("restriction", "Have something kept and not used"),
                            ("objection", "Object to a use"),
                            ("portability", "Take their data elsewhere"),
                        ],
                        max_length=20,
                    ),
                ),
                ("is_granted", models.BooleanField(verbose_name="granted")),
                (
                    "ground",
                    models.CharField(
                        choices=[
                            ("not_needed", "We no longer need it for what we collected it for"),
                            ("consent_withdrawn", "It was held by consent, and they take it back"),
                            ("objection_stands", "They object, and nothing outweighs it"),
                            ("unlawful", "It was used unlawfully"),
                            ("law_says_so", "A law says it must be deleted"),
                            ("collected_from_child", "A child gave it for an online service"),
                            ("public_task", "We need it for a public task or because a law says so"),
                            ("public_health", "Public health needs it"),
                            ("archive", "An archive or research in the public interest needs it"),
                            ("claims", "Somebody needs it for a legal claim"),
                            ("compelling", "Compelling grounds outweigh what they want"),
                            ("stopped", "Nothing outweighs it: the use stops"),
                            ("wrong_fact", "A fact is wrong"),
                            ("opinion", "It is an opinion: it stays, with their statement beside it"),
                            ("fact_stands", "We checked it, and it is right"),
                            ("accuracy_checked", "They say it is not right, and we check"),
                            ("objection_weighed", "They object, and we weigh it"),
                            (
                                "kept_for_them",
                                "It was used unlawfully or is not needed, and they want it kept",
                            ),
                            ("no_case", "None of the four cases of the law applies"),
                            ("by_consent", "They gave it by consent"),
                            (
                                "not_by_consent",
                                "None of it was given by consent: we hold it because a law or public task says so",
                            ),
                        ],
                        max_length=30,
                        verbose_name="on what ground",
                    ),
                ),
                ("what", models.TextField(max_length=4000, verbose_name="what it is about")),
                (
                    "reasons",
                    models.TextField(max_length=4000, verbose_name="reasons, as the letter gives them"),
                ),
                ("chosen", models.JSONField(blank=True, default=dict, verbose_name="what is carried out")),
                ("decided_at", models.DateTimeField(verbose_name="decided")),
                (
                    "needs_second",
                    models.BooleanField(default=False, verbose_name="a second officer has to agree"),
                ),
                ("agreed_at", models.DateTimeField(blank=True, null=True)),
                ("done_at", models.DateTimeField(blank=True, null=True, verbose_name="done")),
                ("done_words", models.CharField(blank=True, max_length=500, verbose_name="what was done")),
                (
                    "list_given_on",
                    models.DateField(blank=True, null=True, verbose_name="recipients named to the person"),
                ),
                (
                    "history_id",
                    models.UUIDField(
                        default=accounts.keys.new_key, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("history_date", models.DateTimeField(db_index=True)),
                (
                    "history_type",
                    models.CharField(
                        choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1
                    ),
                ),
                (
                    "agreed_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "decided_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "history_user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "request",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="privacy.datarequest",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical decision",
                "verbose_name_plural": "historical decisions",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalRecipientNotice",
            fields=[
                ("id", models.UUIDField(db_index=True, default=accounts.keys.new_key, editable=False)),
                ("history_change_reason", models.TextField(null=True)),
                ("disclosure_id", models.UUIDField(verbose_name="sharing on the log")),
                (
                    "recipient",
                    models.CharField(
                        choices=[
                            ("government", "Government"),
                            ("council_departments", "Council departments"),
                            ("safeguarding_boards", "Safeguarding boards"),
                            ("health_agencies", "Health agencies"),
                            ("courts", "Courts"),
                            ("probation", "Probation"),
                            ("therapists_and_teachers", "Therapists and teachers"),
                            ("education_providers", "Education providers"),
                            ("other_councils", "Other councils"),
                            ("other_youth_offending_teams", "Other youth offending teams"),
                            ("youth_justice_board", "Youth justice board"),
                            ("youth_custody_service", "Youth custody service"),
                            ("referral_agencies", "Referral agencies"),
                            ("pupil_referral_units", "Pupil referral units"),
                            ("voluntary_partners", "Voluntary partners"),
                            ("awarding_bodies", "Awarding bodies"),
                            ("funding_bodies", "Funding bodies"),
                            ("elected_members", "Elected members"),
                        ],
                        max_length=40,
                        verbose_name="kind of recipient",
                    ),
                ),
                ("organisation", models.CharField(max_length=200)),
                (
                    "contact_name",
                    models.CharField(blank=True, max_length=200, verbose_name="who there got it"),
                ),
                ("what", models.TextField(max_length=2000, verbose_name="what was shared")),
                ("shared_on", models.DateField(verbose_name="shared")),
                ("told_on", models.DateField(blank=True, null=True, verbose_name="told")),
                (
                    "why_not",
                    models.CharField(
                        blank=True,
                        choices=[
                            (
                                "impossible",
                                "It is impossible: they are gone, or nobody can find out who they were",
                            ),
                            ("too_much", "It would take an effort out of all proportion"),
                        ],
                        max_length=20,
                        verbose_name="why they are not told",
                    ),
                ),
                (
                    "words",
                    models.CharField(
                        blank=True, max_length=500, verbose_name="how they were told, or what makes it so"
                    ),
                ),
                (
                    "history_id",
                    models.UUIDField(
                        default=accounts.keys.new_key, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("history_date", models.DateTimeField(db_index=True)),
                (
                    "history_type",
                    models.CharField(
                        choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1
                    ),
                ),
                (
                    "by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "decision",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="rights.decision",
                    ),
                ),
                (
                    "history_user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "historical recipient to tell",
                "verbose_name_plural": "historical recipients to tell",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalStatement",
            fields=[
                ("id", models.UUIDField(db_index=True, default=accounts.keys.new_key, editable=False)),
                ("history_change_reason", models.TextField(null=True)),
                (
                    "about",
                    models.CharField(
                        choices=[("contact", "A contact"), ("assessment", "An assessment")],
                        max_length=20,
                        verbose_name="beside",
                    ),
                ),
                ("record_id", models.UUIDField(verbose_name="record it stands beside")),
                ("words", models.TextField(max_length=4000, verbose_name="what they say")),
                ("said_on", models.DateField(verbose_name="said")),
                ("request_reference", models.CharField(blank=True, max_length=20, verbose_name="request")),
                ("written_at", models.DateTimeField(verbose_name="written down")),
                (
                    "history_id",
                    models.UUIDField(
                        default=accounts.keys.new_key, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("history_date", models.DateTimeField(db_index=True)),
                (
                    "history_type",
                    models.CharField(
                        choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1
                    ),
                ),
                (
                    "family",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="families.family",
                    ),
                ),
                (
                    "history_user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="families.person",
                    ),
                ),
                (
                    "written_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "historical statement",
                "verbose_name_plural": "historical statements",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="RecipientNotice",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=accounts.keys.new_key, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("disclosure_id", models.UUIDField(verbose_name="sharing on the log")),
                (
                    "recipient",
                    models.CharField(
                        choices=[
                            ("government", "Government"),
                            ("council_departments", "Council departments"),
                            ("safeguarding_boards", "Safeguarding boards"),
                            ("health_agencies", "Health agencies"),
                            ("courts", "Courts"),
                            ("probation", "Probation"),
                            ("therapists_and_teachers", "Therapists and teachers"),
                            ("education_providers", "Education providers"),
                            ("other_councils", "Other councils"),
                            ("other_youth_offending_teams", "Other youth offending teams"),
                            ("youth_justice_board", "Youth justice board"),
                            ("youth_custody_service", "Youth custody service"),
                            ("referral_agencies", "Referral agencies"),
                            ("pupil_referral_units", "Pupil referral units"),
                            ("voluntary_partners", "Voluntary partners"),
                            ("awarding_bodies", "Awarding bodies"),
                            ("funding_bodies", "Funding bodies"),
                            ("elected_members", "Elected members"),
                        ],
                        max_length=40,
                        verbose_name="kind of recipient",
                    ),
                ),
                ("organisation", models.CharField(max_length=200)),
                (
                    "contact_name",
                    models.CharField(blank=True, max_length=200, verbose_name="who there got it"),
                ),
                ("what", models.TextField(max_length=2000, verbose_name="what was shared")),
                ("shared_on", models.DateField(verbose_name="shared")),
                ("told_on", models.DateField(blank=True, null=True, verbose_name="told")),
                (
                    "why_not",
                    models.CharField(
                        blank=True,
                        choices=[
                            (
                                "impossible",
                                "It is impossible: they are gone, or nobody can find out who they were",
                            ),
                            ("too_much", "It would take an effort out of all proportion"),
                        ],
                        max_length=20,
                        verbose_name="why they are not told",
                    ),
                ),
                (
                    "words",
                    models.CharField(
                        blank=True, max_length=500, verbose_name="how they were told, or what makes it so"
                    ),
                ),
                (
                    "by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "decision",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="recipients",
                        to="rights.decision",
                    ),
                ),
            ],
            options={
                "verbose_name": "recipient to tell",
                "verbose_name_plural": "recipients to tell",
                "ordering": ["shared_on", "id"],
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Statement",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=accounts.keys.new_key, editable=False, primary_key=True, serialize=False
                    ),
                ),
                (
                    "about",
                    models.CharField(
                        choices=[("contact", "A contact"), ("assessment", "An assessment")],
                        max_length=20,
                        verbose_name="beside",
                    ),
                ),
                ("record_id", models.UUIDField(verbose_name="record it stands beside")),
                ("words", models.TextField(max_length=4000, verbose_name="what they say")),
                ("said_on", models.DateField(verbose_name="said")),
                ("request_reference", models.CharField(blank=True, max_length=20, verbose_name="request")),
                ("written_at", models.DateTimeField(verbose_name="written down")),
                (
                    "family",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="statements",
                        to="families.family",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="statements",
                        to="families.person",
                    ),
                ),
                (
                    "written_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ["said_on", "id"],
                "abstract": False,
            },
        ),
        migrations.AddConstraint(
            model_name="decision",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("agreed_at__isnull", True), ("agreed_by__isnull", True)),
                    models.Q(("agreed_at__isnull", False), ("agreed_by__isnull", False)),
                    _connector="OR",
                ),
                name="decision_agreement_is_whole",
            ),
        ),
        migrations.AddConstraint(
            model_name="decision",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("agreed_by__isnull", True),
                    models.Q(("agreed_by", models.F("decided_by")), _negated=True),
                    _connector="OR",
                ),
                name="decision_is_agreed_by_another",
            ),
        ),
        migrations.AddConstraint(
            model_name="decision",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("is_granted", True), ("right", "erasure"), _negated=True),
                    ("needs_second", True),
                    _connector="OR",
                ),
                name="decision_to_erase_needs_a_second",
            ),
        ),
        migrations.AddConstraint(
            model_name="decision",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("done_at__isnull", True),
                    models.Q(("is_granted", True), ("needs_second", False)),
                    models.Q(("agreed_at__isnull", False), ("is_granted", True)),
                    _connector="OR",
                ),
                name="decision_is_done_once_it_counts",
            ),
        ),
        migrations.AddConstraint(
            model_name="recipientnotice",
            constraint=models.UniqueConstraint(
                fields=("decision", "disclosure_id"), name="recipient_notice_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="recipientnotice",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("told_on__isnull", True), ("why_not", ""), ("words", "")),
                    models.Q(
                        ("told_on__isnull", False), ("why_not", ""), models.Q(("words", ""), _negated=True)
                    ),
                    models.Q(
                        ("told_on__isnull", True),
                        models.Q(("why_not", ""), _negated=True),
                        models.Q(("words", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="recipient_is_told_or_there_is_a_reason",
            ),
        ),
        migrations.AddIndex(
            model_name="statement",
            index=models.Index(fields=["family", "record_id"], name="statement_by_record"),
        ),
        *(ProtectRows(name, using=OFFICERS) for name in ("Decision", "RecipientNotice")),
        ProtectRows(
            "Statement",
            using=f"({family_seen()} OR {OFFICERS})",
            check=f"({EDIT} AND {family_seen()} OR {OFFICERS})",
        ),
        migrations.RunSQL(REFUSE, migrations.RunSQL.noop),
        *(migrations.RunSQL(TRIGGER.format(table=table), migrations.RunSQL.noop) for table in LOCKED),
        keep_no_statistics(),
    ]
