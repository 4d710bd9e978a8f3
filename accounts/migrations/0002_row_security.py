"""The functions that every policy asks, and the log of reads closed to change."""

from django.db import migrations

from accounts.row_security import InstallRoles, ProtectRows


class Migration(migrations.Migration):
    """Ahead of the first table about a family."""

    dependencies = [("accounts", "0001_initial")]
    operations = [
        InstallRoles(),
        ProtectRows("AccessRecord", using="{row}.user_id = (SELECT actor_id())"),
        migrations.RunSQL(
            "REVOKE UPDATE, DELETE ON accounts_accessrecord FROM familyhubs_web;", migrations.RunSQL.noop
        ),
    ]
