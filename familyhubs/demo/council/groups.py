"""Groups of the made-up hubs: some over, some running, one full with a waiting list, one about to begin."""

from __future__ import annotations

import datetime
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass

from accounts.models import Team, User
from cases.contacts.models import Contact, ContactKind
from cases.families.models import Involvement, Person, Service
from cases.families.models.involvement import EndReason, ServiceKind
from cases.groups.models import Attendance, Cohort, Enrolment, Programme, Session
from cases.groups.rules import session_days
from familyhubs.demo.council.group_words import (
    AWAY,
    CHILDREN,
    DADS,
    MARKS,
    NOTES,
    PARENTS,
    STAY_AND_PLAY,
    Offer,
)
from familyhubs.demo.council.households import Household
from familyhubs.demo.council.maker import Maker
from familyhubs.demo.council.staff import HUBS, Staff

DAY, WEEK = datetime.timedelta(days=1), datetime.timedelta(days=7)
ENROLLED, TAKEN, PLANNED = "Put down for a group", "Register taken", "Planned"
CHILD_AGES = range(7, 12)


@dataclass
class Run:
    """A cohort with its sessions and people, while it is made."""

    cohort: Cohort
    lead: User
    sessions: list[Session]
    places: list[Enrolment]


def groups_make(maker: Maker, staff: Staff, homes: dict[str, list[Household]]) -> None:
    """Call it once the families and their work are written."""
    groups = Groups(maker, staff, homes)
    parents = {hub: groups.programme(PARENTS, hub) for hub in HUBS}
    for first, hub, families in groups.courses_of_stories():
        groups.parents(parents[hub], first, families)
    worker, other = staff.personas["hub_worker"], staff.personas["other_hub_worker"]
    groups.stay_and_play(groups.programme(STAY_AND_PLAY, HUBS[0]), staff.workers[HUBS[0]][1])
    groups.children(groups.programme(CHILDREN, HUBS[0]), worker)
    groups.about_to_begin(groups.programme(DADS, HUBS[1]), other)
    maker.ledger.write()


