"""What somebody says about a record is read by whoever reads the record, and stands behind the same wall."""

from django.db import migrations

from accounts.permissions import Permission
from accounts.row_security import ProtectRows, permission_check
from cases.families.policies import EDIT, family_seen

OFFICERS = permission_check(Permission.REQUEST_HANDLE)
# The policies of those tables apply inside: whether the actor sees the record itself.
RECORD_SEEN = (
    "(EXISTS (SELECT FROM contacts_contact c WHERE c.id = {row}.record_id)"
    " OR EXISTS (SELECT FROM assessments_assessment a WHERE a.id = {row}.record_id))"
)


class Migration(migrations.Migration):
    """The policies of statements and of their history."""

    dependencies = [
        ("rights", "0002_locks_reach"),
        ("contacts", "0003_significant_events"),
        ("assessments", "0005_copies_say_what_is_in_them"),
    ]

    operations = [
        ProtectRows(
            "Statement",
            using=f"({family_seen()} AND {RECORD_SEEN} OR {OFFICERS})",
            check=f"({EDIT} AND {family_seen()} AND {RECORD_SEEN} OR {OFFICERS})",
        )
    ]
