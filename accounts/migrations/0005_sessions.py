"""Emails about alerts, and sessions that only their owner and an administrator can see."""

import django.db.models.deletion
from django.db import migrations, models

from accounts.permissions import Permission
from accounts.row_security import ProtectRows, permission_check


class Migration(migrations.Migration):
    """A session is its owner's, and whoever manages staff may end it. The web writes emails, the worker sends them."""

    dependencies = [
        ("accounts", "0004_walls"),
        ("usersessions", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="AlertEmail",
            fields=[
                (
                    "alert",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="email",
                        serialize=False,
                        to="accounts.alert",
                    ),
                ),
                ("detail", models.CharField(blank=True, max_length=100)),
                ("attempts", models.PositiveSmallIntegerField(default=0, verbose_name="tries")),
                ("next_try_at", models.DateTimeField(db_index=True, verbose_name="when to try next")),
            ],
        ),
        migrations.AlterField(
            model_name="alert",
            name="kind",
            field=models.CharField(
                choices=[
                    ("break_glass", "Somebody opened a family outside their work, in an emergency"),
                    ("access_pattern", "A way of looking at records needs your explanation or a question"),
                    ("membership_review", "Confirm who still works in your team"),
                    ("access_ending", "Your access ends soon unless your manager confirms it"),
                    ("new_device", "You signed in with a device we had not seen before"),
                    ("sign_in_changed", "How you sign in was changed"),
                    ("sign_in_guessed", "Somebody has tried many times to sign in as you"),
                ],
                max_length=20,
            ),
        ),
        ProtectRows(
            "AlertEmail",
            using="EXISTS (SELECT 1 FROM accounts_alert a WHERE a.id = {row}.alert_id)",
            check="true",
        ),
        migrations.RunSQL(
            "REVOKE UPDATE, DELETE ON accounts_alertemail FROM familyhubs_web;", migrations.RunSQL.noop
        ),
        ProtectRows(
            "UserSession",
            app="usersessions",
            using=f"{{row}}.user_id = (SELECT actor_id()) OR {permission_check(Permission.STAFF_MANAGE)}",
        ),
    ]
