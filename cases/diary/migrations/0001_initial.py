"""Tasks, visits and keys of calendars, each behind row security; and whose calendar a key opens."""

import django.db.models.deletion
import simple_history.models
from django.conf import settings
from django.db import migrations, models

import accounts.keys
import accounts.walls
from accounts.permissions import Permission
from accounts.row_security import ProtectRows, permission_check
from accounts.statistics import keep_no_statistics
from cases.families.policies import family_seen

FEED_OWNER = """
-- Whose calendar has this digest: for whoever shows the key, signed in or not. It tells one key and lists none.
CREATE FUNCTION calendar_feed_owner(shown text) RETURNS uuid LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path = public, pg_temp AS $$
    SELECT f.owner_id FROM diary_calendarfeed f WHERE f.digest = shown
$$;
GRANT CREATE ON SCHEMA public TO familyhubs_lookup;
ALTER FUNCTION calendar_feed_owner(text) OWNER TO familyhubs_lookup;
REVOKE CREATE ON SCHEMA public FROM familyhubs_lookup;
REVOKE ALL ON FUNCTION calendar_feed_owner(text) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION calendar_feed_owner(text) TO familyhubs_web, familyhubs_worker;
"""
KEEP = f"{permission_check(Permission.TASK_KEEP)} AND {family_seen()}"


