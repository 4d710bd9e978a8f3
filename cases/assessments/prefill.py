"""What the record says already, so that nobody types a name twice; the page says where it comes from."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping
from typing import Any

from django.db.models import Case, F, Q, Value, When
from django.db.models.functions import Concat

from accounts.models import User
from cases.assessments.models import AssessmentPart, FormQuestion, Prefill
from cases.families.models import (
    FamilyMembership,
    HealthNeed,
    Person,
    PersonLanguage,
    SchoolAttendance,
    SpecialRequirement,
)
from cases.families.models.person import BirthDate

BORN = {BirthDate.EXACT: "", BirthDate.ESTIMATED: "about ", BirthDate.UNBORN: "expected "}
LANGUAGE = Case(
    When(needs_interpreter=True, then=Concat("language", Value(", interpreter needed"))),
    default=F("language"),
)
NOW = Q(ended_on__isnull=True)
ROWS: Mapping[str, tuple[tuple[type[Any], Q, Any], ...]] = {
    Prefill.LANGUAGES: ((PersonLanguage, Q(), LANGUAGE),),
    Prefill.SCHOOLS: ((SchoolAttendance, NOW, F("school")),),
    Prefill.NEEDS: ((HealthNeed, NOW, F("description")), (SpecialRequirement, Q(), F("requirement"))),
}
"""Where each of these stands in the record: in which tables, which rows of them, and their words."""


def from_record(
    part: AssessmentPart, questions: Iterable[FormQuestion], user: User, today: datetime.date
) -> dict[str, str]:
    """The first words of the answers that the record knows, by the key of the question, in two queries at most."""
    asked = [question for question in questions if question.prefill]
    if not asked:
        return {}
    people = _people_of(part, user, today)
    rows = _rows({question.prefill for question in asked}, people, user)
    found = {question.key: "\n".join(_lines(question.prefill, people, rows)) for question in asked}
    return {key: words for key, words in found.items() if words}


def _people_of(part: AssessmentPart, user: User, today: datetime.date) -> list[Person]:
    """Whom a part is about: its one person, or everybody in the family now."""
    if part.person is not None:
        return [part.person]
    rows = FamilyMembership.objects.visible_to(user).filter(family=part.assessment.family).current(today)
    return list(dict.fromkeys(row.person for row in rows.select_related("person")))


def _rows(wanted: set[str], people: list[Person], user: User) -> list[tuple[Any, str, str]]:
    """The person, what kind of words, and the words; of all tables in one query."""
    parts = [
        model._default_manager.visible_to(user)
        .filter(narrowed, person__in=people)
        .order_by()
        .annotate(about=F("person_id"), prefill=Value(str(kind)), words=words)
        .values_list("about", "prefill", "words")
        for kind in ROWS
        if kind in wanted
        for model, narrowed, words in ROWS[kind]
    ]
    return list(parts[0].union(*parts[1:], all=True)) if parts else []


def _lines(kind: str, people: list[Person], rows: list[tuple[Any, str, str]]) -> list[str]:
    if kind == Prefill.NAMES:
        return [person.full_name for person in people]
    if kind == Prefill.BIRTH_DATES:
        return [f"{person}: {_born(person)}" for person in people]
    said = [(person, words) for person in people for key, of, words in rows if (key, of) == (person.pk, kind)]
    return [words if len(people) == 1 else f"{person}: {words}" for person, words in said]


def _born(person: Person) -> str:
    if person.date_of_birth is None:
        return "not known"
    day = f"{person.date_of_birth.day} {person.date_of_birth:%B %Y}"
    return BORN[BirthDate(person.birth_date_kind)] + day
