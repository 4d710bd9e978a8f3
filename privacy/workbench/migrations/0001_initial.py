"""The workbench of data requests, behind row security: information officers alone; wordings also for who edits them."""

import django.db.models.deletion
import simple_history.models
from django.conf import settings
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps
from django.utils import timezone

import accounts.keys
from accounts.permissions import Permission
from accounts.row_security import ProtectRows, permission_check
from accounts.statistics import keep_no_statistics
from privacy.workbench.loading import load_missing_wordings

OFFICERS = permission_check(Permission.REQUEST_HANDLE)
EDITORS = permission_check(Permission.NOTICE_EDIT)

CIRCLE = """
CREATE POLICY lookup ON families_relationship FOR SELECT TO familyhubs_lookup USING (true);
GRANT SELECT ON families_relationship TO familyhubs_lookup;
CREATE POLICY lookup ON privacy_datarequest FOR SELECT TO familyhubs_lookup USING (true);
GRANT SELECT ON privacy_datarequest TO familyhubs_lookup;
GRANT CREATE ON SCHEMA public TO familyhubs_lookup;
-- Who holds parental responsibility for the person of a request: whoever answers it has to know and sees no file.
CREATE FUNCTION request_circle(request uuid)
    RETURNS TABLE (name text, kind text, responsibility_from date, responsibility_to date, source text)
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
        SELECT concat_ws(' ', p.given_name, p.family_name), r.kind, r.responsibility_from, r.responsibility_to,
               r.responsibility_source
          FROM privacy_datarequest q
          JOIN families_relationship r ON r.relative_id = q.subject_id
          JOIN families_person p ON p.id = r.person_id
         WHERE q.id = request AND actor_can('request_handle') AND r.ended_on IS NULL
           AND (r.responsibility_from IS NOT NULL
                OR r.kind IN ('parent', 'step_parent', 'foster_carer', 'adoptive_parent', 'guardian'))
         ORDER BY 1, 2
    $$;
ALTER FUNCTION request_circle(uuid) OWNER TO familyhubs_lookup;
REVOKE CREATE ON SCHEMA public FROM familyhubs_lookup;
"""


