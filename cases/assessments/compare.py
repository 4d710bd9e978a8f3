"""Two assessments side by side, and the distance a family has travelled by the scores of all of them.

Sections and questions are told apart by their keys, which stay the same from version to version of a form.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Q

from accounts.models import User
from cases.assessments.models import Answer, Assessment, Kind, State
from cases.assessments.models.definition import HIGHEST_SCORE
from cases.assessments.rules import words
from cases.families.charts import BLUE, LIGHT_BLUE, RED, Bar, Chart, Row

WIDTH, GREY = 120, "#cecece"

SERIES = (("First", LIGHT_BLUE), ("Last time", ""), ("Now", BLUE), ("Change", ""))
UNKNOWN = "not scored"


@dataclass
class Compared:
    """A section with the answers that are not the same as last time."""

    title: str
    rows: list[tuple[str, str, str]] = field(default_factory=list)


def last_time(user: User, assessment: Assessment) -> Assessment | None:
    """The approved one before it, of the same kind of form, in whichever version."""
    found: Assessment | None = _earlier(user, assessment).order_by("-started_at", "-id").first()
    return found


def answers_of(user: User, assessment: Assessment, before: Assessment | None) -> list[Answer]:
    """All answers of both, and the scores of every approved one before; in one query, the oldest first."""
    both = Q(part__assessment__in=[row.pk for row in (assessment, before) if row])
    scores = Q(part__assessment__in=_earlier(user, assessment).values("pk"), question__kind=Kind.SCORE)
    rows = Answer.objects.visible_to(user).filter(both | scores).exclude(value="")
    rows = rows.select_related("part__section", "part__person", "question")
    return list(
        rows.order_by("part__assessment__started_at", "part__section__position", "question__position", "id")
    )


def side_by_side(answers: Iterable[Answer], before: Assessment, now: Assessment) -> list[Compared]:
    """What was answered otherwise last time, or at one of the two times alone."""
    there, here = (
        {_key(row): row for row in answers if row.part.assessment_id == found.pk} for found in (before, now)
    )
    found: dict[Any, Compared] = {}
    shown = there | here
    for key in sorted(shown, key=lambda key: _place(shown[key])):
        was, said = there.get(key), here.get(key)
        if (was.value if was else "") != (said.value if said else ""):
            compared = found.setdefault(key[:2], Compared(shown[key].part.title))
            compared.rows.append((shown[key].question.label, _said(was), _said(said)))
    return list(found.values())


def distance(answers: Iterable[Answer], assessment: Assessment) -> Chart | None:
    """Each scored section from the first assessment to this one; ``None`` where nothing is scored."""
    scored: dict[Any, list[Answer]] = {}
    for row in answers:
        if row.question.kind == Kind.SCORE:
            scored.setdefault(_key(row), []).append(row)
    if not scored:
        return None
    lines = tuple(_line(rows, assessment) for rows in scored.values())
    return Chart("How far the family has come", "Area, from 0 to 10", SERIES, lines, width=WIDTH)


def _line(answers: list[Answer], assessment: Assessment) -> Row:
    """A bar to the first score, then in another colour to the present one."""
    now = next((int(row.value) for row in answers if row.part.assessment_id == assessment.pk), None)
    earlier = [int(row.value) for row in answers if row.part.assessment_id != assessment.pk]
    first, last = (earlier[0], earlier[-1]) if earlier else (None, None)
    change = "" if now is None or first is None else f"{now - first:+d}".replace("-", "−").replace("+0", "0")
    figures = tuple(UNKNOWN if value is None else str(value) for value in (first, last, now))
    return Row(answers[-1].part.title, _bars(first, now), (*figures, change))


def _bars(first: int | None, now: int | None) -> tuple[Bar, ...]:
    """Blue beyond the first score for what was won, red for what was lost of it, grey up to ten."""
    began = (now or 0) if first is None else first
    ends = began if now is None else now
    colours = (BLUE if first is None else LIGHT_BLUE, BLUE if ends > began else RED, GREY)
    stops = (0, min(began, ends), max(began, ends), HIGHEST_SCORE)
    unit = WIDTH // HIGHEST_SCORE
    return tuple(
        Bar(start * unit, (end - start) * unit, fill)
        for start, end, fill in zip(stops, stops[1:], colours, strict=False)
        if end > start
    )


def _earlier(user: User, assessment: Assessment) -> Any:
    rows: Any = Assessment.objects.visible_to(user)
    return rows.filter(
        family=assessment.family_id,
        form__definition=assessment.form.definition_id,
        state=State.APPROVED,
        started_at__lt=assessment.started_at,
    ).order_by()


def _key(row: Answer) -> tuple[str, Any, str]:
    return row.part.section.key, row.part.person_id, row.question.key


def _place(row: Answer) -> tuple[int, str, int]:
    return row.part.section.position, str(row.part.person_id or ""), row.question.position


def _said(row: Answer | None) -> str:
    return words(row.question, row.value) if row else ""
