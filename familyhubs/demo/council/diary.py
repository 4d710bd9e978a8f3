"""Tasks and visits of those who work with families: a day with something in it, and what was promised and forgotten."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from accounts.models import User
from cases.contacts.models import Contact, ContactKind
from cases.diary.models import Task, Visit
from cases.families.models import Involvement
from familyhubs.demo.council.maker import Maker
from familyhubs.demo.council.staff import HUBS, Staff

PERSONAS = ("hub_worker", "other_hub_worker", "yj_officer", "victim_worker")
GIVEN, PLANNED = "Written down as a task", "Planned"
TASKS = (
    ("Ring the school about the breakfast club", -6),
    ("Send the housing officer the letter about damp, with the family’s consent", -2),
    ("Ask the health visitor for the date of the two-year review", 0),
    ("Find out when the next parenting group begins and tell them", 0),
    ("Take the young carers leaflet along and go through it together", 2),
    ("Write up what the child drew and put it with the wishes and feelings", 3),
    ("Ask the food bank for vouchers for the half-term", 9),
    ("Check whether the bus pass has come", 16),
)
LEFT_BEHIND = (
    ("Return the nursery’s call about the funded hours", -30),
    ("Close the referral to the dentist", -11),
)
OF_THE_MANAGER = (
    ("Agree with the finance team who pays for the bunk beds", -1),
    ("Read the chronology before supervision", 0),
)


@dataclass(frozen=True)
class Plan:
    """A visit: in how many days, from when to when, what for."""

    in_days: int
    start: tuple[int, int]
    end: tuple[int, int]
    place: str
    purpose: str
    safe: str = ""
    call_off: str = ""
    detail: str = ""


RINGS = "Rings the duty worker at the door and when back in the car; looked for half an hour after"
VISITS = (
    Plan(0, (9, 30), (10, 30), "home", "Go through the morning routine together", RINGS),
    Plan(0, (11, 15), (12, 0), "school", "Talk with the child at lunch, alone"),
    Plan(0, (15, 30), (16, 30), "hub", "Money and benefits, with the adviser"),
    Plan(-1, (10, 0), (11, 0), "home", "Agreed visit", RINGS, "nobody_in", "A card was left. Second time this month"),
    Plan(-3, (14, 0), (15, 0), "home", "How the new bedtimes go", RINGS),
    Plan(1, (10, 0), (11, 30), "home", "Read the assessment together", RINGS),
    Plan(1, (13, 0), (14, 0), "hub", "Meet the new key worker"),
    Plan(2, (9, 0), (9, 45), "school", "Meeting with the class teacher"),
    Plan(5, (16, 0), (17, 0), "home", "See the children after school", RINGS, "family", "Grandmother is in hospital"),
    Plan(7, (10, 0), (11, 0), "home", "Review what was agreed", RINGS),
)  # fmt: skip


def diary_make(maker: Maker, staff: Staff) -> None:
    """A week for each of them, tasks of the manager, and what somebody who left has left behind."""
    for persona in PERSONAS:
        worker = staff.personas[persona]
        work = _work_of(worker)
        if work:
            _tasks(maker, worker, work)
            _visits(maker, worker, work)
            _written_up(maker, worker, work)
    own, manager = _work_of(staff.personas["hub_worker"]), staff.personas["hub_manager"]
    for owner, told in ((staff.leavers[HUBS[0]], LEFT_BEHIND), (manager, OF_THE_MANAGER)):
        for (what, days), place in zip(told, own, strict=False):
            _task(maker, place, owner, what, days, by=manager)
    maker.ledger.write()


def _work_of(worker: User) -> list[Involvement]:
    rows = Involvement.objects.filter(allocated_to=worker, ended_on__isnull=True)
    return list(rows.select_related("family").order_by("-started_on", "id")[:12])


def _tasks(maker: Maker, worker: User, work: list[Involvement]) -> None:
    for number, (what, days) in enumerate(TASKS):
        _task(maker, work[number % len(work)], worker, what, days, by=worker)
    done = _task(maker, work[0], worker, "Ask for the interpreter for next week", -4, by=worker)
    done.done_at, done.done_by = maker.moment(maker.days_ago(5), 16), worker
    maker.keep_at(done, by=worker, at=done.done_at, reason="Done")


def _task(maker: Maker, work: Involvement, owner: User, what: str, days: int, *, by: User) -> Task:
    at = maker.moment(maker.days_ago(maker.between(7, 12) - min(0, days + 6)), maker.between(9, 16))
    due_on = maker.today + datetime.timedelta(days=days)
    task = Task(
        family=work.family, what=what, owner=owner, due_on=due_on, given_by=by, given_at=at, wall=work.wall
    )
    return maker.keep_at(task, by=by, at=at, reason=GIVEN)


def _visits(maker: Maker, worker: User, work: list[Involvement]) -> None:
    for number, plan in enumerate(VISITS):
        at = maker.moment(maker.days_ago(maker.between(7, 12)), maker.between(9, 16))
        place = work[(number + 1) % len(work)]
        visit = Visit(
            family=place.family, worker=worker, visit_on=maker.today + datetime.timedelta(days=plan.in_days),
            starts_at=datetime.time(*plan.start), ends_at=datetime.time(*plan.end), place=plan.place,
            purpose=plan.purpose, lone_working=plan.safe, planned_by=worker, planned_at=at, wall=place.wall,
        )  # fmt: skip
        maker.keep_at(visit, by=worker, at=at, reason=PLANNED)
        if plan.call_off:
            visit.call_off, visit.call_off_detail = plan.call_off, plan.detail
            visit.called_off_by = worker
            visit.called_off_at = min(maker.now, maker.moment(visit.visit_on, 10, 20))
            maker.keep_at(visit, by=worker, at=visit.called_off_at, reason=visit.get_call_off_display())


def _written_up(maker: Maker, worker: User, work: list[Involvement]) -> None:
    """The last visits on record were planned: a contact written up from a visit has the visit's key."""
    contacts = Contact.objects.filter(
        recorded_by=worker, kind=ContactKind.VISIT, started_at__isnull=False,
        involvement__in=[row.pk for row in work], happened_on__gte=maker.days_ago(14),
    )  # fmt: skip
    for contact in contacts.order_by("-happened_on", "id")[:6]:
        start = datetime.datetime.combine(contact.happened_on, contact.started_at or datetime.time(9))
        end = start + datetime.timedelta(minutes=contact.minutes or 45)
        if end.date() != start.date():
            continue
        at = maker.moment(contact.happened_on - datetime.timedelta(days=6), 15)
        visit = Visit(
            id=contact.pk, family_id=contact.family_id, worker=worker, visit_on=contact.happened_on,
            starts_at=start.time(), ends_at=end.time(), place="home", purpose="Agreed visit", planned_by=worker,
            planned_at=at, wall=contact.wall,
        )  # fmt: skip
        maker.ledger.enter(visit, by=worker, at=at, reason=PLANNED)
