"""Alerts to staff, and the roles and permissions that came with them."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import accounts.keys
from accounts.row_security import InstallRoles, ProtectRows


class Migration(migrations.Migration):
    """An alert is read by the person it is for; anybody may raise one for a colleague."""

    dependencies = [
        ("accounts", "0002_row_security"),
    ]

    operations = [
        migrations.AlterField(
            model_name="historicalmembership",
            name="role",
            field=models.CharField(
                choices=[
                    ("hub_worker", "Family hub worker"),
                    ("hub_manager", "Family hub manager"),
                    ("yj_officer", "Youth justice officer"),
                    ("yj_manager", "Youth justice manager"),
                    ("victim_worker", "Victim worker"),
                    ("victim_manager", "Victim service manager"),
                    ("safeguarding_lead", "Safeguarding lead"),
                    ("information_officer", "Information officer"),
                    ("records_officer", "Records officer"),
                    ("admin", "Administrator"),
                ],
                max_length=40,
            ),
        ),
        migrations.AlterField(
            model_name="membership",
            name="role",
            field=models.CharField(
                choices=[
                    ("hub_worker", "Family hub worker"),
                    ("hub_manager", "Family hub manager"),
                    ("yj_officer", "Youth justice officer"),
                    ("yj_manager", "Youth justice manager"),
                    ("victim_worker", "Victim worker"),
                    ("victim_manager", "Victim service manager"),
                    ("safeguarding_lead", "Safeguarding lead"),
                    ("information_officer", "Information officer"),
                    ("records_officer", "Records officer"),
                    ("admin", "Administrator"),
                ],
                max_length=40,
            ),
        ),
        migrations.CreateModel(
            name="Alert",
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
                            ("break_glass", "Somebody opened a family outside their work, in an emergency"),
                            (
                                "access_pattern",
                                "A way of looking at records needs your explanation or a question",
                            ),
                            ("membership_review", "Confirm who still works in your team"),
                            ("access_ending", "Your access ends soon unless your manager confirms it"),
                            ("new_device", "You signed in with a device we had not seen before"),
                            ("sign_in_changed", "How you sign in was changed"),
                        ],
                        max_length=20,
                    ),
                ),
                (
                    "route",
                    models.CharField(blank=True, max_length=100, verbose_name="where to read about it"),
                ),
                ("key", models.UUIDField(null=True, verbose_name="of what")),
                ("raised_at", models.DateTimeField()),
                ("seen_at", models.DateTimeField(null=True)),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="alerts",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ["-raised_at", "-id"],
                "indexes": [
                    models.Index(
                        condition=models.Q(("seen_at__isnull", True)), fields=["user"], name="alert_waiting"
                    )
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("key__isnull", True), models.Q(("route", ""), _negated=True), _connector="OR"
                        ),
                        name="alert_key_has_a_route",
                    )
                ],
            },
        ),
        InstallRoles(),
        ProtectRows("Alert", using="{row}.user_id = (SELECT actor_id())", check="true"),
        migrations.RunSQL("REVOKE DELETE ON accounts_alert FROM familyhubs_web;", migrations.RunSQL.noop),
    ]
