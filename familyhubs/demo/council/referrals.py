"""What came in at the front door: waiting at every stage, some of it late, some about families referred before."""

from __future__ import annotations

import datetime
import uuid
from collections.abc import Sequence
from typing import Any

from accounts.models import Team, User
from cases.families.models import Involvement, Person
from cases.referrals.models import (
    Category,
    FrontDoor,
    Outcome,
    Priority,
    Referral,
    ReferralDecision,
    ReferralPerson,
    ReferrerKind,
    Stage,
)
from cases.referrals.rules import due_for
from familyhubs.demo.council.households import Household
from familyhubs.demo.council.maker import Maker
from familyhubs.demo.council.names import BACKGROUNDS
from familyhubs.demo.council.referral_words import DECISIONS, SCREENED, STORIES, Told
from familyhubs.demo.council.staff import FRONT_DOOR, HUBS, Staff

RECEIVED = "Referral received"
# How many days ago, how urgent, and how far it has come: more of them late than a good week would have.
WAITING: tuple[tuple[int, Priority, Stage], ...] = (
    (1, Priority.URGENT, Stage.NEW), (1, Priority.ROUTINE, Stage.NEW), (1, Priority.HIGH, Stage.NEW),
    (1, Priority.ROUTINE, Stage.SCREENING), (2, Priority.ROUTINE, Stage.NEW), (2, Priority.HIGH, Stage.SCREENING),
    (3, Priority.ROUTINE, Stage.SCREENING), (3, Priority.URGENT, Stage.DECISION), (4, Priority.ROUTINE, Stage.DECISION),
    (6, Priority.HIGH, Stage.DECISION), (8, Priority.ROUTINE, Stage.SCREENING), (11, Priority.ROUTINE, Stage.DECISION),
)  # fmt: skip
TURNED_AWAY = (Outcome.ADVICE, Outcome.SIGNPOST, Outcome.STEP_UP, Outcome.ADVICE, Outcome.SIGNPOST)
Names = list[tuple[str, str, str, datetime.date | None]]


def referrals_make(maker: Maker, staff: Staff, homes: dict[str, list[Household]]) -> None:
    """Referrals that opened families of the demo, some that came to nothing, and a board for today."""
    Arrivals(maker, staff).make(homes)
    maker.ledger.write()


