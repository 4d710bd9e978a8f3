"""Contacts stand behind the wall of the work they are part of."""

from django.db import migrations

import accounts.walls
from accounts.permissions import Permission
from accounts.row_security import ProtectRows, permission_check
from cases.families.policies import family_seen

RECORD = permission_check(Permission.CONTACT_RECORD)

# What was written as part of some work stands behind its wall; without such a mark, what was written to families of
# which all work stands behind one and the same.
EXISTING = """
SET LOCAL ROLE familyhubs_worker;
SELECT set_config('familyhubs.actor', 'system:migration', true);
UPDATE {table} c SET wall = i.wall
  FROM families_involvement i WHERE i.id = c.involvement_id AND i.wall <> '';
UPDATE {table} c SET wall = apart.wall
  FROM (SELECT family_id, min(wall) AS wall FROM families_involvement GROUP BY 1
        HAVING min(wall) = max(wall) AND min(wall) <> '') apart
 WHERE c.involvement_id IS NULL AND c.family_id = apart.family_id;
SELECT set_config('familyhubs.actor', '', true);
RESET ROLE;
"""
TABLES = ("contacts_contact", "contacts_historicalcontact")


class Migration(migrations.Migration):
    """Row security sees the wall on the row itself."""

    dependencies = [("contacts", "0001_initial"), ("families", "0007_who_sees_what")]
    operations = [
        migrations.AddField("contact", "wall", accounts.walls.WallField(default="")),
        migrations.AddField("historicalcontact", "wall", accounts.walls.WallField(default="")),
        ProtectRows(
            "Contact",
            using=family_seen(),
            check=f"{RECORD} AND {family_seen()} AND ({{row}}.involvement_id IS NULL OR EXISTS (SELECT 1 FROM"
            " families_involvement i WHERE i.id = {row}.involvement_id AND i.family_id = {row}.family_id))",
        ),
        *(migrations.RunSQL(EXISTING.format(table=table), migrations.RunSQL.noop) for table in TABLES),
    ]
