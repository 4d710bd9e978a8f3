"""Second factors behind row security, and the Entra object ID by which a member of staff is known."""

from typing import Any

from django.db import migrations, models

from accounts.permissions import Permission
from accounts.row_security import ProtectRows, permission_check

ENTRA: dict[str, Any] = {
    "blank": True,
    "error_messages": {"unique": "Somebody else signs in with this object ID"},
    "help_text": "From the person's page in Entra ID. It lets them alone sign in with their council account.",
    "null": True,
    "verbose_name": "Entra object ID",
}
# allauth keeps sign-ins elsewhere here. Ours stand on the account itself, where an administrator entered them with a
# reason; so nobody, by whatever page, connects a directory account to their own.
CLOSE = """
REVOKE INSERT, UPDATE, DELETE, TRUNCATE
    ON socialaccount_socialapp, socialaccount_socialaccount, socialaccount_socialtoken FROM familyhubs_web;
REVOKE INSERT, UPDATE, TRUNCATE
    ON socialaccount_socialapp, socialaccount_socialaccount, socialaccount_socialtoken FROM familyhubs_worker;
"""


class Migration(migrations.Migration):
    """A second factor is its owner's; who manages staff may remove one, and never make or change one.

    While somebody signs in, the person who gave the right password is named as the actor to check the second step.
    """

    dependencies = [
        ("accounts", "0005_sessions"),
        ("mfa", "0003_authenticator_type_uniq"),
        ("socialaccount", "0006_alter_socialaccount_extra_data"),
    ]

    operations = [
        migrations.AddField("historicaluser", "entra_object_id", models.UUIDField(db_index=True, **ENTRA)),
        migrations.AddField("user", "entra_object_id", models.UUIDField(unique=True, **ENTRA)),
        ProtectRows(
            "Authenticator",
            using=f"{{row}}.user_id = (SELECT actor_id()) OR {permission_check(Permission.STAFF_MANAGE)}",
            check="{row}.user_id = (SELECT actor_id())",
            app="mfa",
        ),
        migrations.RunSQL(CLOSE, migrations.RunSQL.noop),
    ]
