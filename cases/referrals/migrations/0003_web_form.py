"""Referrals by web form: kept where the web can only add, until a job of the system takes them over."""

import django.core.serializers.json
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import accounts.keys
from accounts.row_security import ProtectRows
from accounts.statistics import keep_no_statistics

WEB_ONLY_ADDS = "REVOKE SELECT, UPDATE, DELETE ON referrals_webreferral FROM familyhubs_web;"


class Migration(migrations.Migration):
    """A row is let in from anybody and shown to nobody but a job of the system."""

    dependencies = [
        ("accounts", "0010_triage_officer"),
        ("families", "0010_warnings"),
        ("referrals", "0002_need_to_know"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="WebReferral",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=accounts.keys.new_key, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("reference", models.CharField(max_length=20, unique=True)),
                ("received_at", models.DateTimeField()),
                ("fields", models.JSONField(encoder=django.core.serializers.json.DjangoJSONEncoder)),
                ("people", models.JSONField(encoder=django.core.serializers.json.DjangoJSONEncoder)),
            ],
            options={
                "ordering": ["received_at", "id"],
            },
        ),
        migrations.RemoveConstraint(
            model_name="referral",
            name="referral_words_are_known",
        ),
        migrations.AddField(
            model_name="frontdoor",
            name="web_team",
            field=models.ForeignKey(
                blank=True,
                help_text="When nobody is chosen: the first team by name that takes referrals",
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="accounts.team",
                verbose_name="team that receives what comes by web form",
            ),
        ),
        migrations.AddField(
            model_name="historicalfrontdoor",
            name="web_team",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                help_text="When nobody is chosen: the first team by name that takes referrals",
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="accounts.team",
                verbose_name="team that receives what comes by web form",
            ),
        ),
        migrations.AlterField(
            model_name="historicalreferral",
            name="way",
            field=models.CharField(
                choices=[
                    ("phone", "By phone"),
                    ("email", "By email"),
                    ("letter", "On paper"),
                    ("in_person", "In person"),
                    ("web", "By web form"),
                ],
                max_length=20,
                verbose_name="how it reached us",
            ),
        ),
        migrations.AlterField(
            model_name="referral",
            name="recorded_by",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="referrals_recorded",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AlterField(
            model_name="referral",
            name="way",
            field=models.CharField(
                choices=[
                    ("phone", "By phone"),
                    ("email", "By email"),
                    ("letter", "On paper"),
                    ("in_person", "In person"),
                    ("web", "By web form"),
                ],
                max_length=20,
                verbose_name="how it reached us",
            ),
        ),
        migrations.AddConstraint(
            model_name="referral",
            constraint=models.CheckConstraint(
                condition=models.Q(("recorded_by__isnull", False), ("way", "web"), _connector="OR"),
                name="referral_is_written_down_by_somebody",
            ),
        ),
        migrations.AddConstraint(
            model_name="referral",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("priority__in", ["urgent", "high", "routine"]),
                    ("stage__in", ["new", "screening", "decision", "done"]),
                    ("way__in", ["phone", "email", "letter", "in_person", "web"]),
                    (
                        "category__in",
                        [
                            "parenting",
                            "behaviour",
                            "attendance",
                            "child_wellbeing",
                            "parent_wellbeing",
                            "parental_conflict",
                            "domestic_abuse",
                            "disability",
                            "substances",
                            "housing_money",
                            "young_carer",
                            "exploitation",
                            "other",
                        ],
                    ),
                    (
                        "referrer_kind__in",
                        [
                            "school",
                            "health",
                            "police",
                            "social_care",
                            "council",
                            "voluntary",
                            "family",
                            "other",
                        ],
                    ),
                ),
                name="referral_words_are_known",
            ),
        ),
        ProtectRows("WebReferral", using="false", check="true"),
        migrations.RunSQL(WEB_ONLY_ADDS, migrations.RunSQL.noop),
        keep_no_statistics(),
    ]
