"""What the council did with a family: involvements from opening to end, and the contacts that happened on the way."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from dataclasses import dataclass

from accounts.models import Team, User
from accounts.walls import Wall
from cases.contacts.models import Contact, ContactAbout, ContactKind, ContactPresent, ContactSource
from cases.families.forms.allocation import AllocationWhy
from cases.families.models import Involvement, Service
from cases.families.models.involvement import EndReason, Priority
from cases.families.models.person import BirthDate
from familyhubs.demo.council.households import Household
from familyhubs.demo.council.maker import Maker
from familyhubs.demo.council.staff import HUBS
from familyhubs.demo.council.stories import (
    BABY,
    DOCUMENT,
    MIDDLES,
    NEXT_STEPS,
    OPENINGS,
    PARENT_GROUP,
    PROFESSIONAL,
    THOUGHTS,
    Step,
    Story,
)
from govuk.working_days import is_working_day

RECORDED = "Contact recorded"
SHARE_CHECK_INS = (ContactKind.VISIT, ContactKind.CALL, ContactKind.VISIT, ContactKind.MEETING)
PRIORITIES = (
    Priority.MEDIUM, Priority.HIGH, Priority.MEDIUM, Priority.LOW, Priority.MEDIUM, Priority.MEDIUM, Priority.LOW,
)  # fmt: skip
BEFORE_BIRTH = 4  # steps of the story of a baby that happen before there is one


@dataclass
class Course:
    """One involvement as it went, with how many contacts it took."""

    service: Service
    team: Team
    worker: User | None
    author: User
    story: Story
    started_on: datetime.date
    contacts: int
    ended_on: datetime.date | None = None
    end_reason: str = EndReason.NEEDS_MET
    last_contact_on: datetime.date | None = None
    about_child: bool = False
    earlier: User | None = None  # who worked with the family until they left
    since: datetime.date | None = None  # when the worker took over from them

    def author_on(self, day: datetime.date) -> User:
        """Whoever worked with the family on a day and wrote it down."""
        return self.earlier if self.earlier and self.since and day < self.since else self.author


class Casework:
    """Writes courses into the file of a household."""

    def __init__(self, maker: Maker) -> None:
        self.maker = maker

    def run(self, home: Household, course: Course) -> list[Contact]:
        """Open, allocate, meet, and close if it came to an end."""
        began = course.author_on(course.started_on)
        involvement = Involvement(
            family=home.family,
            person=home.main_child if course.about_child else None,
            service=course.service,
            team=course.team,
            priority=_priority(course),
            started_on=course.started_on,
            wall=course.service.kind if course.service.kind in Wall else "",
        )
        self.maker.keep(involvement, by=began, on=course.started_on, reason="Opened after a request for help")
        if course.worker:
            involvement.allocated_to = course.earlier or course.worker
            allocated = course.started_on + datetime.timedelta(days=self.maker.between(0, 4))
            self.maker.keep(involvement, by=began, on=allocated, reason="Allocated at the team meeting")
        if course.earlier and course.since:
            involvement.allocated_to = course.worker
            at = self.maker.moment(course.since, 16, 30)
            self.maker.keep_at(involvement, by=course.author, at=at, reason=str(AllocationWhy.LEFT.label))
        contacts = [
            self._record(home, course, involvement, day, step) for day, step in self._steps(course, home)
        ]
        if course.ended_on:
            involvement.ended_on, involvement.end_reason = course.ended_on, course.end_reason
            self.maker.keep(
                involvement, by=course.author, on=course.ended_on, reason=involvement.get_end_reason_display()
            )
        return contacts

    def _steps(self, course: Course, home: Household) -> Iterator[tuple[datetime.date, Step]]:
        steps = course.story.steps
        if course.story is BABY and home.main_child.birth_date_kind == BirthDate.UNBORN:
            steps = steps[:BEFORE_BIRTH]
        elif not course.ended_on:
            steps = steps[:-1]
        count = course.contacts
        told = 0
        for number, day in enumerate(self._days(course)):
            if told < len(steps) and number * len(steps) >= told * count:
                yield day, steps[told]
                told += 1
            else:
                yield day, self._check_in()

    def _days(self, course: Course) -> list[datetime.date]:
        latest = self.maker.days_ago(1)
        last = min(
            course.last_contact_on or course.ended_on or self.maker.days_ago(self.maker.between(2, 16)),
            latest,
        )
        length = max(0, (last - course.started_on).days)
        count = course.contacts
        even = [length * (number + 0.5) / count for number in range(count - 1)]
        jittered = [round(days + self.maker.chance.uniform(-0.4, 0.4) * length / count) for days in even]
        after = [*jittered, length][:count]
        if course.story is PARENT_GROUP:  # the group meets on one day of the week
            after = [self._meets(course, number - number % 7) for number in after]
        days = [course.started_on + datetime.timedelta(days=number) for number in after]
        return sorted(max(course.started_on, self.maker.working_day(day)) for day in days)

    def _meets(self, course: Course, number: int) -> int:
        """The day after the first on which the group met: not on a bank holiday, but the week before."""
        while number >= 7 and not is_working_day(course.started_on + datetime.timedelta(days=number)):
            number -= 7
        return number

    def _check_in(self) -> Step:
        maker = self.maker
        kind = maker.one_of(SHARE_CHECK_INS)
        happened = f"{maker.one_of(OPENINGS[kind])} {maker.one_of(MIDDLES)}"
        if maker.now_and_then(0.35):
            happened += " " + maker.one_of([words for words in MIDDLES if words not in happened])
        return Step(kind, ContactSource.SEEN_AND_HEARD if kind != ContactKind.CALL else ContactSource.TOLD_BY_FAMILY,
                    happened, maker.one_of(THOUGHTS), maker.one_of(NEXT_STEPS))  # fmt: skip

    def _record(
        self, home: Household, course: Course, involvement: Involvement, day: datetime.date, step: Step
    ) -> Contact:
        maker, author = self.maker, course.author_on(day)
        words = self._words(home, course, author)
        next_step = step.next_step.format_map(words)
        started = datetime.time(maker.between(9, 16), maker.one_of((0, 15, 30, 45)))
        minutes = (15, 20, 30) if step.kind == ContactKind.CALL else (45, 60, 60, 75, 90)
        written = maker.moment(day, 17, maker.between(0, 59))
        contact = Contact(
            family=home.family,
            involvement=involvement,
            wall=involvement.wall,
            kind=step.kind,
            happened_on=day,
            started_at=started,
            minutes=maker.one_of(minutes),
            place=_place(course, step),
            source=step.source,
            what_happened=step.happened.format_map(words),
            what_we_think=step.thought.format_map(words),
            next_step=next_step,
            next_step_on=day + datetime.timedelta(days=maker.between(7, 28)) if next_step else None,
            recorded_by=author,
            recorded_at=written,
        )
        maker.keep_at(contact, by=author, at=written, reason=RECORDED)
        for row in (*self._about(home, contact, step), *self._present(home, contact, step)):
            maker.keep_at(row, by=author, at=written, reason=RECORDED)
        return contact

    def _about(self, home: Household, contact: Contact, step: Step) -> Iterator[ContactAbout]:
        met = step.kind != ContactKind.CALL and step.source not in (PROFESSIONAL, DOCUMENT)
        child = home.main_child
        if child.birth_date_kind == BirthDate.UNBORN:
            yield ContactAbout(contact=contact, person=home.main_carer, seen=met)
            met = False
        yield ContactAbout(contact=contact, person=child, seen=met, seen_alone=met and step.alone)

    def _present(self, home: Household, contact: Contact, step: Step) -> Iterator[ContactPresent]:
        for name, role in step.others:
            yield ContactPresent(contact=contact, name=name, role=role)
        if step.source in (PROFESSIONAL, DOCUMENT):
            return
        if not step.alone:
            yield ContactPresent(contact=contact, person=home.main_carer)
        if home.main_child.birth_date_kind != BirthDate.UNBORN and step.kind != ContactKind.CALL:
            yield ContactPresent(contact=contact, person=home.main_child)

    def _words(self, home: Household, course: Course, author: User) -> dict[str, str]:
        others = [person.given_name for person in [*home.carers[1:], *home.apart]]
        return {
            "carer": home.main_carer.given_name,
            "child": "the baby" if home.main_child.given_name == "Baby" else home.main_child.given_name,
            "other": others[0] if others else "Gran",
            "school": home.schools.get(home.main_child, "school"),
            "worker": author.full_name,
        }


def _priority(course: Course) -> str:
    """Any, most of them medium; the same again for the same course, without asking chance."""
    return PRIORITIES[(course.started_on.toordinal() + course.contacts) % len(PRIORITIES)]


def _place(course: Course, step: Step) -> str:
    """Where it most likely was, going by what the note says."""
    if step.kind == ContactKind.VISIT:
        return "At home"
    if step.kind == ContactKind.CALL:
        return "By telephone"
    if "{school}" in step.happened or "at school" in step.happened:
        return "At school"
    return "At the hub" if course.team.name in HUBS else "Council offices"
