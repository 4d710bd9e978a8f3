"""Which questions are asked, how far an assessment is, and who decides on it."""

from __future__ import annotations

import datetime
import uuid
from collections.abc import Collection, Iterable, Mapping

from cases.assessments.models import About, Assessment, AssessmentPart, FormQuestion, FormSection, Kind, State
from cases.assessments.models.definition import HIGHEST_SCORE
from cases.families.models import Person
from cases.families.models.person import BirthDate

GROWN_UP = 18


def is_asked(question: FormQuestion, values: Mapping[uuid.UUID, str]) -> bool:
    """Whether a question is asked, given the answers to the questions before it."""
    if question.shown_when_id is None:
        return True
    return question.shown_when_is in values.get(question.shown_when_id, "").split("\n")


def unanswered(parts: Iterable[AssessmentPart]) -> list[AssessmentPart]:
    """Parts nobody has called finished."""
    return [part for part in parts if not part.is_complete]


def may_decide(
    assessment: Assessment, user_id: uuid.UUID, *, can_approve: bool, team_ids: Collection[uuid.UUID]
) -> bool:
    """A manager of the team that holds the work, and never whoever wrote or sent the assessment."""
    return (
        assessment.state == State.SUBMITTED
        and can_approve
        and assessment.involvement.team_id in team_ids
        and user_id not in (assessment.started_by_id, assessment.submitted_by_id)
    )


def is_child(person: Person, on: datetime.date) -> bool:
    """Whether somebody is under 18 or not yet born; of somebody whose age nobody knows we ask as of an adult."""
    born = person.date_of_birth
    if person.birth_date_kind == BirthDate.UNBORN:
        return True
    return born is not None and (born.year + GROWN_UP, born.month, born.day) > (on.year, on.month, on.day)


def is_about(section: FormSection, person: Person, on: datetime.date) -> bool:
    """Whether a section is asked about this person: about everybody, or about each child."""
    return section.about == About.PERSON or (section.about == About.CHILD and is_child(person, on))


def without_section(
    parts: Iterable[AssessmentPart],
    sections: Iterable[FormSection],
    members: Iterable[Person],
    on: datetime.date,
) -> list[Person]:
    """Members of the family whom a section should be about and none is: they joined after the assessment began."""
    there = {(part.section_id, part.person_id) for part in parts}
    each = list(sections)
    return [
        person
        for person in members
        if any(is_about(row, person, on) and (row.pk, person.pk) not in there for row in each)
    ]


def faults(sections: Iterable[FormSection]) -> list[str]:
    """What keeps a draft of a form from being published; its questions are loaded in their order."""
    found, keys = [], 0
    for section in sections:
        keys += 1
        questions = list(section.questions.all())
        if not questions:
            found.append(f"“{section}” has no questions")
        found += [fault for n, question in enumerate(questions) for fault in _fault(question, questions[:n])]
    return found or ([] if keys else ["It has no sections"])


def _fault(question: FormQuestion, before: list[FormQuestion]) -> list[str]:
    if question.shown_when_id is None:
        return []
    asked = next((earlier for earlier in before if earlier.pk == question.shown_when_id), None)
    if asked is None:
        return [f"“{question}” follows from a question that is not an earlier one of its section"]
    if question.shown_when_is not in asked.choices:
        return [f"“{question}” waits for an answer that “{asked}” does not offer"]
    return []


def words(question: FormQuestion, value: str) -> str:
    """A kept answer as people read it."""
    if question.kind == Kind.SCORE and value:
        return f"{value} out of {HIGHEST_SCORE}"
    if question.kind == Kind.DATE and value:
        day = datetime.date.fromisoformat(value)
        return f"{day.day} {day:%B %Y}"
    return value


def section_titles(parts: Iterable[AssessmentPart]) -> str:
    """Titles one a line, without anybody's name: "Each child, for 2 people" where some were about people."""
    counts: dict[str, int] = {}
    for part in parts:
        counts[str(part.section)] = counts.get(str(part.section), 0) + bool(part.person_id)
    return "\n".join(title + (f", for {_people(count)}" if count else "") for title, count in counts.items())


def _people(count: int) -> str:
    return "1 person" if count == 1 else f"{count} people"
