"""Which families' files are due on a day, and what keeps the others: one statement over a whole council.

The date of a file is the latest of all rules that fit it: one for each involvement, moved on by later work with the
family (``retention.schedule.ACTIVITY``) and referrals (one that waits for a decision counts as today's), never before
the birthday a rule names. A file without an exact date of birth where a rule needs one gets no date of its own.
Files that share a person are one group: none of them goes before the last.
"""

import datetime
import uuid
from collections.abc import Collection
from dataclasses import dataclass
from functools import cache
from typing import Any

from django.apps import apps
from django.db import connection
from django.db.models import DateTimeField, F, Q
from django.db.models.expressions import RawSQL

from privacy.rules.hold import COMPLAINT_MONTHS
from retention.schedule import ACTIVITY, ACTIVITY_ABOUT_PEOPLE

# Links are followed through the few people who are in several families, found in one pass: asking for a person's
# families one by one would lean on the index that keeps memberships apart, which is slow to read by person.
DUE = """
WITH RECURSIVE rule AS MATERIALIZED (
    SELECT DISTINCT ON (code) id, code, service_kind, end_reason, trigger, years * 12 + months AS months,
           birthday_years * 12 AS birthday, death_years * 12 AS death, action
      FROM retention_rule WHERE in_force_from <= %(on)s ORDER BY code, version DESC
), involved AS MATERIALIZED (
    SELECT i.family_id, s.kind, i.end_reason, i.started_on,
           i.ended_on IS NULL OR i.ended_on >= %(on)s AS is_open,
           greatest(coalesce(i.ended_on, i.started_on), w.last_on, f.referred_on) AS last_on
      FROM families_involvement i
      JOIN families_service s ON s.id = i.service_id
      LEFT JOIN LATERAL (SELECT greatest({activity}) AS last_on) w ON true
      LEFT JOIN LATERAL (
          SELECT max(coalesce((decided_at AT TIME ZONE 'Europe/London')::date, %(on)s)) AS referred_on
            FROM referrals_referral f WHERE f.family_id = i.family_id) f ON true
     WHERE %(families)s::uuid[] IS NULL OR i.family_id = ANY (%(families)s::uuid[])
), clock AS MATERIALIZED (
    SELECT v.family_id, v.kind, r.id AS rule_id, r.code, r.action, t.trigger_on,
           CASE WHEN r.action <> 'keep'
                THEN greatest(retention_after(t.trigger_on, r.months), b.until_on) ELSE 'infinity' END AS due_on,
           v.is_open AND r.trigger IS DISTINCT FROM 'collected' AS is_open,
           coalesce(b.is_unknown, false) AS is_unknown
      FROM involved v
      LEFT JOIN rule r ON r.service_kind = v.kind OR (r.end_reason <> '' AND r.end_reason = v.end_reason)
      LEFT JOIN LATERAL (
          SELECT CASE r.trigger WHEN 'financial_year' THEN financial_year_end(v.last_on)
                                WHEN 'collected' THEN v.started_on ELSE v.last_on END AS trigger_on) t ON true
      LEFT JOIN LATERAL (
          SELECT bool_or(p.birth_date_kind <> 'exact') AS is_unknown,
                 max(CASE WHEN r.death IS NOT NULL AND p.date_of_death < retention_after(p.date_of_birth, 216)
                          THEN retention_after(p.date_of_death, r.death)
                          ELSE retention_after(p.date_of_birth, r.birthday) END)
                     FILTER (WHERE retention_after(p.date_of_birth, 216) > v.started_on) AS until_on
            FROM families_familymembership m JOIN families_person p ON p.id = m.person_id
           WHERE m.family_id = v.family_id) b ON r.birthday IS NOT NULL
), asked AS (
    SELECT m.family_id, bool_or(q.closed_on IS NULL OR q.code = 'data_request'
                                AND retention_after(q.closed_on, {complaint}) >= %(on)s) AS is_open,
           max(retention_after(q.closed_on, (SELECT months FROM rule WHERE code = q.code))) AS until_on
      FROM (SELECT subject_id AS person_id, closed_on, 'data_request' AS code FROM privacy_datarequest
            UNION ALL
            SELECT person_id, closed_on, 'complaint' FROM duties_complaint WHERE person_id IS NOT NULL) q
      JOIN families_familymembership m ON m.person_id = q.person_id GROUP BY 1
), hold AS MATERIALIZED (
    SELECT scope, family_id, person_id, service_kind, rule_code FROM retention_hold WHERE released_on IS NULL
), held AS (
    SELECT family_id FROM hold WHERE scope = 'family'
    UNION SELECT m.family_id FROM hold h JOIN families_familymembership m ON m.person_id = h.person_id
    UNION SELECT c.family_id FROM hold h JOIN clock c ON c.kind = h.service_kind WHERE h.scope = 'service'
    UNION SELECT c.family_id FROM hold h JOIN clock c ON c.code = h.rule_code WHERE h.scope = 'rule'
), locked AS (
    SELECT family_id FROM families_uselock WHERE lifted_at IS NULL AND family_id IS NOT NULL
    UNION SELECT m.family_id FROM families_uselock l JOIN families_familymembership m ON m.person_id = l.person_id
           WHERE l.lifted_at IS NULL
), taken_off AS (
    SELECT coalesce(g.leader_family_id, i.family_id) AS family_id
      FROM retention_disposalitem i
      LEFT JOIN merging_merge g ON g.other_id = i.family_id AND g.state IN ('done', 'unmerge_asked')
     WHERE i.state = 'taken_off' AND i.review_on > %(on)s
), file AS (
    SELECT family_id, max(due_on) AS due_on,
           (array_agg(rule_id ORDER BY due_on DESC NULLS LAST, code))[1] AS rule_id,
           (array_agg(trigger_on ORDER BY due_on DESC NULLS LAST, code))[1] AS trigger_on,
           bool_or(is_open) AS is_open, bool_or(is_unknown) AS is_unknown,
           bool_or(rule_id IS NULL) AS has_no_rule, coalesce(bool_or(action = 'review'), false) AS needs_review
      FROM clock GROUP BY family_id
), past AS MATERIALIZED (
    SELECT f.family_id, f.rule_id, f.trigger_on, greatest(f.due_on, a.until_on) AS due_on,
           array_remove(ARRAY[
               CASE WHEN f.is_open THEN 'open_involvement' END,
               CASE WHEN f.family_id IN (SELECT family_id FROM held)
                      OR EXISTS (SELECT 1 FROM hold WHERE scope = 'everything') THEN 'hold' END,
               CASE WHEN a.is_open THEN 'request' END,
               CASE WHEN f.family_id IN (SELECT family_id FROM locked) THEN 'locked' END,
               CASE WHEN f.is_unknown THEN 'birth_date' END,
               CASE WHEN f.needs_review THEN 'review' END,
               CASE WHEN f.has_no_rule THEN 'no_rule' END,
               CASE WHEN f.family_id IN (SELECT family_id FROM taken_off) THEN 'taken_off' END
           ], NULL) AS blocks
      FROM file f LEFT JOIN asked a ON a.family_id = f.family_id
     WHERE greatest(f.due_on, a.until_on) < %(on)s
), member AS MATERIALIZED (
    SELECT DISTINCT family_id, person_id FROM families_familymembership
     WHERE %(families)s::uuid[] IS NULL OR family_id = ANY (%(families)s::uuid[])
), shared AS MATERIALIZED (
    SELECT family_id, person_id FROM member
     WHERE person_id IN (SELECT person_id FROM member GROUP BY person_id HAVING count(*) > 1)
), reach (family_id, other_id) AS (
    SELECT family_id, family_id FROM past
    UNION
    SELECT r.family_id, theirs.family_id
      FROM reach r
      JOIN shared ours ON ours.family_id = r.other_id
      JOIN shared theirs ON theirs.person_id = ours.person_id
), linked AS (
    SELECT r.family_id, min(r.other_id::text)::uuid AS group_key,
           bool_or(o.family_id IS NULL OR o.blocks <> '{}') FILTER (WHERE r.other_id <> r.family_id) AS is_kept
      FROM reach r LEFT JOIN past o ON o.family_id = r.other_id GROUP BY r.family_id
)
SELECT p.family_id, l.group_key, p.rule_id, p.trigger_on, p.due_on,
       CASE WHEN l.is_kept THEN p.blocks || 'linked'::text ELSE p.blocks END AS blocks
  FROM past p JOIN linked l ON l.family_id = p.family_id
"""

