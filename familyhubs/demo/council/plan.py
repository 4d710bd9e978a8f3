"""Which families the council knows, by how things stand with them: who works with whom, what is old, what is open."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from accounts.models import User
from cases.families.models import Service
from cases.families.models.involvement import EndReason, ServiceKind
from cases.families.models.person import BirthDate
from familyhubs.demo.council.casework import Course
from familyhubs.demo.council.households import UNBORN, Wish
from familyhubs.demo.council.maker import Maker
from familyhubs.demo.council.names import BACKGROUNDS
from familyhubs.demo.council.staff import HUBS, Staff
from familyhubs.demo.council.stories import (
    BABY,
    FAMILY_STORIES,
    HARMED,
    HUB_USE,
    KINSHIP,
    MONEY,
    OFFENCE,
    PARENT_GROUP,
    PARTING,
    SCHOOL,
    SURVEY,
    WORRY,
    Story,
)

SERVICES = (
    ("Family hub", ServiceKind.HUB),
    ("Family support", ServiceKind.TARGETED_SUPPORT),
    ("Parenting groups", ServiceKind.GROUPWORK),
    ("Youth justice service", ServiceKind.YOUTH_JUSTICE),
    ("Support for young victims", ServiceKind.VICTIM_SERVICE),
    ("Supporting families programme", ServiceKind.FUNDED_PROGRAMME),
    ("Website testing", ServiceKind.SURVEY),
)
IRISH = next(background for background in BACKGROUNDS if background.ethnicity == "White Irish")
SEARCHED_MOTHER, SEARCHED_SURNAME = "Siobhán", "McGrane"
MISSPELT = "Shivaun Mcgrain"
LONG_FILE = 300
OF_GONE = {2, 6, 14}  # families of the third hub, none of which waits for a worker
FIRST_WEEKS = 21  # days in which nobody passes a family on
BETWEEN_BIRTHS = 2  # whole years
CLOSING = (
    EndReason.NEEDS_MET, EndReason.NEEDS_MET, EndReason.NEEDS_MET, EndReason.STEP_DOWN, EndReason.STEP_DOWN,
    EndReason.CONSENT_WITHDRAWN, EndReason.MOVED, EndReason.NO_ENGAGEMENT,
)  # fmt: skip
SHAPES = ("lone", "lone", "couple", "couple", "couple", "parted", "step")


@dataclass
class Case:
    """One family to be made: its people, its courses of work, and what is special about it."""

    label: str
    wish: Wish
    courses: list[Course]
    notes: set[str] = field(default_factory=set)


class Plan:
    """The list of families. Every day in it is counted back from today."""

    def __init__(self, maker: Maker, staff: Staff, services: dict[str, Service]) -> None:
        self.maker, self.staff, self.services = maker, staff, services

    def cases(self) -> Iterator[Case]:
        """Every family, the ones with a part in the printed guide first."""
        hub_worker, other = self.staff.personas["hub_worker"], self.staff.personas["other_hub_worker"]
        yield self._long_file(hub_worker)
        yield self._safe_address(hub_worker)
        kinds: tuple[tuple[int, Callable[[str, int], Case]], ...] = (
            (15, lambda _, number: self._open(HUBS[0], hub_worker, label="own")),
            (12, lambda _, number: self._open(HUBS[1], other)),
            (
                78,
                lambda hub, number: self._left_behind(
                    number, self._open(hub, None, unallocated=number % 9 == 0, again=number % 7 == 3)
                ),
            ),
            (114, lambda hub, number: self._closed(hub, passed_on=number % 8 == 5)),
            (22, self._old_hub),
            (1, lambda hub, number: self._grown_up(hub)),
            (2, lambda hub, number: self._stepped_up(hub)),
            (16, self._youth_justice),
            (12, lambda _, number: self._harmed(number)),
            (14, self._group),
            (8, lambda hub, number: self._programme(hub)),
            (4, lambda _, number: self._survey(number)),
        )
        for count, make in kinds:
            for number in range(count):
                yield make(HUBS[number % len(HUBS)], number)

    # One kind of family each ------------------------------------------------------------------------------------------

    def _long_file(self, worker: User) -> Case:
        started = self.maker.days_ago(round(3.2 * 365))
        wish = Wish("parted", (9, 6, 3), IRISH, SEARCHED_SURNAME, SEARCHED_MOTHER)
        course = self._course("Family support", HUBS[0], worker, SCHOOL, started=started, contacts=LONG_FILE)
        return Case("long file", wish, [course], {"request"})

    def _safe_address(self, worker: User) -> Case:
        course = self._course(
            "Family support", HUBS[0], worker, PARTING, started=self.maker.days_ago(210), contacts=14
        )
        return Case("safe address", Wish("parted", (8, 5)), [course], {"safe address"})

    def _open(
        self,
        hub: str,
        worker: User | None,
        *,
        label: str = "open",
        unallocated: bool = False,
        again: bool = False,
    ) -> Case:
        maker = self.maker
        story = maker.one_of(FAMILY_STORIES + ((KINSHIP,) if maker.now_and_then(0.4) else ()))
        started = maker.days_ago(maker.between(14, 40) if unallocated else maker.between(60, 500))
        service = "Family hub" if maker.now_and_then(0.15) else "Family support"
        contacts = 1 if unallocated else max(3, min(18, (maker.today - started).days // 20))
        courses = [
            self._course(service, hub, worker, story, started=started, contacts=contacts, waiting=unallocated)
        ]
        if again:
            began = started - datetime.timedelta(days=maker.between(700, 1100))
            ended = began + datetime.timedelta(days=maker.between(120, 200))
            before = self._course(
                "Family support",
                hub,
                None,
                MONEY,
                started=began,
                contacts=5,
                ended=ended,
                reason=maker.one_of(CLOSING),
            )
            courses.insert(0, before)
        return Case(label, self._wish(story, began_years_ago=2 if again else 0), courses)

    def _left_behind(self, number: int, case: Case) -> Case:
        """Some are still allocated to the worker of the hub who left yesterday."""
        if self.staff.gone and number in OF_GONE:
            course = case.courses[-1]
            course.worker = course.author = self.staff.gone
        return case

    def _closed(self, hub: str, *, passed_on: bool) -> Case:
        maker = self.maker
        story = maker.one_of(FAMILY_STORIES)
        ended = maker.days_ago(maker.between(60, 5 * 365))
        started = ended - datetime.timedelta(days=maker.between(110, 300))
        service = "Family hub" if maker.now_and_then(0.25) else "Family support"
        reason = EndReason.TRANSFERRED if passed_on else maker.one_of(CLOSING)
        courses = [
            self._course(
                service,
                hub,
                None,
                story,
                started=started,
                contacts=maker.between(6, 12),
                ended=ended,
                reason=reason,
            )
        ]
        if passed_on:
            onward = HUBS[(HUBS.index(hub) + 1) % len(HUBS)]
            later: datetime.date | None = ended + datetime.timedelta(days=maker.between(90, 150))
            if later and later > maker.days_ago(10):
                later = None
            courses.append(self._course(service, onward, None, MONEY, started=ended, contacts=4, ended=later))
        return Case("closed", self._wish(story), courses)

    def _old_hub(self, hub: str, number: int) -> Case:
        """Services open to all, used so long ago that the financial year of the last contact ended six years ago."""
        maker = self.maker
        ended = maker.today - datetime.timedelta(days=round(maker.chance.uniform(7.2, 11) * 365.25))
        started = ended - datetime.timedelta(days=maker.between(60, 400))
        left = self.staff.leavers[hub]
        course = self._course(
            "Family hub",
            hub,
            left,
            HUB_USE,
            started=started,
            contacts=maker.between(3, 5),
            ended=ended,
            reason=maker.one_of(CLOSING),
        )
        course.author = left
        special = {
            0: "hold",
            1: "hold",
            2: "closed request",
            3: "open request",
            4: "estimated",
            5: "estimated",
            6: "left open",
            7: "second family",
        }
        note = special.get(number, "")
        if note == "left open":
            course.ended_on, course.last_contact_on = None, ended
        kind = BirthDate.ESTIMATED if note == "estimated" else BirthDate.EXACT
        shape = "parted" if note == "second family" else maker.one_of(SHAPES)
        youngest = maker.between(0, 3)
        ages = (
            (youngest + maker.between(BETWEEN_BIRTHS, 5), youngest)
            if maker.now_and_then(0.7)
            else (youngest,)
        )
        return Case("old hub", Wish(shape, ages, birth_kind=kind), [course], {note} - {""})

    def _grown_up(self, hub: str) -> Case:
        """Targeted support whose child has turned 25 since."""
        ended = self.maker.days_ago(round(12.2 * 365))
        started = ended - datetime.timedelta(days=200)
        course = self._course(
            "Family support", hub, self.staff.leavers[hub], WORRY, started=started, contacts=6, ended=ended
        )
        course.author = self.staff.leavers[hub]
        return Case("grown up", Wish("lone", (16,)), [course])

    def _stepped_up(self, hub: str) -> Case:
        ended = self.maker.days_ago(self.maker.between(200, 900))
        started = ended - datetime.timedelta(days=150)
        course = self._course(
            "Family support",
            hub,
            None,
            MONEY,
            started=started,
            contacts=5,
            ended=ended,
            reason=EndReason.STEP_UP,
        )
        return Case("stepped up", self._wish(MONEY), [course])

    def _youth_justice(self, hub: str, number: int) -> Case:
        maker, team = self.maker, "Youth justice"
        ended = maker.days_ago(maker.between(90, 700)) if number >= 10 else None
        started = (ended or maker.days_ago(30)) - datetime.timedelta(days=maker.between(60, 150))
        officer = (
            self.staff.personas["yj_officer"] if number % 3 == 0 else maker.one_of(self.staff.workers[team])
        )
        course = self._course(
            "Youth justice service",
            team,
            officer,
            OFFENCE,
            started=started,
            contacts=maker.between(5, 10),
            ended=ended,
        )
        course.about_child = True
        courses = [course]
        if number in {1, 4, 7, 12}:
            worker = self.staff.personas["hub_worker"] if number == 4 else None
            courses.append(self._course("Family support", hub, worker, WORRY, started=started, contacts=5))
        return Case("youth justice", self._wish(OFFENCE), courses)

    def _harmed(self, number: int) -> Case:
        maker, team = self.maker, "Victim support"
        ended = (
            None
            if number < 6
            else maker.days_ago(maker.between(30, 300) if number < 10 else maker.between(430, 600))
        )
        started = (ended or maker.days_ago(14)) - datetime.timedelta(days=maker.between(30, 80))
        worker = (
            self.staff.personas["victim_worker"]
            if number % 2 == 0
            else maker.one_of(self.staff.workers[team])
        )
        course = self._course(
            "Support for young victims", team, worker, HARMED, started=started, contacts=5, ended=ended
        )
        course.about_child = True
        return Case("harmed", self._wish(HARMED), [course])

    def _group(self, hub: str, number: int) -> Case:
        ended = self.maker.days_ago(self.maker.between(30, 1200)) if number >= 5 else None
        started = (ended or self.maker.days_ago(7)) - datetime.timedelta(days=63)
        course = self._course(
            "Parenting groups", hub, None, PARENT_GROUP, started=started, contacts=5, ended=ended
        )
        return Case("group", self._wish(PARENT_GROUP), [course])

    def _programme(self, hub: str) -> Case:
        ended = self.maker.days_ago(self.maker.between(500, 1700))
        started = ended - datetime.timedelta(days=self.maker.between(180, 300))
        course = self._course(
            "Supporting families programme",
            hub,
            None,
            MONEY,
            started=started,
            contacts=self.maker.between(6, 9),
            ended=ended,
        )
        return Case("programme", self._wish(MONEY), [course])

    def _survey(self, number: int) -> Case:
        day = self.maker.working_day(self.maker.days_ago((20, 45, 190, 240)[number]))
        course = self._course("Website testing", HUBS[3], None, SURVEY, started=day, contacts=1, ended=day)
        return Case("survey", Wish("lone", (6,)), [course])

    def second(self, hub: str) -> Case:
        """The new family of somebody whom the council knows from an earlier one."""
        course = self._course(
            "Family support",
            hub,
            None,
            BABY,
            started=self.maker.days_ago(self.maker.between(30, 80)),
            contacts=3,
        )
        return Case("second", Wish("couple", (0,)), [course])

    # Parts ------------------------------------------------------------------------------------------------------------

    def _course(
        self,
        service: str,
        team: str,
        worker: User | None,
        story: Story,
        *,
        started: datetime.date,
        contacts: int,
        ended: datetime.date | None = None,
        reason: str = EndReason.NEEDS_MET,
        waiting: bool = False,
    ) -> Course:
        author = worker or self.maker.one_of(self.staff.workers[team])
        started = self.maker.working_day(started)
        ended = max(started, self.maker.working_day(ended)) if ended else None
        left = self.staff.left_on.get(team)
        taken_over = (
            left is not None and ended is None and not waiting and (left - started).days > FIRST_WEEKS
        )
        return Course(
            service=self.services[service],
            team=self.staff.teams[team],
            worker=None if waiting else author,
            author=author,
            story=story,
            started_on=started,
            contacts=contacts,
            ended_on=ended,
            end_reason=reason,
            earlier=self.staff.leavers[team] if taken_over else None,
            since=left if taken_over else None,
        )

    def _wish(self, story: Story, *, began_years_ago: int = 0) -> Wish:
        maker = self.maker
        if story is BABY and not began_years_ago:
            age = UNBORN if maker.now_and_then(0.35) else 0
            return Wish(maker.one_of(("lone", "couple", "couple")), (age,))
        eldest = maker.between(
            max(0, story.youngest - began_years_ago), max(0, story.oldest - began_years_ago)
        )
        ages = [eldest]
        for age in sorted((maker.between(0, 14) for _ in range(maker.between(0, 4))), reverse=True):
            if age <= ages[-1] - BETWEEN_BIRTHS:
                ages.append(age)
        estimated = maker.now_and_then(0.04)
        shape = "kinship" if story is KINSHIP else "parted" if story is PARTING else maker.one_of(SHAPES)
        kind = (
            BirthDate.ESTIMATED
            if estimated
            else BirthDate.UNKNOWN
            if maker.now_and_then(0.01)
            else BirthDate.EXACT
        )
        return Wish(shape, tuple(ages), birth_kind=kind)