class Migration(migrations.Migration):
    """Seen by whoever sees the family, written by whoever keeps tasks; a calendar's key is its owner's alone."""

    initial = True

    dependencies = [
        ("accounts", "0010_triage_officer"),
        ("families", "0010_warnings"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="CalendarFeed",
            fields=[
                (
                    "owner",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="calendar_feed",
                        serialize=False,
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "digest",
                    models.CharField(
                        help_text="SHA-256 of the key, in hexadecimal", max_length=64, unique=True
                    ),
                ),
                ("made_at", models.DateTimeField(verbose_name="made at")),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("digest__regex", "^[0-9a-f]{64}$")), name="feed_has_a_digest"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="HistoricalTask",
            fields=[
                ("id", models.UUIDField(db_index=True, default=accounts.keys.new_key, editable=False)),
                ("history_change_reason", models.TextField(null=True)),
                ("what", models.TextField(max_length=500, verbose_name="what has to be done")),
                ("due_on", models.DateField(verbose_name="by when")),
                ("done_at", models.DateTimeField(blank=True, null=True, verbose_name="done at")),
                (
                    "source",
                    models.CharField(blank=True, max_length=20, verbose_name="kind of record it came from"),
                ),
                ("source_key", models.UUIDField(blank=True, null=True, verbose_name="record it came from")),
                ("given_at", models.DateTimeField(verbose_name="written down at")),
                ("wall", accounts.walls.WallField(default="")),
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
                    "done_by",
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
                    "given_by",
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
                    "owner",
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
                "verbose_name": "historical task",
                "verbose_name_plural": "historical tasks",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalVisit",
            fields=[
                ("id", models.UUIDField(db_index=True, default=accounts.keys.new_key, editable=False)),
                ("history_change_reason", models.TextField(null=True)),
                ("visit_on", models.DateField(verbose_name="date")),
                ("starts_at", models.TimeField(help_text="Europe/London", verbose_name="from")),
                ("ends_at", models.TimeField(help_text="Europe/London", verbose_name="until")),
                (
                    "place",
                    models.CharField(
                        choices=[
                            ("home", "At home"),
                            ("hub", "At the hub"),
                            ("school", "At school"),
                            ("elsewhere", "Somewhere else"),
                        ],
                        max_length=20,
                        verbose_name="where",
                    ),
                ),
                ("purpose", models.CharField(blank=True, max_length=200, verbose_name="what it is for")),
                (
                    "lone_working",
                    models.TextField(blank=True, max_length=500, verbose_name="how you stay safe"),
                ),
                ("called_off_at", models.DateTimeField(blank=True, null=True, verbose_name="called off at")),
                (
                    "call_off",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("nobody_in", "Nobody was in, or they did not come"),
                            ("family", "The family called it off"),
                            ("worker", "We called it off"),
                            ("mistake", "It was planned by mistake"),
                        ],
                        max_length=20,
                        verbose_name="why it did not take place",
                    ),
                ),
                (
                    "call_off_detail",
                    models.CharField(blank=True, max_length=300, verbose_name="more about why"),
                ),
                ("planned_at", models.DateTimeField(verbose_name="planned at")),
                ("wall", accounts.walls.WallField(default="")),
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
                    "called_off_by",
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
                    "planned_by",
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
                    "second_worker",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="who goes along",
                    ),
                ),
                (
                    "worker",
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
                "verbose_name": "historical visit",
                "verbose_name_plural": "historical visits",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="Task",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=accounts.keys.new_key, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("what", models.TextField(max_length=500, verbose_name="what has to be done")),
                ("due_on", models.DateField(verbose_name="by when")),
                ("done_at", models.DateTimeField(blank=True, null=True, verbose_name="done at")),
                (
                    "source",
                    models.CharField(blank=True, max_length=20, verbose_name="kind of record it came from"),
                ),
                ("source_key", models.UUIDField(blank=True, null=True, verbose_name="record it came from")),
                ("given_at", models.DateTimeField(verbose_name="written down at")),
                ("wall", accounts.walls.WallField(default="")),
                (
                    "done_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="tasks_done",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "family",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="tasks",
                        to="families.family",
                    ),
                ),
                (
                    "given_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="tasks_given",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "owner",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="tasks",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ["due_on", "id"],
                "abstract": False,
                "indexes": [
                    models.Index(
                        condition=models.Q(("done_at__isnull", True)),
                        fields=["owner", "due_on"],
                        name="task_to_do",
                    ),
                    models.Index(fields=["family", "due_on"], name="task_by_family"),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("what", ""), _negated=True), name="task_says_what"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("done_at__isnull", True), ("done_by__isnull", True)),
                            models.Q(("done_at__isnull", False), ("done_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="task_done_by_somebody",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("source", ""), ("source_key__isnull", True)),
                            models.Q(models.Q(("source", ""), _negated=True), ("source_key__isnull", False)),
                            _connector="OR",
                        ),
                        name="task_source_has_a_key",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Visit",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=accounts.keys.new_key, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("visit_on", models.DateField(verbose_name="date")),
                ("starts_at", models.TimeField(help_text="Europe/London", verbose_name="from")),
                ("ends_at", models.TimeField(help_text="Europe/London", verbose_name="until")),
                (
                    "place",
                    models.CharField(
                        choices=[
                            ("home", "At home"),
                            ("hub", "At the hub"),
                            ("school", "At school"),
                            ("elsewhere", "Somewhere else"),
                        ],
                        max_length=20,
                        verbose_name="where",
                    ),
                ),
                ("purpose", models.CharField(blank=True, max_length=200, verbose_name="what it is for")),
                (
                    "lone_working",
                    models.TextField(blank=True, max_length=500, verbose_name="how you stay safe"),
                ),
                ("called_off_at", models.DateTimeField(blank=True, null=True, verbose_name="called off at")),
                (
                    "call_off",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("nobody_in", "Nobody was in, or they did not come"),
                            ("family", "The family called it off"),
                            ("worker", "We called it off"),
                            ("mistake", "It was planned by mistake"),
                        ],
                        max_length=20,
                        verbose_name="why it did not take place",
                    ),
                ),
                (
                    "call_off_detail",
                    models.CharField(blank=True, max_length=300, verbose_name="more about why"),
                ),
                ("planned_at", models.DateTimeField(verbose_name="planned at")),
                ("wall", accounts.walls.WallField(default="")),
                (
                    "called_off_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="visits_called_off",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "family",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="visits",
                        to="families.family",
                    ),
                ),
                (
                    "planned_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="visits_planned",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "second_worker",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="visits_with",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="who goes along",
                    ),
                ),
                (
                    "worker",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="visits",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ["visit_on", "starts_at", "id"],
                "abstract": False,
                "indexes": [
                    models.Index(fields=["worker", "visit_on"], name="visit_by_worker"),
                    models.Index(fields=["second_worker", "visit_on"], name="visit_by_second_worker"),
                    models.Index(fields=["family", "visit_on"], name="visit_by_family"),
                    models.Index(
                        models.F("family"),
                        models.OrderBy(models.F("called_off_at"), descending=True),
                        models.OrderBy(models.F("id"), descending=True),
                        condition=models.Q(("called_off_at__isnull", False)),
                        name="visit_called_off",
                    ),
                    models.Index(fields=["family", "called_off_by"], name="visit_called_off_by"),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("ends_at__gt", models.F("starts_at"))),
                        name="visit_ends_after_it_starts",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("second_worker__isnull", True),
                            models.Q(("second_worker", models.F("worker")), _negated=True),
                            _connector="OR",
                        ),
                        name="visit_by_two_is_by_two",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("call_off", ""),
                                ("called_off_at__isnull", True),
                                ("called_off_by__isnull", True),
                            ),
                            models.Q(
                                ("called_off_at__isnull", False),
                                ("called_off_by__isnull", False),
                                models.Q(("call_off", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="visit_called_off_has_a_reason",
                    ),
                ],
            },
        ),
        ProtectRows("Task", using=family_seen(), check=KEEP),
        ProtectRows("Visit", using=family_seen(), check=KEEP),
        ProtectRows("CalendarFeed", using="{row}.owner_id = (SELECT actor_id())", lookup=True),
        migrations.RunSQL(FEED_OWNER, migrations.RunSQL.noop),
        keep_no_statistics(),
    ]