FILES_LINKED = """
WITH RECURSIVE member AS MATERIALIZED (
    SELECT DISTINCT family_id, person_id FROM families_familymembership
), shared AS MATERIALIZED (
    SELECT family_id, person_id FROM member
     WHERE person_id IN (SELECT person_id FROM member GROUP BY person_id HAVING count(*) > 1)
), reach (family_id) AS (
    SELECT unnest(%(families)s::uuid[])
    UNION
    SELECT theirs.family_id
      FROM reach r
      JOIN shared ours ON ours.family_id = r.family_id
      JOIN shared theirs ON theirs.person_id = ours.person_id
)
SELECT family_id FROM reach ORDER BY family_id
"""

PEOPLE = "SELECT DISTINCT person_id FROM families_familymembership WHERE family_id = ANY (%s::uuid[])"


@dataclass(frozen=True)
class DueFile:
    """A family's file whose period is over, and what keeps it all the same."""

    family_id: uuid.UUID
    group_key: uuid.UUID
    rule_id: uuid.UUID
    trigger_on: datetime.date
    due_on: datetime.date
    blocks: list[str]


def files_due(on: datetime.date, families: Collection[uuid.UUID] | None = None) -> list[DueFile]:
    """The files due on a day; among these families alone if given (then bring their linked families too)."""
    with connection.cursor() as cursor:
        cursor.execute(_due(), {"on": on, "families": None if families is None else list(families)})
        return [DueFile(*row) for row in cursor.fetchall()]


