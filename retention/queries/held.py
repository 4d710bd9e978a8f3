"""What keeps rows from being destroyed now: holds, locks, requests and complaints, and how far each of them reaches.

The one place that says so for rows that do not go with a whole file: the rules about single rows ask it for many rows
at once, the erasure of what somebody asked to have erased asks it for one person.
"""

import datetime
import uuid
from collections.abc import Collection

from django.db import connection

from privacy.rules.hold import COMPLAINT_MONTHS

# A hold on a person also covers everybody who is or was in a family with them, as it does for files. Requests named in
# ``set_aside`` keep nothing.
STANDING = """
hold AS MATERIALIZED (
    SELECT scope, family_id, person_id, service_kind, rule_code FROM retention_hold WHERE released_on IS NULL
), asked_person AS MATERIALIZED (
    SELECT person_id FROM hold WHERE scope = 'person'
    UNION SELECT subject_id FROM privacy_datarequest
           WHERE (closed_on IS NULL OR retention_after(closed_on, {complaint}) >= %(on)s)
             AND id <> ALL (%(set_aside)s::uuid[])
    UNION SELECT person_id FROM families_uselock WHERE lifted_at IS NULL AND person_id IS NOT NULL
    UNION SELECT person_id FROM duties_complaint WHERE closed_on IS NULL AND person_id IS NOT NULL
), held_family AS MATERIALIZED (
    SELECT family_id FROM hold WHERE scope = 'family'
    UNION SELECT family_id FROM families_uselock WHERE lifted_at IS NULL AND family_id IS NOT NULL
    UNION SELECT m.family_id FROM asked_person a JOIN families_familymembership m ON m.person_id = a.person_id
    UNION SELECT i.family_id
            FROM hold h
            LEFT JOIN retention_rule r ON h.scope = 'rule' AND r.code = h.rule_code
            JOIN families_service s ON true
            JOIN families_involvement i ON i.service_id = s.id
           WHERE (h.scope = 'service' AND s.kind = h.service_kind)
              OR (h.scope = 'rule' AND s.kind = r.service_kind)
              OR (h.scope = 'rule' AND r.end_reason <> '' AND i.end_reason = r.end_reason)
), held_person AS MATERIALIZED (
    SELECT person_id FROM asked_person
    UNION SELECT m.person_id FROM held_family f JOIN families_familymembership m ON m.family_id = f.family_id
), everything AS MATERIALIZED (
    SELECT EXISTS (SELECT 1 FROM hold WHERE scope = 'everything'
                                         OR (scope = 'rule' AND rule_code = ANY (%(codes)s))) AS is_held
)
""".replace("{complaint}", str(COMPLAINT_MONTHS))

PERSON = f"""
WITH {STANDING}
SELECT (SELECT is_held FROM everything) OR %(person)s IN (SELECT person_id FROM held_person)
"""  # noqa: S608 - made of the words above

OWN_REQUESTS = """
SELECT id FROM privacy_datarequest WHERE subject_id = %(person)s AND (id = %(request)s OR closed_on IS NOT NULL)
"""


def person_is_held(
    person: uuid.UUID, *, request: uuid.UUID, codes: Collection[str], on: datetime.date
) -> bool:
    """Whether anything keeps what is about a person, though they asked for it to go by this request.

    That request keeps nothing, nor does any other of theirs that was answered: what an answered request keeps, it keeps
    for their sake, so that they can complain. ``codes`` are the rules about single rows that what goes comes under.
    """
    with connection.cursor() as cursor:
        cursor.execute(OWN_REQUESTS, {"person": person, "request": request})
        own = [key for (key,) in cursor.fetchall()]
        cursor.execute(PERSON, {"person": person, "set_aside": own, "codes": list(codes), "on": on})
        return bool(cursor.fetchone()[0])
