"""Complaints about data and the breach log of the made-up council."""

from __future__ import annotations

import datetime

from accounts.models import User
from cases.families.actions.rows import row_version
from cases.families.models import Person
from familyhubs.demo.council.maker import Maker
from familyhubs.demo.council.staff import Staff
from privacy.duties.actions import breaches, complaints
from privacy.duties.models import Breach, BreachNotice, Complaint
from privacy.duties.models.breach import BreachKind, NoticeTo, Told
from privacy.duties.models.complaint import ComplaintKind, Outcome, StepKind
from privacy.models.data_request import Asker, Channel

HOUR = datetime.timedelta(hours=1)


def duties_make(maker: Maker, staff: Staff, people: list[Person]) -> None:
    """Three open complaints and one answered; a breach whose hours run, one told late and closed."""
    officer = staff.personas["information_officer"]
    second = next(user for user in staff.workers["Information governance"] if user.pk != officer.pk)
    _complaints(maker, officer, people)
    _running(maker, officer, people[2])
    _closed(maker, officer, second)


def _complaints(maker: Maker, officer: User, people: list[Person]) -> None:
    _complaint(maker, officer, people[0], 24, "You wrote to my old address, though I told you I had moved.")
    child = _complaint(
        maker, officer, people[1], 35, "My worker told my mum what I said at the youth club.", is_child=True
    )
    _step(maker, child, StepKind.ACKNOWLEDGED, 33, "Wrote to the young person in plain words.")
    _step(maker, child, StepKind.ENQUIRY, 30, "Read the contact of that day. Asked the worker what was said.")
    _complaint(
        maker, officer, None, 3, "The car park of the hub is always full.", kind=ComplaintKind.CORPORATE,
        complainant_name="Lorna Tisdale", relation=Asker.OTHER,
    )  # fmt: skip
    done = _complaint(maker, officer, people[3], 120, "I asked for my records and one page was missing.")
    _step(maker, done, StepKind.ACKNOWLEDGED, 116, "By email, with the name of who looks into it.")
    complaints.complaint_close(
        complaint=done, closed_on=maker.working_day(maker.days_ago(100)), outcome=Outcome.UPHELD,
        outcome_words="A page stuck in the printer. It was about the summer of 2024.",
        done="Sent the page the same day and said sorry. Pages are counted before a copy goes out.",
        told_how="Letter with the page", by=officer,
    )  # fmt: skip


def _complaint(
    maker: Maker, officer: User, person: Person | None, days: int, words: str, **more: object
) -> Complaint:
    about = {
        "kind": ComplaintKind.DATA_PROTECTION,
        "received_on": maker.days_ago(days),
        "channel": Channel.EMAIL,
        "complainant_name": person.full_name if person else "",
        "relation": Asker.SELF,
        "person_id": person.pk if person else None,
        "words": words,
    }
    return complaints.complaint_log(complaint=Complaint(**about | more), by=officer)


def _step(maker: Maker, complaint: Complaint, kind: str, days: int, words: str) -> None:
    complaints.complaint_step(
        complaint=complaint, kind=kind, happened_on=maker.days_ago(days), words=words, by=complaint.handler
    )


def _running(maker: Maker, officer: User, person: Person) -> None:
    breach = breaches.breach_log(
        breach=Breach(
            kind=BreachKind.MISDIRECTED_TEXT, happened_on=maker.days_ago(1), aware_at=maker.now - 20 * HOUR,
            what_happened="A text about a visit went to a number that has belonged to somebody else since the summer.",
            categories=["texts", "contact_details"], people_count=1,
        ),
        at=maker.now - 19 * HOUR, by=officer,
    )  # fmt: skip
    breaches.breach_step(
        breach=breach,
        taken_at=maker.now - 18 * HOUR,
        words="Rang the number. They deleted the text.",
        by=officer,
    )
    breaches.breach_person_put(
        breach=breach, person_id=person.pk, told_on=maker.today, told_how="The worker rang and said sorry",
        why_not="", version=None, by=officer,
    )  # fmt: skip
    breaches.breach_decide(
        breach=breach, about=Told.ICO, version=None, is_told=False, at=maker.now - HOUR, by=officer,
        reasons="One text without a name, deleted by whoever got it. Nobody comes to harm.",
    )  # fmt: skip


def _closed(maker: Maker, officer: User, second: User) -> None:
    aware = maker.moment(maker.days_ago(70), 15)
    breach = breaches.breach_log(
        breach=Breach(
            kind=BreachKind.MISDIRECTED_PACK, happened_on=maker.days_ago(72), aware_at=aware,
            what_happened="A copy of records left a page in that was about a neighbour who had written to us.",
            categories=["contacts_with_you", "identity"], people_count=2,
        ),
        at=aware + HOUR, by=officer,
    )  # fmt: skip
    breaches.breach_step(
        breach=breach,
        taken_at=aware + 2 * HOUR,
        words="The page was fetched back unread, in person.",
        by=officer,
    )
    version = breach.history.values_list("history_id", flat=True)[0]
    breaches.breach_weigh(breach=breach, version=version, likelihood=2, severity=2, by=officer)
    for about, told, why in (
        (Told.ICO, True, "Somebody who trusted us could have been named."),
        (Told.PEOPLE, True, "They may be worried and should hear it from us."),
    ):
        decision = breaches.breach_decide(
            breach=breach,
            about=about,
            version=None,
            is_told=told,
            reasons=why,
            at=aware + 3 * HOUR,
            by=officer,
        )
        seen = row_version(decision)
        breaches.breach_agree(decision=decision, version=seen, at=aware + 20 * HOUR, by=second)
    for whom, later, how, delay in (
        (NoticeTo.ICO, 80, "The Commissioner’s web form", "The second officer was away until Monday."),
        (NoticeTo.PEOPLE, 30, "In person, by the team manager", ""),
    ):
        notice = BreachNotice(breach=breach, whom=whom, told_at=aware + later * HOUR, how=how, delay=delay)
        breaches.breach_told(notice=notice, by=officer)
    breaches.breach_close(
        breach=breach, on=maker.days_ago(50), lessons="A second reader looks at every copy before it goes.",
        by=officer,
    )  # fmt: skip