class Arrivals:
    """Writes referrals as the front door would have written them."""

    def __init__(self, maker: Maker, staff: Staff) -> None:
        self.maker, self.door = maker, FrontDoor.objects.get()
        self.team = staff.teams[FRONT_DOOR]
        self.officers = [staff.personas["triage_officer"], *staff.workers[FRONT_DOOR]]
        self.staff = staff
        self._number = 0
        self._named: dict[uuid.UUID, Names] = {}

    def make(self, homes: dict[str, list[Household]]) -> None:
        """Everything, the oldest first."""
        for number, home in enumerate([*homes["own"][10:14], *homes["open"][:5]]):
            if number < 3:
                self._came_before(home)
            self._opened(home)
        turned_away = [self._turned_away(outcome, 20 + 37 * n) for n, outcome in enumerate(TURNED_AWAY)]
        self._returned(turned_away[1])
        for number, (days, priority, stage) in enumerate(WAITING):
            again = number in (0, 3)
            names = self._named[turned_away[number].pk] if again else self._strangers()
            team = self.staff.teams[HUBS[0]] if number in (4, 9) else self.team
            self._waiting(names, days, priority, stage, team)

    def _opened(self, home: Household) -> None:
        """How a family of the demo came to be one."""
        work = Involvement.objects.filter(family=home.family).order_by("started_on", "id").first()
        if work is None:
            return
        decided = self.maker.moment(work.started_on, 15)
        people = [*home.children, *home.carers]
        referral = self._referral(
            self._of(home, people), decided - datetime.timedelta(days=2, hours=4), family=home.family,
            wall=work.wall, people=people, team=work.team,
        )  # fmt: skip
        self._decide(referral, Outcome.OPENED, home.by, decided, work)

    def _came_before(self, home: Household) -> None:
        """Somebody worried about the same family some months earlier, and got advice."""
        work = Involvement.objects.filter(family=home.family).order_by("started_on", "id").first()
        if work is None:
            return
        at = self.maker.moment(self.maker.working_day(work.started_on - datetime.timedelta(days=150)), 10)
        people = home.children[:1]
        referral = self._referral(
            self._of(home, people), at, family=home.family, wall=work.wall, people=people, team=work.team
        )
        self._decide(referral, Outcome.ADVICE, home.by, at + datetime.timedelta(days=1))

    def _turned_away(self, outcome: Outcome, days: int) -> Referral:
        """Nobody's file came of it."""
        at = self._moment(days)
        referral = self._referral(self._strangers(), at)
        self._decide(referral, outcome, self.officers[0], at + datetime.timedelta(hours=20))
        return referral

    def _returned(self, referral: Referral) -> None:
        at = referral.decided_at + datetime.timedelta(days=1) if referral.decided_at else self.maker.now
        referral.stage, referral.decided_at = Stage.SCREENING, None
        referral.assigned_to = self.officers[1]
        self.maker.keep_at(referral, by=self.officers[1], at=at, reason=str(Outcome.RETURNED.label))
        self._decision(referral, Outcome.RETURNED, self.officers[1], at)

    def _waiting(self, names: Names, days: int, priority: Priority, stage: Stage, team: Team) -> None:
        at = self._moment(days)
        referral = self._referral(names, at, priority=priority, team=team)
        if stage == Stage.NEW:
            return
        officer = self.officers[self._number % 2]
        referral.stage, referral.assigned_to = stage, officer
        if stage == Stage.DECISION:
            referral.screening = self.maker.one_of(SCREENED)
        later = min(at + datetime.timedelta(hours=3), self.maker.now)
        self.maker.keep_at(referral, by=officer, at=later, reason="Screened")

    def _referral(
        self,
        names: Names,
        at: datetime.datetime,
        *,
        priority: Priority = Priority.ROUTINE,
        people: Sequence[Person] = (),
        team: Team | None = None,
        **more: Any,
    ) -> Referral:
        told: Told = STORIES[self._number % len(STORIES)]
        self._number += 1
        child = names[0][1]
        by = self.officers[self._number % 2]
        referral = Referral(
            reference=self.maker.reference("RF"), way=told.way, received_at=at, referrer_kind=told.kind,
            source_text=told.mail.format(child=child), referrer_name=told.name, referrer_role=told.role,
            referrer_organisation=told.organisation, referrer_contact=told.contact, category=told.category,
            concerns=told.concerns.format(child=child), asked_for=told.asked_for, priority=priority,
            team=team or self.team, recorded_by=by, recorded_at=at + datetime.timedelta(minutes=20),
            due_at=due_for(at, priority, self.door),
            **self._consent(told, at), **more,
        )  # fmt: skip
        self.maker.keep_at(referral, by=by, at=referral.recorded_at, reason=RECEIVED)
        self._named[referral.pk] = names
        for place, (kind, given, family, born) in enumerate(names):
            row = ReferralPerson(
                referral=referral, kind=kind, given_name=given, family_name=family, date_of_birth=born,
                person=people[place] if people else None,
            )  # fmt: skip
            self.maker.keep_at(row, by=by, at=referral.recorded_at, reason=RECEIVED)
        return referral

    def _consent(self, told: Told, at: datetime.datetime) -> dict[str, Any]:
        if told.kind == ReferrerKind.POLICE or told.category == Category.DOMESTIC_ABUSE:
            return {"consent": "not_needed", "consent_why_not": "Asking now could put the children at risk"}
        return {"consent": "given", "consent_by": "The mother", "consent_on": at.date()}

    def _decide(
        self,
        referral: Referral,
        outcome: Outcome,
        by: User,
        at: datetime.datetime,
        work: Involvement | None = None,
    ) -> None:
        referral.stage, referral.decided_at, referral.assigned_to = Stage.DONE, at, by
        referral.screening = self.maker.one_of(SCREENED)
        self.maker.keep_at(referral, by=by, at=at, reason=str(outcome.label))
        self._decision(referral, outcome, by, at, work)

    def _decision(
        self,
        referral: Referral,
        outcome: Outcome,
        by: User,
        at: datetime.datetime,
        work: Involvement | None = None,
    ) -> None:
        reason, detail = DECISIONS[outcome]
        decision = ReferralDecision(
            referral=referral, outcome=outcome, reason=reason, detail=detail, involvement=work, decided_by=by,
            decided_at=at,
        )  # fmt: skip
        self.maker.keep_at(decision, by=by, at=at, reason=str(outcome.label))

    def _of(self, home: Household, people: Sequence[Person]) -> Names:
        return [
            (
                "child" if person in home.children else "adult",
                person.given_name,
                person.family_name,
                person.date_of_birth,
            )
            for person in people
        ]

    def _strangers(self) -> Names:
        """A child and a mother who are on nobody's file."""
        maker, background = self.maker, self.maker.one_of(BACKGROUNDS)
        surname = maker.one_of(background.surnames)
        child = maker.one_of([*background.girls, *background.boys])
        found: Names = [("child", child, surname, maker.years_before(maker.today, 2, 15))]
        return [*found, ("adult", maker.one_of(background.women), surname, None)]

    def _moment(self, days: int) -> datetime.datetime:
        """In office hours of a working day so long ago."""
        return self.maker.moment(
            self.maker.working_day(self.maker.days_ago(days)), self.maker.between(9, 15), 20
        )