def with_files_due(sql: str) -> str:
    """A statement with the statement of ``files_due`` in place of the words ``<files due>``."""
    return sql.replace("<files due>", _due()) if "<files due>" in sql else sql


def _members(way: str, column: str, family: RawSQL) -> Q:
    """Rows about somebody who was in the family when they were written."""
    still = Q(**{f"{way}__ended_on__isnull": True}) | Q(**{f"{way}__ended_on__gte": F(column)})
    return Q(**{f"{way}__family": family}) & still


@cache
def _due() -> str:
    """The statement of ``files_due``, with every kind of work that moves a date on (the two lists of ``ACTIVITY``)."""
    parts, here = [], RawSQL("i.family_id", ())
    works = [(label, column, Q(family=here)) for label, column in ACTIVITY]
    works += [(label, column, _members(way, column, here)) for label, column, way in ACTIVITY_ABOUT_PEOPLE]
    for label, column, about in works:
        # The newest first: that walks the index (family, moment) on which its chronology stands.
        rows: Any = apps.get_model(label)._base_manager.filter(about)
        newest = rows.filter(**{f"{column}__isnull": False}).order_by(f"-{column}").values(column)[:1]
        sql, _ = newest.query.sql_with_params()
        field = newest.query.output_field
        is_moment = isinstance(
            getattr(field, "output_field", field), DateTimeField
        )  # generated ones wrap theirs
        parts.append(f"(({sql}) AT TIME ZONE 'Europe/London')::date" if is_moment else f"({sql})")
    return DUE.replace("{activity}", ", ".join(parts)).replace("{complaint}", str(COMPLAINT_MONTHS))


def linked_families(families: Collection[uuid.UUID]) -> list[uuid.UUID]:
    """These families and all that are linked to them through people in more than one."""
    with connection.cursor() as cursor:
        cursor.execute(FILES_LINKED, {"families": list(families)})
        return [key for (key,) in cursor.fetchall()]


def people_of(families: Collection[uuid.UUID]) -> list[uuid.UUID]:
    """Everybody who is or was a member of these families."""
    with connection.cursor() as cursor:
        cursor.execute(PEOPLE, [list(families)])
        return [key for (key,) in cursor.fetchall()]


def counted(sql: str, parameters: dict[str, Any]) -> list[tuple[Any, ...]]:
    """The rows of a statement that counts."""
    with connection.cursor() as cursor:
        cursor.execute(with_files_due(sql), parameters)
        return list(cursor.fetchall())
