"""Rules that decide about single rows by a date of their own: texts, answered requests, drafts, staff who left.

Each is one statement that finds the rows whose period is over, over a whole council, with period and version taken from
the approved rule. Whatever a hold or an open request covers is found and kept back.
"""

import datetime
import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db import connection

from retention.queries.held import STANDING

HELD = f"""
WITH {STANDING}, due AS ({{due}})
SELECT d.id, bool_or((SELECT is_held FROM everything)
              OR d.family_id IN (SELECT family_id FROM held_family)
              OR d.person_id IN (SELECT person_id FROM held_person)) IS TRUE AS is_held
  FROM due d GROUP BY d.id
"""  # noqa: S608 - made of the words above

LONDON = "({moment} AT TIME ZONE 'Europe/London')::date"

# Versions are looked at by themselves, so that one whose row is gone is found too.
TEXTS = f"""
SELECT t.id, t.family_id, t.person_id FROM texts_text t LEFT JOIN texts_delivery d ON d.text_id = t.id
 WHERE retention_after({LONDON.format(moment="t.written_at")}, %(months)s) < %(on)s
   AND (t.number <> '' OR t.personalisation <> '{{}}'::jsonb OR d.notify_id IS NOT NULL)
UNION ALL
SELECT h.id, h.family_id, h.person_id FROM texts_historicaltext h
 WHERE retention_after({LONDON.format(moment="h.written_at")}, %(months)s) < %(on)s
   AND (h.number <> '' OR h.personalisation <> '{{}}'::jsonb)
"""  # noqa: S608

REQUESTS = """
SELECT q.id, NULL::uuid AS family_id, q.subject_id AS person_id FROM privacy_datarequest q
 WHERE retention_after(q.closed_on, %(months)s) < %(on)s
UNION ALL
SELECT s.id, NULL::uuid AS family_id, NULL::uuid AS person_id FROM public_forms_submission s
 WHERE s.data_request_id IS NULL AND retention_after(s.taken_on, %(months)s) < %(on)s
"""

COMPLAINTS = """
SELECT c.id, NULL::uuid AS family_id, c.person_id FROM duties_complaint c
 WHERE retention_after(c.closed_on, %(months)s) < %(on)s
"""

SURVEY_ANSWERS = """
SELECT r.id, NULL::uuid AS family_id, NULL::uuid AS person_id
  FROM survey_response r JOIN survey_survey s ON s.id = r.survey_id
 WHERE retention_after(r.received_on, %(months)s) < %(on)s OR s.ends_on < %(on)s
"""

DRAFTS = f"""
SELECT f.id, f.family_id, NULL::uuid AS person_id FROM families_draft f
 WHERE retention_after({LONDON.format(moment="f.saved_at")}, %(months)s) < %(on)s
"""  # noqa: S608

# Linked to a family, a referral goes with that family's file. Whom it names may be on file all the same: whoever bears
# that name and was born on that day keeps it back.
REFERRALS = f"""
SELECT r.id, NULL::uuid AS family_id, p.id AS person_id
  FROM referrals_referral r
  LEFT JOIN referrals_referralperson n ON n.referral_id = r.id
  LEFT JOIN families_person p ON p.date_of_birth = n.date_of_birth
       AND lower(p.given_name) = lower(n.given_name) AND lower(p.family_name) = lower(n.family_name)
 WHERE r.family_id IS NULL AND retention_after({LONDON.format(moment="r.decided_at")}, %(months)s) < %(on)s
"""  # noqa: S608

