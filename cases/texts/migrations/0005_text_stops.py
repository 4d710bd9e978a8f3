"""Objections to texts, written down by whoever hears them; what waits is withdrawn with them."""

import django.db.models.deletion
import simple_history.models
from django.conf import settings
from django.db import migrations, models

import accounts.keys
from accounts.permissions import Permission
from accounts.row_security import ProtectRows, permission_check
from accounts.statistics import keep_no_statistics
from cases.families.policies import person_seen

SEND = permission_check(Permission.TEXT_SEND)
OFFICERS = permission_check(Permission.REQUEST_HANDLE)
# The texts of every team and behind every wall, for whoever wrote the objection down: it tells a number and no more.
WITHDRAW = """
GRANT CREATE ON SCHEMA public TO familyhubs_lookup;
CREATE FUNCTION texts_withdraw(whose uuid, reason text, at timestamptz) RETURNS integer
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE withdrawn integer;
BEGIN
    IF NOT EXISTS (SELECT FROM texts_textstop s WHERE s.person_id = whose AND s.lifted_at IS NULL) THEN
        RETURN 0;
    END IF;
    UPDATE texts_delivery d SET status = 'cancelled', why = reason, next_try_at = NULL, completed_at = at
      FROM texts_text t WHERE t.id = d.text_id AND t.person_id = whose AND d.status IN ('queued', 'sending');
    GET DIAGNOSTICS withdrawn = ROW_COUNT;
    RETURN withdrawn;
END $$;
ALTER FUNCTION texts_withdraw(uuid, text, timestamptz) OWNER TO familyhubs_lookup;
REVOKE CREATE ON SCHEMA public FROM familyhubs_lookup;
CREATE POLICY lookup ON texts_textstop FOR SELECT TO familyhubs_lookup USING (true);
CREATE POLICY lookup ON texts_text FOR SELECT TO familyhubs_lookup USING (true);
CREATE POLICY lookup_read ON texts_delivery FOR SELECT TO familyhubs_lookup USING (true);
CREATE POLICY lookup ON texts_delivery FOR UPDATE TO familyhubs_lookup USING (true);
GRANT SELECT ON texts_textstop, texts_text, texts_delivery TO familyhubs_lookup;
GRANT UPDATE (status, why, next_try_at, completed_at) ON texts_delivery TO familyhubs_lookup;
"""


class Migration(migrations.Migration):
    """The function does nothing for anybody who has not objected."""

    dependencies = [
        ("families", "0013_use_locks"),
        ("texts", "0004_need_to_know"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="HistoricalTextStop",
            fields=[
                ("id", models.UUIDField(db_index=True, default=accounts.keys.new_key, editable=False)),
                ("history_change_reason", models.TextField(null=True)),
                ("said", models.CharField(max_length=300, verbose_name="how they told us")),
                ("request_reference", models.CharField(blank=True, max_length=20, verbose_name="request")),
                ("written_at", models.DateTimeField(verbose_name="written down")),
                ("lifted_at", models.DateTimeField(blank=True, null=True, verbose_name="taken back")),
                (
                    "lift_said",
                    models.CharField(
                        blank=True, max_length=300, verbose_name="how they told us that they want texts again"
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
                    "lifted_by",
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
                "verbose_name": "historical objection to texts",
                "verbose_name_plural": "historical objections to texts",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="TextStop",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=accounts.keys.new_key, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("said", models.CharField(max_length=300, verbose_name="how they told us")),
                ("request_reference", models.CharField(blank=True, max_length=20, verbose_name="request")),
                ("written_at", models.DateTimeField(verbose_name="written down")),
                ("lifted_at", models.DateTimeField(blank=True, null=True, verbose_name="taken back")),
                (
                    "lift_said",
                    models.CharField(
                        blank=True, max_length=300, verbose_name="how they told us that they want texts again"
                    ),
                ),
                (
                    "lifted_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="text_stops",
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
                "verbose_name": "objection to texts",
                "verbose_name_plural": "objections to texts",
                "ordering": ["-written_at", "-id"],
                "abstract": False,
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("lifted_at__isnull", True)),
                        fields=("person",),
                        name="text_stop_stands_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("lift_said", ""), ("lifted_at__isnull", True), ("lifted_by__isnull", True)
                            ),
                            models.Q(
                                ("lifted_at__isnull", False),
                                ("lifted_by__isnull", False),
                                models.Q(("lift_said", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="text_stop_is_taken_back_whole",
                    ),
                ],
            },
        ),
        ProtectRows(
            "TextStop",
            using=f"({person_seen()} OR {OFFICERS})",
            check=f"({SEND} AND {person_seen()} OR {OFFICERS})",
        ),
        migrations.RunSQL(WITHDRAW, migrations.RunSQL.noop),
        keep_no_statistics(),
    ]
