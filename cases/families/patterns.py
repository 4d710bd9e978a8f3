"""Ways of looking at records that are worth a question, each found in the log of reads by one statement a day.

A pattern is a list of named SQL pieces that ends in ``found``: who looked at whom, first, last and how often, on one
day in London. What is common to all stands around it. Settings name the limits (``ACCESS_PATTERN_LIMITS``).
"""

from collections.abc import Mapping

from cases.families.models.access_pattern import PatternKind

INDEX_CARD = "index card"
"""The ground of a search result about somebody the reader may not see, as ``search.cards`` writes it."""
LISTS = ["search_results", "person_create"]
"""Pages that show several people at once and open none of them."""
OFFICES = ["privacy:%", "retention:%"]
"""Pages of officers, who answer requests about people that nobody works with."""

# One page shows everybody on it at the same moment.
LOOK = """
look AS MATERIALIZED (
    SELECT a.user_id, a.person_id, a.family_id, a.at, (a.at AT TIME ZONE 'Europe/London')::date AS day,
           a.ground = %(index_card)s AS is_card, NOT a.route = ANY (%(lists)s) AS is_opening,
           a.route LIKE ANY (%(offices)s) AS is_office,
           count(*) OVER (PARTITION BY a.user_id, a.at) > %(few_on_a_page)s AS is_one_of_many
      FROM accounts_accessrecord a JOIN accounts_user u ON u.id = a.user_id
     WHERE a.at >= %(since)s AND a.at < %(until)s
)"""

# Looks at somebody in particular, and whether they were the looker's work at that time. An involvement counts as it
# stood then, by its versions; work entered late counts from the day it began. After the end there is still to write up.
WORK = """
seen AS MATERIALIZED (
    SELECT row_number() OVER () AS n, user_id, person_id, family_id, day,
           min(at) AS first_at, max(at) AS last_at, count(DISTINCT at) AS looks
      FROM look WHERE NOT is_one_of_many GROUP BY user_id, person_id, family_id, day
), of_family AS MATERIALIZED (
    SELECT n, user_id, day, first_at, family_id FROM seen WHERE family_id IS NOT NULL
    UNION ALL
    SELECT s.n, s.user_id, s.day, s.first_at, m.family_id
      FROM seen s JOIN families_familymembership m ON m.person_id = s.person_id WHERE s.family_id IS NULL
), involved AS MATERIALIZED (
    SELECT family_id, team_id, allocated_to_id, started_on, ended_on, NULL::timestamptz AS changed_at
      FROM families_involvement WHERE family_id IN (SELECT family_id FROM of_family)
    UNION ALL
    SELECT family_id, team_id, allocated_to_id, started_on, ended_on, changed_at
      FROM (SELECT h.*, lead(history_date) OVER (PARTITION BY id ORDER BY history_date, history_id) AS changed_at
              FROM families_historicalinvolvement h WHERE family_id IN (SELECT family_id FROM of_family)) version
     WHERE changed_at IS NOT NULL AND history_type <> '-'
), works AS (
    SELECT m.user_id, m.team_id, m.started_on, m.ended_on, m.role = ANY (%(managing)s) AS leads
      FROM accounts_membership m WHERE m.user_id IN (SELECT user_id FROM seen)
    UNION
    SELECT w.user_id, t.id, w.started_on, w.ended_on, true
      FROM works w JOIN accounts_team t ON t.parent_id = w.team_id WHERE w.leads
), work AS MATERIALIZED (
    SELECT f.n, coalesce(bool_or(i.allocated_to_id = f.user_id), false) AS is_own,
           bool_or(w.team_id IS NOT NULL) AS is_of_team
      FROM of_family f
      JOIN involved i ON i.family_id = f.family_id AND i.started_on <= f.day
       AND (i.ended_on IS NULL OR i.ended_on + %(days_after_closing)s >= f.day)
       AND (i.changed_at IS NULL OR i.changed_at > f.first_at)
      LEFT JOIN works w ON w.user_id = f.user_id AND w.team_id = i.team_id AND w.started_on <= f.day
       AND (w.ended_on IS NULL OR w.ended_on >= f.day)
     GROUP BY f.n
)"""

NAME = "trim(regexp_replace(search_fold({name}), '[^[:alnum:]]+', ' ', 'g'))"
CURRENT = "(d.started_on IS NULL OR d.started_on <= s.day) AND (d.ended_on IS NULL OR d.ended_on >= s.day)"
# A last name may be of several words; the name of a member of staff is written in one piece and ends with it.
SAME_LAST_NAME = "p.last_name <> '' AND ' ' || staff.name LIKE '%% ' || p.last_name"