# Somebody left on the last day of their last job, or, while a job is still written down, when their account was
# disabled for good. An account that never had a job and was never disabled has not left.
ACCOUNTS = f"""
SELECT u.id, NULL::uuid AS family_id, NULL::uuid AS person_id
  FROM accounts_user u
  JOIN LATERAL (
      SELECT max(m.ended_on) AS last_on, bool_or(m.ended_on IS NULL OR m.ended_on >= %(on)s) AS is_at_work
        FROM accounts_membership m WHERE m.user_id = u.id) j ON true
  LEFT JOIN LATERAL (
      SELECT min({LONDON.format(moment="h.history_date")}) AS disabled_on
        FROM accounts_historicaluser h
       WHERE h.id = u.id AND NOT h.is_active AND NOT u.is_active
         AND NOT EXISTS (SELECT 1 FROM accounts_historicaluser later
                          WHERE later.id = u.id AND later.is_active AND later.history_date > h.history_date)) d ON true
 WHERE retention_after(CASE WHEN j.is_at_work IS FALSE THEN j.last_on ELSE d.disabled_on END, %(months)s) < %(on)s
   AND (u.is_active OR u.last_login IS NOT NULL OR u.password NOT LIKE '!%%' OR u.email <> u.id || '@left.invalid'
        OR EXISTS (SELECT 1 FROM accounts_historicaluser h WHERE h.id = u.id AND h.email <> u.id || '@left.invalid')
        OR EXISTS (SELECT 1 FROM account_emailaddress e WHERE e.user_id = u.id)
        OR EXISTS (SELECT 1 FROM accounts_homepostcode p WHERE p.user_id = u.id))
"""  # noqa: S608

ALERTS = f"""
SELECT a.id, NULL::uuid AS family_id, NULL::uuid AS person_id FROM accounts_alert a
 WHERE retention_after({LONDON.format(moment="a.raised_at")}, %(months)s) < %(on)s
"""  # noqa: S608

# A question about looks is kept with whomever was looked at, as long as a hold or a request covers them.
ACCESS_CHECKS = f"""
SELECT r.id, NULL::uuid AS family_id, NULL::uuid AS person_id FROM accounts_membershipreview r
 WHERE retention_after({LONDON.format(moment="r.decided_at")}, %(months)s) < %(on)s
UNION ALL
SELECT p.id, s.family_id, s.person_id
  FROM families_accesspattern p LEFT JOIN families_accesspatternsubject s ON s.pattern_id = p.id
 WHERE retention_after({LONDON.format(moment="p.decided_at")}, %(months)s) < %(on)s
"""  # noqa: S608

ROW_RULES: Mapping[str, str] = {
    "text_delivery": TEXTS,
    "data_request": REQUESTS,
    "complaint": COMPLAINTS,
    "survey_answer": SURVEY_ANSWERS,
    "referral": REFERRALS,
    "draft": DRAFTS,
    "staff_account": ACCOUNTS,
    "staff_alert": ALERTS,
    "access_check": ACCESS_CHECKS,
}
"""By the code of the rule: the rows whose period is over on a day, each with whom it is about."""


@dataclass(frozen=True)
class DueRows:
    """How many rows one rule has brought to an end, and how many of those are kept back."""

    ready: int
    kept_back: int


def rows_due(code: str, *, months: int, on: datetime.date, limit: int) -> list[uuid.UUID]:
    """Keys of rows whose period under a rule is over and that nothing keeps."""
    sql = f"SELECT id FROM ({_statement(code)}) found WHERE NOT is_held LIMIT %(limit)s"  # noqa: S608
    with connection.cursor() as cursor:
        cursor.execute(sql, _asked(code, months, on) | {"limit": limit})
        return [key for (key,) in cursor.fetchall()]


def rows_counted(code: str, *, months: int, on: datetime.date) -> DueRows:
    """The same in numbers."""
    counted = "count(*) FILTER (WHERE NOT is_held), count(*) FILTER (WHERE is_held)"
    sql = f"SELECT {counted} FROM ({_statement(code)}) found"  # noqa: S608
    with connection.cursor() as cursor:
        cursor.execute(sql, _asked(code, months, on))
        return DueRows(*cursor.fetchone())


def _asked(code: str, months: int, on: datetime.date) -> dict[str, Any]:
    return {"codes": [code], "months": months, "on": on, "set_aside": []}


def _statement(code: str) -> str:
    return HELD.replace("{due}", ROW_RULES[code])
