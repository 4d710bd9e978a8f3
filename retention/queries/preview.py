"""What a disposal run would find, in numbers: for the command that never writes, and for a council's reports."""

import datetime
from collections.abc import Iterator
from dataclasses import dataclass

from retention.queries.due import counted
from retention.queries.row_rules import ROW_RULES, DueRows, rows_counted
from retention.queries.schedule import rule_to_carry_out

BY_RULE = """
SELECT r.code, r.version, r.title,
       count(*) FILTER (WHERE d.blocks = '{}'), count(*) FILTER (WHERE d.blocks <> '{}'),
       min(d.due_on), max(d.due_on)
  FROM (<files due>) d JOIN retention_rule r ON r.id = d.rule_id GROUP BY 1, 2, 3 ORDER BY 1
"""
BY_BLOCK = "SELECT block, count(*) FROM (<files due>) d, unnest(d.blocks) AS block GROUP BY 1 ORDER BY 1"
WITHOUT_BIRTH_DATE = """
SELECT p.birth_date_kind, count(DISTINCT p.id)
  FROM families_person p
  JOIN families_familymembership m ON m.person_id = p.id
  JOIN families_involvement i ON i.family_id = m.family_id
  JOIN families_service s ON s.id = i.service_id
  JOIN retention_rule r ON r.birthday_years IS NOT NULL AND (r.service_kind = s.kind)
 WHERE p.birth_date_kind <> 'exact' AND r.in_force_from <= %(on)s GROUP BY 1 ORDER BY 1
"""
IN_NO_FAMILY = """
SELECT count(*) FROM families_person p
 WHERE NOT EXISTS (SELECT 1 FROM families_familymembership m WHERE m.person_id = p.id)
"""
WITHOUT_SERVICE = """
SELECT count(*) FROM families_family f
 WHERE NOT EXISTS (SELECT 1 FROM families_involvement i WHERE i.family_id = f.id)
"""


@dataclass(frozen=True)
class RuleCount:
    """How many files one rule has brought to an end."""

    code: str
    version: int
    title: str
    ready: int
    blocked: int
    earliest: datetime.date
    latest: datetime.date


@dataclass(frozen=True)
class Preview:
    """Counts alone, no names and no keys."""

    rules: list[RuleCount]
    rows: dict[str, DueRows]
    blocks: dict[str, int]
    without_birth_date: dict[str, int]
    people_in_no_family: int
    families_without_service: int


def preview(on: datetime.date) -> Preview:
    """What would be proposed on a day, and the worklist of what no date can be worked out for."""
    asked = {"on": on, "families": None}
    return Preview(
        rules=[RuleCount(*row) for row in counted(BY_RULE, asked)],
        rows=dict(_rows(on)),
        blocks={str(block): int(count) for block, count in counted(BY_BLOCK, asked)},
        without_birth_date={str(kind): int(count) for kind, count in counted(WITHOUT_BIRTH_DATE, asked)},
        people_in_no_family=counted(IN_NO_FAMILY, {})[0][0],
        families_without_service=counted(WITHOUT_SERVICE, {})[0][0],
    )


def _rows(on: datetime.date) -> Iterator[tuple[str, DueRows]]:
    for code in ROW_RULES:
        if rule := rule_to_carry_out(code, on):
            yield (
                f"{rule.title} ({code} version {rule.version})",
                rows_counted(code, months=rule.months_kept, on=on),
            )