class Groups:
    """Writes programmes, runs and registers. Whoever takes part does so as part of work the hub holds."""

    def __init__(self, maker: Maker, staff: Staff, homes: dict[str, list[Household]]) -> None:
        self.maker, self.staff = maker, staff
        self.stories = homes["group"]
        labels = ("own", "open", "closed", "group")
        self.homes = {home.family.pk: home for label in labels for home in homes[label]}
        self.works: list[Involvement] = list(
            Involvement.objects.filter(family__in=self.homes, wall="").order_by("started_on", "id")
        )

    def programme(self, offer: Offer, hub: str) -> Programme:
        """A programme of a hub, on offer for two years."""
        service, _ = Service.objects.get_or_create(
            name=offer.service,
            defaults={"kind": ServiceKind.GROUPWORK, "id": self.maker.key(self.maker.now)},
        )
        programme = Programme(
            name=offer.name, description=offer.what_for, service=service, team=self.staff.teams[hub]
        )
        on = self.maker.working_day(self.maker.days_ago(740))
        return self.maker.keep(programme, by=self.staff.workers[hub][-1], on=on, reason="Put on offer")

    # --- runs

    def courses_of_stories(self) -> Iterator[tuple[datetime.date, str, list[Household]]]:
        """The first day, the hub and the families of each course of which contacts tell."""
        found: dict[tuple[datetime.date, str], list[Household]] = {}
        for home in self.stories:
            work = next(w for w in self.works if w.family_id == home.family.pk)
            found.setdefault((work.started_on + WEEK, work.team.name), []).append(home)
        for (first, hub), families in sorted(found.items(), key=lambda course: course[0]):
            yield first, hub, families

    def parents(self, programme: Programme, first: datetime.date, families: list[Household]) -> None:
        """Nine weeks that are over, or twelve of which two are to come; Northgate's is full."""
        is_over = any(w.family_id == families[0].family.pk and w.ended_on for w in self.works)
        lead = families[0].by
        run = self.run(programme, lead, first, count=9 if is_over else 12, capacity=10)
        is_full = not is_over and programme.team.name == HUBS[0]
        more = self.others(programme.team, first, 13 if is_full else 6, besides=families)
        for number, home in enumerate([*families, *more]):
            waits = number >= run.cohort.capacity
            asked = self.maker.days_ago(40 - 5 * number % 30) if waits else first - WEEK
            self.join(run, home, home.main_carer, max(asked, home.opened_on), "waiting" if waits else "")
        self.registers(run)
        if is_over:
            self.outcomes(run)
        else:
            self.move_and_cancel(run)

    def stay_and_play(self, programme: Programme, lead: User) -> None:
        """A big group that met four times, meets today, and whose last register nobody took."""
        first = self.maker.working_day(self.maker.today) - 4 * WEEK
        run = self.run(programme, lead, first, count=10, capacity=36, venue="Northgate hall", hour=13)
        for home in self.others(programme.team, first, 30):
            self.join(run, home, home.main_carer, max(first - DAY, home.opened_on))
        self.registers(run, not_taken=1)

    def children(self, programme: Programme, lead: User) -> None:
        """A club for children of one worker's families."""
        first = self.maker.working_day(self.maker.days_ago(54))
        run = self.run(programme, lead, first, count=8, capacity=8, venue="Library", hour=16, every=14)
        for home in self.others(programme.team, first, 30):
            child = next((c for c in home.children if self._age(c) in CHILD_AGES), None)
            if child and len(run.places) < run.cohort.capacity - 1:
                self.join(run, home, child, max(first - WEEK, home.opened_on))
        self.registers(run)

    def about_to_begin(self, programme: Programme, lead: User) -> None:
        """Nobody has come yet; places are left."""
        first = self.maker.working_day(self.maker.today + 2 * WEEK)
        run = self.run(programme, lead, first, count=6, capacity=12, venue="Riverside hub", hour=18)
        for home in self.others(programme.team, self.maker.today, 30):
            father = next((p for p in home.carers[1:] if p not in home.women), None)
            if father and len(run.places) < 5:
                self.join(run, home, father, max(self.maker.days_ago(9), home.opened_on))

    # --- parts of a run

    def run(
        self,
        programme: Programme,
        lead: User,
        first: datetime.date,
        *,
        count: int,
        capacity: int,
        venue: str = "",
        hour: int = 10,
        every: int = 7,
    ) -> Run:
        """A cohort and its sessions, planned a month before."""
        season = ("Winter", "Spring", "Summer", "Autumn")[first.month % 12 // 3]
        cohort = Cohort(
            programme=programme,
            name=f"{season} {first.year}, {first:%A}s",
            venue=venue or programme.team.name,
            capacity=capacity,
            lead_worker=lead,
            starts_on=first,
            starts_at=datetime.time(hour),
            ends_at=datetime.time(hour + 2),
            frequency=every,
        )
        planned = min(self.maker.working_day(first - 4 * WEEK), self.maker.days_ago(3))
        self.maker.keep(cohort, by=lead, on=planned, reason=PLANNED)
        run = Run(cohort, lead, [], [])
        for day in session_days(first, every=every, count=count, skip=()):
            self._session(run, day, planned)
        return run

    def join(self, run: Run, home: Household, person: Person, asked: datetime.date, state: str = "") -> None:
        """A place, or one on the waiting list, as part of groupwork that the hub holds."""
        asked = min(asked, self.maker.days_ago(1))
        place = Enrolment(
            cohort=run.cohort,
            family=home.family,
            person=person,
            involvement=self._work(run, home, asked),
            state=state or "enrolled",
            asked_at=self.maker.moment(asked, 11, len(run.places)),
        )
        self.maker.keep_at(place, by=run.lead, at=place.asked_at, reason=ENROLLED)
        run.places.append(place)

    def registers(self, run: Run, not_taken: int = 0) -> None:
        """A register for each session that is past, save for the last few."""
        past = [session for session in run.sessions if session.happens_on < self.maker.today]
        came = self._told_of(run.places)
        for session in past[: len(past) - not_taken]:
            at = self.maker.moment(session.happens_on, session.ends_at.hour, 5)
            session.register_taken_at, session.register_taken_by = at, run.lead
            self.maker.keep_at(session, by=run.lead, at=at, reason=TAKEN)
            for place in run.places:
                if place.state == "enrolled" and place.asked_at < at:
                    sure = (place.family_id, session.happens_on) in came
                    self.maker.keep_at(self._line(session, place, sure), by=run.lead, at=at, reason=TAKEN)

    def outcomes(self, run: Run) -> None:
        """What came of it for each, written after the last session."""
        last = run.sessions[-1].happens_on
        on = min(last + 2 * DAY, self.maker.days_ago(1))
        for number, place in enumerate(run.places):
            outcome, note, left = NOTES[number % len(NOTES)]
            place.state = "left" if left else "completed"
            place.ended_on, place.outcome, place.outcome_note = last, outcome, note
            self.maker.keep(place, by=run.lead, on=on, reason="Outcome recorded")

    def move_and_cancel(self, run: Run) -> None:
        """The next but one is moved, and the last called off."""
        *_, moved, cancelled = run.sessions
        on = self.maker.days_ago(2)
        to = self._session(run, moved.happens_on + DAY, on, venue="Library")
        moved.state, moved.state_reason, moved.moved_to = "moved", "The hall is a polling station", to
        cancelled.state, cancelled.state_reason = "cancelled", "Staff training"
        for session in (moved, cancelled):
            self.maker.keep(session, by=run.lead, on=on, reason=session.state_reason)

    # --- who and when

    def others(
        self, team: Team, day: datetime.date, most: int, besides: Collection[Household] = ()
    ) -> list[Household]:
        """Families that the hub worked with on a day."""
        taken = {home.family.pk for home in besides}
        found: dict[object, Household] = {}
        for work in self.works:
            there = work.team_id == team.pk and work.started_on <= day and (work.ended_on or day) >= day
            if there and work.family_id not in taken:
                found[work.family_id] = self.homes[work.family_id]
        return list(found.values())[:most]

    def _work(self, run: Run, home: Household, on: datetime.date) -> Involvement:
        programme = run.cohort.programme
        for work in self.works:
            same = (work.family_id, work.service_id, work.team_id) == (
                home.family.pk,
                programme.service_id,
                programme.team_id,
            )
            if same and work.person_id is None and (work.ended_on or self.maker.today) >= on:
                return work
        work = Involvement(
            family=home.family, service=programme.service, team=programme.team, started_on=on,
            allocated_to=run.lead,
        )  # fmt: skip
        over = run.sessions[-1].happens_on + WEEK
        if over < self.maker.today:
            work.ended_on, work.end_reason = over, EndReason.NEEDS_MET
        self.maker.keep(work, by=run.lead, on=on, reason=ENROLLED)
        self.works.append(work)
        return work

    def _session(self, run: Run, day: datetime.date, planned: datetime.date, venue: str = "") -> Session:
        cohort = run.cohort
        session = Session(
            cohort=cohort,
            happens_on=day,
            starts_at=cohort.starts_at,
            ends_at=cohort.ends_at,
            venue=venue or cohort.venue,
        )
        self.maker.keep(session, by=run.lead, on=planned, reason=PLANNED)
        if not venue:
            run.sessions.append(session)
        return session

    def _line(self, session: Session, place: Enrolment, sure: bool) -> Attendance:
        mark = "present" if sure else self.maker.one_of(MARKS)
        return Attendance(
            session=session, enrolment=place, mark=mark, reason=self.maker.one_of(AWAY.get(mark, ("",)))
        )

    def _told_of(self, places: Iterable[Enrolment]) -> set[tuple[object, datetime.date]]:
        """Days on which a contact says that the family was at a group."""
        rows = Contact.objects.filter(
            family__in=[p.family_id for p in places], kind=ContactKind.GROUP_SESSION
        )
        return set(rows.values_list("family_id", "happened_on"))

    def _age(self, person: Person) -> int:
        born = person.date_of_birth
        return (self.maker.today - born).days // 365 if born else 0
