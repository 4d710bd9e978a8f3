"""Documents behind row security; and no row of a file goes without leaving the file's name to be destroyed."""

from django.db import migrations

from accounts.permissions import Permission
from accounts.row_security import ProtectRows, permission_check
from accounts.statistics import keep_no_statistics
from cases.families.policies import family_seen

ADD = permission_check(Permission.DOCUMENT_ADD)
DOCUMENT_SEEN = "EXISTS (SELECT 1 FROM documents_document d WHERE d.id = {row}.document_id OFFSET 0)"
# Nobody of another family is pulled into this one's file.
OF_THE_FAMILY = (
    "EXISTS (SELECT 1 FROM documents_document d JOIN families_familymembership m ON m.family_id = d.family_id"
    " WHERE d.id = {row}.document_id AND m.person_id = {row}.person_id)"
)
OF_THE_WORK = (
    "({row}.involvement_id IS NULL OR EXISTS (SELECT 1 FROM families_involvement i"
    " WHERE i.id = {row}.involvement_id AND i.family_id = {row}.family_id))"
)

# In the transaction that deletes the row, whoever does it and by whatever way: the job that destroys files cannot miss
# one, and a transaction that is undone takes the name with it.
LEAVE_THE_NAME = """
CREATE FUNCTION documents_leave_name() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO documents_unwantedfile (id, since) VALUES (OLD.id, statement_timestamp()) ON CONFLICT DO NOTHING;
    RETURN NULL;
END $$;
CREATE TRIGGER leave_name AFTER DELETE ON documents_documentversion
    FOR EACH ROW EXECUTE FUNCTION documents_leave_name();
"""
TAKE_AWAY = """
DROP TRIGGER leave_name ON documents_documentversion;
DROP FUNCTION documents_leave_name();
"""
# Staff remove a document from the list and never from the file, and what was added once is never another file.
KEPT = """
REVOKE DELETE ON documents_document FROM familyhubs_web;
REVOKE UPDATE, DELETE ON documents_documentversion FROM familyhubs_web;
REVOKE ALL ON documents_unwantedfile FROM familyhubs_web;
"""


class Migration(migrations.Migration):
    """Row security, and the trigger."""

    dependencies = [("documents", "0001_initial")]
    operations = [
        ProtectRows("Document", using=family_seen(), check=f"{ADD} AND {family_seen()} AND {OF_THE_WORK}"),
        ProtectRows(
            "DocumentAbout", using=DOCUMENT_SEEN, check=f"{ADD} AND {DOCUMENT_SEEN} AND {OF_THE_FAMILY}"
        ),
        ProtectRows("DocumentVersion", using=DOCUMENT_SEEN, check=f"{ADD} AND {DOCUMENT_SEEN}"),
        migrations.RunSQL(LEAVE_THE_NAME, TAKE_AWAY),
        migrations.RunSQL(KEPT, migrations.RunSQL.noop),
        keep_no_statistics(),
    ]