# Whom each look was about, and the names to compare, folded as search folds them.
NAMES = f"""
about AS MATERIALIZED (
    SELECT n, person_id FROM seen WHERE person_id IS NOT NULL
    UNION ALL
    SELECT s.n, d.person_id FROM seen s JOIN families_familymembership d ON d.family_id = s.family_id
     WHERE s.person_id IS NULL AND {CURRENT}
), person AS MATERIALIZED (
    SELECT id, {NAME.format(name="family_name")} AS last_name,
           split_part({NAME.format(name="given_name")}, ' ', 1) AS first_word, date_of_birth
      FROM families_person WHERE id IN (SELECT person_id FROM about)
), staff AS MATERIALIZED (
    SELECT u.id, {NAME.format(name="u.full_name")} AS name, h.postcode
      FROM accounts_user u LEFT JOIN accounts_homepostcode h ON h.user_id = u.id
)"""  # noqa: S608

# What somebody is allocated to was given to them knowingly.
OWN = f"""
found AS MATERIALIZED (
    SELECT s.user_id, s.person_id, s.family_id, s.first_at, s.last_at, s.looks
      FROM seen s JOIN staff ON staff.id = s.user_id LEFT JOIN work ON work.n = s.n
     WHERE work.is_own IS NOT TRUE
       AND EXISTS (SELECT 1 FROM about a JOIN person p ON p.id = a.person_id
                    WHERE a.n = s.n AND ({SAME_LAST_NAME} OR EXISTS (
                          SELECT 1 FROM families_address d
                           WHERE d.person_id = p.id AND d.postcode = staff.postcode AND {CURRENT})))
)"""  # noqa: S608

# A namesake at another postcode is somebody else, and so is a child; a neighbour with another name is a neighbour.
COLLEAGUE = f"""
colleague AS MATERIALIZED (
    SELECT DISTINCT m.user_id, o.user_id AS colleague_id
      FROM accounts_membership m JOIN accounts_membership o ON o.team_id = m.team_id AND o.user_id <> m.user_id
     WHERE m.user_id IN (SELECT user_id FROM seen)
       AND m.started_on <= %(day)s AND (m.ended_on IS NULL OR m.ended_on >= %(day)s)
       AND o.started_on <= %(day)s AND (o.ended_on IS NULL OR o.ended_on >= %(day)s)
), alike AS MATERIALIZED (
    SELECT s.*, staff.postcode, p.id AS alike_id,
           split_part(staff.name, ' ', 1) = p.first_word
           AND (p.date_of_birth IS NULL OR p.date_of_birth <= %(adults_born_by)s) AS is_namesake
      FROM seen s
      JOIN colleague c ON c.user_id = s.user_id
      JOIN staff ON staff.id = c.colleague_id
      JOIN about a ON a.n = s.n
      JOIN person p ON p.id = a.person_id AND split_part(p.last_name, ' ', -1) = split_part(staff.name, ' ', -1)
      LEFT JOIN work ON work.n = s.n
     WHERE work.is_own IS NOT TRUE AND {SAME_LAST_NAME}
), found AS MATERIALIZED (
    SELECT DISTINCT s.user_id, s.person_id, s.family_id, s.first_at, s.last_at, s.looks
      FROM alike s
      LEFT JOIN LATERAL (
          SELECT bool_or(d.postcode = s.postcode) AS is_same, count(*) > 0 AS is_known
            FROM families_address d WHERE d.person_id = s.alike_id AND d.postcode <> '' AND {CURRENT}) home ON true
     WHERE home.is_same OR (s.is_namesake AND (s.postcode IS NULL OR NOT home.is_known))
)"""  # noqa: S608

# Looks at one family, or at somebody in no family, add up; those of an earlier question do not count again.
OUTSIDE_WORK = """
outside AS MATERIALIZED (
    SELECT s.* FROM seen s LEFT JOIN work ON work.n = s.n
     WHERE work.is_own IS NOT TRUE AND work.is_of_team IS NOT TRUE
       AND NOT EXISTS (SELECT 1 FROM look o WHERE o.user_id = s.user_id AND o.person_id = s.person_id AND o.is_office)
       AND NOT EXISTS (SELECT 1 FROM families_accesspattern p
                         JOIN families_accesspatternsubject b ON b.pattern_id = p.id
                        WHERE p.user_id = s.user_id AND p.kind = %(kind)s AND p.day >= s.day
                          AND coalesce(b.person_id, b.family_id) = coalesce(s.person_id, s.family_id))
), often AS MATERIALIZED (
    SELECT s.user_id, f.family_id, CASE WHEN f.family_id IS NULL THEN s.person_id END AS person_id
      FROM outside s LEFT JOIN of_family f ON f.n = s.n
     GROUP BY 1, 2, 3 HAVING sum(s.looks) >= %(looks_outside_work)s AND max(s.day) = %(day)s
), found AS MATERIALIZED (
    SELECT s.user_id, s.person_id, s.family_id, s.first_at, s.last_at, s.looks
      FROM outside s
     WHERE s.n IN (SELECT f.n FROM of_family f JOIN often o ON o.user_id = f.user_id AND o.family_id = f.family_id)
        OR (s.user_id, s.person_id) IN (SELECT user_id, person_id FROM often WHERE family_id IS NULL)
)"""

