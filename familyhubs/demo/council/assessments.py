"""Assessments at each point of their way; some families have two, so that it shows how far they have come."""

from __future__ import annotations

import datetime

from accounts.models import User
from cases.assessments.forms.copy import THINK_TWICE
from cases.assessments.models import (
    Answer,
    Assessment,
    AssessmentPart,
    CopyWay,
    FamilyCopy,
    FormQuestion,
    FormVersion,
    Kind,
    Prefill,
    State,
)
from cases.assessments.rules import is_child, section_titles
from cases.families.models import Involvement, Person
from familyhubs.demo.council.households import Household
from familyhubs.demo.council.maker import Maker
from familyhubs.demo.council.staff import Staff

WORDS = {
    "going_well": "They have a routine that works most days and somebody to call when it does not.",
    "worries": "Mornings are hard. The school has noticed and so has the health visitor.",
    "view": "{carer} says things are better than in the spring and would like somebody to come on Mondays.",
    "day": "“I get up when the alarm says so. I like reading time best.” {child} drew a picture of the flat.",
    "wishes": "“That we stay here and that I can have the window bed.”",
    "meaning": "The children are cared for and loved. What tires them are changes nobody tells them about.",
    "next": "We make a plan with {carer} and the school next week.",
}
OTHERWISE = "Talked about with {carer}; nothing to add to what is written above."
STATES = (State.IN_PROGRESS, State.SUBMITTED, State.RETURNED, State.APPROVED)
COMMENTS = "Please speak with {child} alone and add what was said. The rest is clear and kind."


def assessments_make(maker: Maker, staff: Staff, homes: dict[str, list[Household]]) -> None:
    """For the demo's worker's own families and some of their colleagues'."""
    form = FormVersion.objects.prefetch_related("sections__questions").get(number=1)
    manager = staff.personas["hub_manager"]
    for number, home in enumerate([*homes["own"][:8], *homes["open"][:8]]):
        work = home.family.involvements.filter(ended_on__isnull=True, wall="").first()
        author = work.allocated_to if work else None
        if work is None or author is None or author == manager:
            continue
        days = (maker.today - work.started_on).days
        if days > 60:
            _Sheet(maker, form, home, work, manager).fill(maker.days_ago(days - 14), State.APPROVED, 0)
        if days > 20:
            _Sheet(maker, form, home, work, manager).fill(maker.days_ago(12), STATES[number % 4], 2)
    assessed = [*homes["own"][:8], *homes["open"][:8]]
    known = {
        home.family.pk for home in [*assessed, *homes["left open"]]
    }  # nobody has worked with those for years
    others = {
        home.family.pk: home for found in homes.values() for home in found if home.family.pk not in known
    }
    for number, home in enumerate(others.values()):
        _once(maker, form, home, manager, number)
    maker.ledger.write()


def _once(maker: Maker, form: FormVersion, home: Household, manager: User, number: int) -> None:
    """Everybody else whose work has gone on for a while was assessed in time, but for one in ten."""
    work = home.family.involvements.filter(ended_on__isnull=True, wall="", allocated_to__isnull=False).first()
    if work is None or work.allocated_to == manager or number % 10 == 0:
        return
    days = (maker.today - work.started_on).days
    if days > 20 and home.children:
        _Sheet(maker, form, home, work, manager).fill(maker.days_ago(min(days - 5, 300)), State.APPROVED, 0)


class _Sheet:
    """One assessment being written."""

    def __init__(
        self, maker: Maker, form: FormVersion, home: Household, work: Involvement, manager: User
    ) -> None:
        self.maker, self.form, self.home, self.work = maker, form, home, work
        self.author, self.manager = work.allocated_to, manager
        self.words = {"carer": home.main_carer.given_name, "child": home.main_child.given_name}

    def fill(self, day: datetime.date, state: State, further: int) -> None:
        """Begin it on a day, and bring it as far as the state says; ``further`` raises the scores."""
        at = self.maker.moment(self.maker.working_day(day), 10, 20)
        row = Assessment(
            family=self.home.family,
            involvement=self.work,
            form=self.form,
            started_by=self.author,
            started_at=at,
        )
        if state != State.IN_PROGRESS:
            row.submitted_by, row.submitted_at = self.author, at + datetime.timedelta(days=4)
        if state in (State.RETURNED, State.APPROVED):
            row.decided_by, row.decided_at = self.manager, at + datetime.timedelta(days=6)
        row.state = state
        row.comments = COMMENTS.format_map(self.words) if state == State.RETURNED else ""
        self.maker.keep_at(row, by=self.author, at=at, reason="Assessment begun")
        parts = []
        for section in self.form.sections.all():
            for person in self._whom(section.about):
                done = state != State.IN_PROGRESS or self.maker.now_and_then(0.6)
                part = AssessmentPart(assessment=row, section=section, person=person, is_complete=done)
                self.maker.keep_at(part, by=self.author, at=at, reason="Assessment begun")
                parts.append(part)
                if done:
                    self._answer(part, list(section.questions.all()), at, further)

        if state == State.APPROVED and not further:
            self._copy(row, parts, at + datetime.timedelta(days=7))

    def _copy(self, row: Assessment, parts: list[AssessmentPart], at: datetime.datetime) -> None:
        into = [part for part in parts if part.section.key not in THINK_TWICE]
        copy = FamilyCopy(
            assessment=row,
            made_by=self.author,
            made_at=at,
            part_keys=[str(part.pk) for part in into],
            sections=section_titles(into),
            left_out=section_titles([part for part in parts if part not in into]),
            way=CopyWay.HANDED,
        )
        self.maker.keep_at(copy, by=self.author, at=at, reason="Copy made for the family")

    def _whom(self, about: str) -> list[Person | None]:
        if about == "family":
            return [None]
        return [p for p in self.home.at_home if about == "person" or is_child(p, self.maker.today)]

    def _answer(
        self, part: AssessmentPart, questions: list[FormQuestion], at: datetime.datetime, further: int
    ) -> None:
        said: dict[object, str] = {}
        for question in questions:
            if question.shown_when_id and said.get(question.shown_when_id) != question.shown_when_is:
                continue
            said[question.pk] = self._value(part, question, at, further)
            answer = Answer(part=part, question=question, value=said[question.pk], given_at=at)
            self.maker.keep_at(answer, by=self.author, at=at, reason="Answer saved")

    def _value(
        self, part: AssessmentPart, question: FormQuestion, at: datetime.datetime, further: int
    ) -> str:
        if question.kind == Kind.SCORE:
            return str(min(10, self.maker.between(2, 6) + further))
        if question.kind == Kind.DATE:
            return at.date().isoformat()
        if question.kind in (Kind.YES_NO, Kind.CHOICE, Kind.MULTI):
            return "Yes" if question.key == "agreed" else self.maker.one_of(question.choices[:3])
        if question.prefill:
            return self._of_the_record(question.prefill, [part.person] if part.person else self.home.at_home)
        return WORDS.get(question.key, OTHERWISE).format_map(self.words)

    def _of_the_record(self, prefill: str, people: list[Person]) -> str:
        if prefill == Prefill.NAMES:
            return "\n".join(person.full_name for person in people)
        if prefill == Prefill.BIRTH_DATES:
            born = [(person, person.date_of_birth) for person in people]
            return "\n".join(f"{person}: {day.day} {day:%B %Y}" for person, day in born if day)
        if prefill == Prefill.SCHOOLS:
            return "\n".join(self.home.schools.get(person, "Not at school yet") for person in people)
        return "Nothing to add to the record."
