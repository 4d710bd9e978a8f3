"""Texts stand behind the wall of the work they are part of."""

from django.db import migrations

import accounts.walls
from accounts.permissions import Permission
from accounts.row_security import ProtectRows, permission_check
from cases.families.policies import family_seen

SEND = permission_check(Permission.TEXT_SEND)

# Texts to families of which all work stands behind one and the same wall.
EXISTING = """
SET LOCAL ROLE familyhubs_worker;
SELECT set_config('familyhubs.actor', 'system:migration', true);
UPDATE {table} t SET wall = apart.wall
  FROM (SELECT family_id, min(wall) AS wall FROM families_involvement GROUP BY 1
        HAVING min(wall) = max(wall) AND min(wall) <> '') apart
 WHERE t.family_id = apart.family_id;
SELECT set_config('familyhubs.actor', '', true);
RESET ROLE;
"""
TABLES = ("texts_text", "texts_historicaltext")
# Only to somebody of that very family, on a number of theirs that the writer can see.
ITS_OWN_PHONE = (
    "EXISTS (SELECT 1 FROM families_familymembership m WHERE m.family_id = {row}.family_id"
    " AND m.person_id = {row}.person_id)"
    " AND EXISTS (SELECT 1 FROM families_phone p WHERE p.id = {row}.phone_id AND p.person_id = {row}.person_id)"
)


class Migration(migrations.Migration):
    """Row security sees the wall on the row itself."""

    dependencies = [("texts", "0003_blanked_texts"), ("families", "0007_who_sees_what")]
    operations = [
        migrations.AddField("text", "wall", accounts.walls.WallField(default="")),
        migrations.AddField("historicaltext", "wall", accounts.walls.WallField(default="")),
        ProtectRows("Text", using=family_seen(), check=f"{SEND} AND {family_seen()} AND {ITS_OWN_PHONE}"),
        *(migrations.RunSQL(EXISTING.format(table=table), migrations.RunSQL.noop) for table in TABLES),
    ]
