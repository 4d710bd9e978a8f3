"""Supervision, audits and hand-overs of the made-up hubs."""

from __future__ import annotations

import datetime

from accounts.models import User
from cases.families.models import Involvement
from cases.families.models.involvement import EndReason
from cases.oversight.actions import audits_draw
from cases.oversight.models import CaseAudit, HandOver, OversightNote
from cases.oversight.models.audit import AREAS
from familyhubs.demo.council.households import Household
from familyhubs.demo.council.maker import Maker
from familyhubs.demo.council.staff import Staff
from privacy.models import Disclosure

TALKS = (
    (
        "supervision",
        "We looked at the last six weeks together. {child} is seen at every visit and says more each time. The visits"
        " fall on the same weekday, so we have not seen a weekend yet.",
        "One visit on a Saturday before we meet again.",
    ),
    (
        "oversight",
        "The record is up to date and I can follow why we do what we do. What {carer} wants is on the file in"
        " {carer}’s own words.",
        "",
    ),
    (
        "decision",
        "We stay with targeted support. The worry about money is new, and {carer} asked for help with it.",
        "Ring the welfare rights team this week.",
    ),
)
STRONG = "The child is on every page. I read what the child likes and what worries the child in the child’s own words."
CHANGE = "The chronology has a gap of five weeks. Write down what happened, or that nothing did."
DONE, DRAWN, WITH_NOTES, SHARED = 3, 4, 9, 6
WAITS, TO_SEND_BY_MANAGER = 3, 5


def quality_make(maker: Maker, staff: Staff, homes: list[Household], others: list[Household]) -> None:
    """Notes on a few files, some audited, what schools were told, and the families who were stepped up or down."""
    manager = staff.personas["hub_manager"]
    for number, home in enumerate(homes[:WITH_NOTES]):
        _note(maker, home, manager, number)
    for number, home in enumerate(homes[:SHARED]):
        _shared(maker, home, staff.personas["hub_worker"], manager, number)
    for number, home in enumerate(others[:DONE]):
        _audited(maker, home, manager, number)
    maker.ledger.write()
    audits_draw(
        by=manager, count=DRAWN, today=maker.days_ago(maker.between(4, 9)), seed=maker.between(1, 999)
    )
    _stepped(maker, manager)


def _note(maker: Maker, home: Household, manager: User, number: int) -> None:
    kind, words, then = TALKS[number % len(TALKS)]
    names = {"child": home.main_child.given_name, "carer": home.main_carer.given_name}
    day = maker.working_day(maker.days_ago(maker.between(6, 60)))
    at = maker.moment(day, 15, maker.between(0, 59))
    note = OversightNote(
        family=home.family, kind=kind, talked_on=day, words=words.format_map(names),
        next_actions=then.format_map(names), written_by=manager, written_at=at,
    )  # fmt: skip
    maker.keep_at(note, by=manager, at=at, reason="Written by the manager")


def _shared(maker: Maker, home: Household, worker: User, manager: User, number: int) -> None:
    """The school was told what it needs after a manager agreed; one waits for that, and two are still to be sent."""
    day = maker.working_day(maker.days_ago(maker.between(20, 80)))
    at = maker.moment(day, 11)
    writer = manager if number == TO_SEND_BY_MANAGER else worker
    shared = Disclosure(
        family=home.family, recipient="education_providers", organisation="Example Primary School",
        contact_name="The designated safeguarding lead", purpose="provide_services",
        law="children_and_families_act", what="The part of our assessment about mornings and learning.",
        necessity="The school gives breakfast and a quiet start by it. The rest would not help them.", told="asked",
        written_by=writer, written_at=at,
    )  # fmt: skip
    if number != WAITS:
        agreed_by = _another(manager) if writer is manager else manager
        shared.decision, shared.decided_by, shared.decided_at = "approved", agreed_by, maker.moment(day, 15)
    if number < WAITS:
        shared.shared_on, shared.shared_how = maker.working_day_after(day), "Secure email"
    maker.keep_at(shared, by=writer, at=at, reason="To be shared")


def _another(manager: User) -> User:
    """A manager of one of the teams, since nobody agrees to what they wrote themselves."""
    return (
        User.objects.filter(memberships__role="hub_manager")
        .exclude(pk=manager.pk)
        .order_by("full_name", "id")[0]
    )


def _audited(maker: Maker, home: Household, manager: User, number: int) -> None:
    drawn = maker.working_day(maker.days_ago(maker.between(40, 90)))
    done = maker.working_day_after(drawn + datetime.timedelta(days=6))
    grades = dict.fromkeys((*AREAS, "overall_grade"), "good")
    if number == 1:
        grades |= {"recording_grade": "requires_improvement"}
    audit = CaseAudit(
        family=home.family, auditor=manager, drawn_on=drawn, due_on=done, done_on=done, strengths=STRONG,
        improvements=CHANGE if number == 1 else "", **grades,
    )  # fmt: skip
    maker.keep_at(audit, by=manager, at=maker.moment(done, 16), reason="Graded in a case audit")


def _stepped(maker: Maker, manager: User) -> None:
    """A hand-over beside each work of the manager's teams that ended as a step up or down."""
    ended = Involvement.objects.filter(
        end_reason__in=[EndReason.STEP_UP, EndReason.STEP_DOWN], wall="", team__in=manager.team_ids()
    )
    for work in ended.order_by("ended_on", "id")[:6]:
        up = work.end_reason == EndReason.STEP_UP
        at = maker.moment(work.ended_on, 16) if work.ended_on else maker.now
        given = HandOver(
            family_id=work.family_id, involvement=work, direction=work.end_reason, handed_on=work.ended_on,
            organisation="Children’s Social Care, first response" if up else "School nurse and breakfast club",
            reasons="What we can offer no longer keeps the children safe enough." if up
            else "The mornings are calm and everybody knows whom to ring.",
            passed_on="Our assessment and the last three months of the chronology." if up
            else "With the parents there, what worked and what to watch for.",
            family_view="disagrees" if up else "agrees", written_by=manager, written_at=at, wall=work.wall,
        )  # fmt: skip
        maker.keep_at(given, by=manager, at=at, reason=given.get_direction_display())
    maker.ledger.write()