# How many different people stood on cards within any one hour: somebody counts from their first card until an hour
# after their last, as long as no hour passes between two of them. Linear, however many cards there are.
INDEX_CARDS = """
card AS MATERIALIZED (
    SELECT user_id, person_id, at,
           lag(at) OVER (PARTITION BY user_id, person_id ORDER BY at) AS before,
           lead(at) OVER (PARTITION BY user_id, person_id ORDER BY at) AS after
      FROM (SELECT *, min(at) FILTER (WHERE is_opening AND NOT is_one_of_many) OVER (
                          PARTITION BY user_id ORDER BY at DESC ROWS UNBOUNDED PRECEDING) AS opened_at
              FROM look) l
     WHERE is_card AND person_id IS NOT NULL
       AND (opened_at IS NULL OR opened_at >= at + make_interval(mins => %(minutes_until_opened)s))
), turn AS (
    SELECT user_id, at AS moment, 1 AS step FROM card WHERE before IS NULL OR before < at - interval '1 hour'
    UNION ALL
    SELECT user_id, at + interval '1 hour', -1 FROM card WHERE after IS NULL OR after > at + interval '1 hour'
), crowd AS (
    SELECT user_id
      FROM (SELECT user_id, sum(step) OVER (
                       PARTITION BY user_id ORDER BY moment, step ROWS UNBOUNDED PRECEDING) AS people
              FROM turn) t
     GROUP BY user_id HAVING max(people) >= %(people_on_cards)s
), found AS MATERIALIZED (
    SELECT user_id, person_id, NULL::uuid AS family_id, min(at) AS first_at, max(at) AS last_at, count(*) AS looks
      FROM card WHERE user_id IN (SELECT user_id FROM crowd) GROUP BY user_id, person_id
)"""

# Written once more as plain words in tests/cases/families/test_access_patterns.py.
IS_OUT_OF_HOURS = """
(%(is_day_off)s OR (at AT TIME ZONE 'Europe/London')::time < %(office_opens)s::time
 OR (at AT TIME ZONE 'Europe/London')::time >= %(office_closes)s::time)
"""
OUT_OF_HOURS = f"""
late AS MATERIALIZED (
    SELECT user_id, person_id, family_id, min(at) AS first_at, max(at) AS last_at, count(*) AS looks
      FROM look WHERE is_opening AND NOT is_card AND NOT is_one_of_many AND {IS_OUT_OF_HOURS} GROUP BY 1, 2, 3
), found AS MATERIALIZED (
    SELECT * FROM late
     WHERE user_id IN (SELECT user_id FROM late
                        GROUP BY user_id
                       HAVING count(DISTINCT coalesce(family_id, person_id)) >= %(records_out_of_hours)s)
       AND user_id NOT IN (SELECT p.user_id FROM families_accesspattern p
                            WHERE p.kind = %(kind)s AND p.day > %(day)s::date - %(days_until_asked_again)s)
)"""  # noqa: S608

# A question that was raised already stays as it is: whoever comes second raises nothing and tells nobody.
RAISE = """
raised AS (
    INSERT INTO families_accesspattern (id, user_id, kind, day, first_at, last_at, looks, raised_at, outcome, reason)
    SELECT uuidv7(), user_id, %(kind)s, %(day)s, min(first_at), max(last_at), sum(looks), %(at)s, '', ''
      FROM found GROUP BY user_id
        ON CONFLICT (user_id, kind, day) DO NOTHING
    RETURNING id, user_id
), named AS (
    INSERT INTO families_accesspatternsubject (id, pattern_id, person_id, family_id)
    SELECT uuidv7(), r.id, f.person_id, f.family_id
      FROM (SELECT DISTINCT user_id, person_id, family_id FROM found) f JOIN raised r ON r.user_id = f.user_id
)
SELECT id FROM raised
"""

PATTERNS: Mapping[PatternKind, str] = {
    kind: "WITH RECURSIVE " + ",".join((LOOK, *pieces, RAISE))
    for kind, pieces in {
        PatternKind.OWN: (WORK, NAMES, OWN),
        PatternKind.COLLEAGUE: (WORK, NAMES, COLLEAGUE),
        PatternKind.OUTSIDE_WORK: (WORK, OUTSIDE_WORK),
        PatternKind.INDEX_CARDS: (INDEX_CARDS,),
        PatternKind.OUT_OF_HOURS: (OUT_OF_HOURS,),
    }.items()
}