def load(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Every letter has words as soon as the tables exist."""
    load_missing_wordings(lambda name: apps.get_model("workbench", name), timezone.now())


class Migration(migrations.Migration):
    """Rows of a request are its officers'; nothing here reaches a family's file."""

    initial = True

    dependencies = [
        ("privacy", "0008_request_events"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="HistoricalLetterTemplate",
            fields=[
                ("id", models.UUIDField(db_index=True, default=accounts.keys.new_key, editable=False)),
                ("history_change_reason", models.TextField(null=True)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("acknowledge", "Tell them that we have their request"),
                            ("identity", "Ask for proof of identity"),
                            ("authority", "Ask for proof that they may act for somebody else"),
                            ("clarify", "Ask what they want"),
                            ("extend", "Tell them that we need two more months"),
                            ("update", "Tell them how far we are"),
                            ("part_refuse", "Send a part, and say that some is held back"),
                            ("refuse", "Refuse"),
                            ("nothing_held", "Say that we hold nothing"),
                        ],
                        max_length=20,
                    ),
                ),
                (
                    "reader",
                    models.CharField(
                        choices=[("adult", "An adult"), ("child", "A child or young person")],
                        default="adult",
                        max_length=10,
                        verbose_name="written for",
                    ),
                ),
                ("title", models.CharField(max_length=200, verbose_name="heading of the letter")),
                (
                    "body",
                    models.TextField(max_length=8000),
                ),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
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
                "verbose_name": "historical letter template",
                "verbose_name_plural": "historical letter templates",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalParty",
            fields=[
                ("id", models.UUIDField(db_index=True, default=accounts.keys.new_key, editable=False)),
                ("history_change_reason", models.TextField(null=True)),
                (
                    "role",
                    models.CharField(
                        choices=[
                            ("requester", "Person who asks"),
                            ("child", "Child it is about"),
                            ("parent", "Parent"),
                            ("other_parent", "Other parent"),
                            ("carer", "Other carer or guardian"),
                            ("sibling", "Brother or sister"),
                            ("solicitor", "Solicitor"),
                            ("advocate", "Advocate or other representative"),
                            ("professional", "Professional"),
                            ("other", "Somebody else"),
                        ],
                        max_length=20,
                        verbose_name="what they are",
                    ),
                ),
                ("name", models.CharField(max_length=200)),
                (
                    "contact",
                    models.CharField(blank=True, max_length=300, verbose_name="how to reach them safely"),
                ),
                (
                    "relationship",
                    models.CharField(
                        blank=True, max_length=300, verbose_name="what they are to the person it is about"
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
                "verbose_name": "historical party",
                "verbose_name_plural": "historical partys",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalRecordsAsked",
            fields=[
                ("id", models.UUIDField(db_index=True, default=accounts.keys.new_key, editable=False)),
                ("history_change_reason", models.TextField(null=True)),
                ("whom", models.CharField(max_length=200, verbose_name="who was asked")),
                ("what", models.CharField(max_length=500, verbose_name="for what")),
                ("asked_on", models.DateField(verbose_name="on")),
                ("answered_on", models.DateField(blank=True, null=True, verbose_name="answered")),
                ("answer", models.CharField(blank=True, max_length=500, verbose_name="what they sent")),
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
                    "asked_by",
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
                "verbose_name": "historical records asked",
                "verbose_name_plural": "historical records askeds",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalSearch",
            fields=[
                ("id", models.UUIDField(db_index=True, default=accounts.keys.new_key, editable=False)),
                ("history_change_reason", models.TextField(null=True)),
                ("place", models.CharField(max_length=200, verbose_name="where")),
                ("terms", models.CharField(blank=True, max_length=500, verbose_name="what was searched for")),
                ("searched_on", models.DateField(verbose_name="on")),
                (
                    "found",
                    models.PositiveIntegerField(
                        blank=True, null=True, verbose_name="how many records were found"
                    ),
                ),
                (
                    "why_not",
                    models.CharField(blank=True, max_length=500, verbose_name="why it was not searched"),
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
                    "history_user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "officer",
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
                "verbose_name": "historical search",
                "verbose_name_plural": "historical searchs",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="LetterTemplate",
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
                            ("acknowledge", "Tell them that we have their request"),
                            ("identity", "Ask for proof of identity"),
                            ("authority", "Ask for proof that they may act for somebody else"),
                            ("clarify", "Ask what they want"),
                            ("extend", "Tell them that we need two more months"),
                            ("update", "Tell them how far we are"),
                            ("part_refuse", "Send a part, and say that some is held back"),
                            ("refuse", "Refuse"),
                            ("nothing_held", "Say that we hold nothing"),
                        ],
                        max_length=20,
                    ),
                ),
                (
                    "reader",
                    models.CharField(
                        choices=[("adult", "An adult"), ("child", "A child or young person")],
                        default="adult",
                        max_length=10,
                        verbose_name="written for",
                    ),
                ),
                ("title", models.CharField(max_length=200, verbose_name="heading of the letter")),
                (
                    "body",
                    models.TextField(max_length=8000),
                ),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
            ],
            options={
                "ordering": ["kind", "reader"],
                "abstract": False,
                "constraints": [
                    models.UniqueConstraint(fields=("kind", "reader"), name="letter_template_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="Party",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=accounts.keys.new_key, editable=False, primary_key=True, serialize=False
                    ),
                ),
                (
                    "role",
                    models.CharField(
                        choices=[
                            ("requester", "Person who asks"),
                            ("child", "Child it is about"),
                            ("parent", "Parent"),
                            ("other_parent", "Other parent"),
                            ("carer", "Other carer or guardian"),
                            ("sibling", "Brother or sister"),
                            ("solicitor", "Solicitor"),
                            ("advocate", "Advocate or other representative"),
                            ("professional", "Professional"),
                            ("other", "Somebody else"),
                        ],
                        max_length=20,
                        verbose_name="what they are",
                    ),
                ),
                ("name", models.CharField(max_length=200)),
                (
                    "contact",
                    models.CharField(blank=True, max_length=300, verbose_name="how to reach them safely"),
                ),
                (
                    "relationship",
                    models.CharField(
                        blank=True, max_length=300, verbose_name="what they are to the person it is about"
                    ),
                ),
                (
                    "request",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="parties",
                        to="privacy.datarequest",
                    ),
                ),
            ],
            options={
                "ordering": ["role", "name", "id"],
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="RecordsAsked",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=accounts.keys.new_key, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("whom", models.CharField(max_length=200, verbose_name="who was asked")),
                ("what", models.CharField(max_length=500, verbose_name="for what")),
                ("asked_on", models.DateField(verbose_name="on")),
                ("answered_on", models.DateField(blank=True, null=True, verbose_name="answered")),
                ("answer", models.CharField(blank=True, max_length=500, verbose_name="what they sent")),
                (
                    "asked_by",
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
                        related_name="records_asked",
                        to="privacy.datarequest",
                    ),
                ),
            ],
            options={
                "ordering": ["asked_on", "id"],
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="HistoricalChase",
            fields=[
                ("id", models.UUIDField(db_index=True, default=accounts.keys.new_key, editable=False)),
                ("history_change_reason", models.TextField(null=True)),
                (
                    "about",
                    models.CharField(
                        choices=[
                            ("identity", "Proof of identity"),
                            ("authority", "Proof that they may ask"),
                            ("clarification", "An answer to our question"),
                            ("records", "Records a colleague holds"),
                        ],
                        max_length=20,
                        verbose_name="what we wait for",
                    ),
                ),
                ("whom", models.CharField(max_length=200, verbose_name="who was chased")),
                ("how", models.CharField(max_length=200, verbose_name="how")),
                ("chased_on", models.DateField(verbose_name="on")),
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
                    "chased_by",
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
                (
                    "asked",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="workbench.recordsasked",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical chase",
                "verbose_name_plural": "historical chases",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="Chase",
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
                        choices=[
                            ("identity", "Proof of identity"),
                            ("authority", "Proof that they may ask"),
                            ("clarification", "An answer to our question"),
                            ("records", "Records a colleague holds"),
                        ],
                        max_length=20,
                        verbose_name="what we wait for",
                    ),
                ),
                ("whom", models.CharField(max_length=200, verbose_name="who was chased")),
                ("how", models.CharField(max_length=200, verbose_name="how")),
                ("chased_on", models.DateField(verbose_name="on")),
                (
                    "chased_by",
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
                        related_name="chases",
                        to="privacy.datarequest",
                    ),
                ),
                (
                    "asked",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="chases",
                        to="workbench.recordsasked",
                    ),
                ),
            ],
            options={
                "ordering": ["chased_on", "id"],
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Search",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=accounts.keys.new_key, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("place", models.CharField(max_length=200, verbose_name="where")),
                ("terms", models.CharField(blank=True, max_length=500, verbose_name="what was searched for")),
                ("searched_on", models.DateField(verbose_name="on")),
                (
                    "found",
                    models.PositiveIntegerField(
                        blank=True, null=True, verbose_name="how many records were found"
                    ),
                ),
                (
                    "why_not",
                    models.CharField(blank=True, max_length=500, verbose_name="why it was not searched"),
                ),
                (
                    "officer",
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
                        related_name="searches",
                        to="privacy.datarequest",
                    ),
                ),
            ],
            options={
                "ordering": ["searched_on", "id"],
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Letter",
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
                            ("acknowledge", "Tell them that we have their request"),
                            ("identity", "Ask for proof of identity"),
                            ("authority", "Ask for proof that they may act for somebody else"),
                            ("clarify", "Ask what they want"),
                            ("extend", "Tell them that we need two more months"),
                            ("update", "Tell them how far we are"),
                            ("part_refuse", "Send a part, and say that some is held back"),
                            ("refuse", "Refuse"),
                            ("nothing_held", "Say that we hold nothing"),
                        ],
                        max_length=20,
                    ),
                ),
                (
                    "reader",
                    models.CharField(
                        choices=[("adult", "An adult"), ("child", "A child or young person")],
                        max_length=10,
                        verbose_name="written for",
                    ),
                ),
                ("template_version", models.PositiveIntegerField()),
                ("to_name", models.CharField(max_length=200, verbose_name="to whom")),
                ("to_address", models.CharField(blank=True, max_length=300, verbose_name="where it goes")),
                ("title", models.CharField(max_length=200)),
                ("body", models.TextField(verbose_name="words")),
                ("reason", models.TextField(blank=True, max_length=2000, verbose_name="reason or question")),
                (
                    "grounds",
                    models.JSONField(blank=True, default=list, verbose_name="grounds for holding back"),
                ),
                ("written_on", models.DateField(verbose_name="written")),
                ("document", models.BinaryField(verbose_name="PDF")),
                ("digest", models.CharField(max_length=64, verbose_name="SHA-256 of the PDF")),
                ("sent_on", models.DateField(blank=True, null=True, verbose_name="sent")),
                ("sent_how", models.CharField(blank=True, max_length=200, verbose_name="how it was sent")),
                (
                    "request",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="letters",
                        to="privacy.datarequest",
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
                "ordering": ["written_on", "id"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("sent_how", ""), ("sent_on__isnull", True)),
                            models.Q(("sent_on__isnull", False), models.Q(("sent_how", ""), _negated=True)),
                            _connector="OR",
                        ),
                        name="letter_sent_says_how",
                    )
                ],
            },
        ),
        migrations.AddConstraint(
            model_name="recordsasked",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("answer", ""), ("answered_on__isnull", True)),
                    models.Q(
                        ("answered_on__gte", models.F("asked_on")), models.Q(("answer", ""), _negated=True)
                    ),
                    _connector="OR",
                ),
                name="records_answered_after_asked",
            ),
        ),
        migrations.AddConstraint(
            model_name="chase",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("about", "records"), ("asked__isnull", False)),
                    models.Q(models.Q(("about", "records"), _negated=True), ("asked__isnull", True)),
                    _connector="OR",
                ),
                name="chase_for_records_names_what_was_asked",
            ),
        ),
        migrations.AddConstraint(
            model_name="search",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("found__isnull", False), ("why_not", "")),
                    models.Q(("found__isnull", True), models.Q(("why_not", ""), _negated=True)),
                    _connector="OR",
                ),
                name="search_found_or_says_why_not",
            ),
        ),
        migrations.RunPython(load, migrations.RunPython.noop),
        ProtectRows("LetterTemplate", using=f"({OFFICERS} OR {EDITORS})", check=EDITORS),
        ProtectRows("Party", using=OFFICERS),
        ProtectRows("Search", using=OFFICERS),
        ProtectRows("RecordsAsked", using=OFFICERS),
        ProtectRows("Chase", using=OFFICERS),
        ProtectRows("Letter", using=OFFICERS),
        migrations.RunSQL(CIRCLE, migrations.RunSQL.noop),
        keep_no_statistics(),
    ]
