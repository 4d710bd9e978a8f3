"""Rights used at the made-up council: a correction made and told, a lock, an objection to texts, a deletion refused."""

from __future__ import annotations

from accounts.models import User
from cases.contacts.models import Contact
from cases.families.models import Family, Person
from cases.texts.actions.objection import texts_stop
from familyhubs.demo.council.households import Household
from familyhubs.demo.council.maker import Maker
from familyhubs.demo.council.staff import Staff
from privacy.actions.requests import request_log
from privacy.models import DataRequest
from privacy.models.data_request import Asker, Channel, RequestRight
from privacy.rights.actions.decisions import right_decide, statement_add
from privacy.rights.actions.recipients import recipients_find
from privacy.rights.models import Statement
from privacy.rights.models.decision import Ground
from privacy.rights.rules.choices import ERASED_APART


def rights_make(maker: Maker, staff: Staff, shared: list[Household], quiet: list[Household]) -> None:
    """``shared`` are families of whom a school was told something; ``quiet`` are others."""
    officer = staff.personas["information_officer"]
    _corrected(maker, officer, shared[0].main_child)
    _locked(maker, officer, quiet[0].main_carer)
    _refused(maker, officer, quiet[1].main_carer)
    _asked(
        maker,
        officer,
        quiet[2].main_carer,
        RequestRight.OBJECTION,
        "Please use my answers no more for studies.",
    )
    _taken_along(maker, officer, quiet[2].main_carer)
    texts_stop(
        person_id=shared[1].main_carer.pk, said="At the door: please ring instead", at=maker.now,
        by=staff.personas["hub_worker"],
    )  # fmt: skip
    _said(maker, staff.personas["hub_worker"], shared[2].family, shared[2].main_carer)


def _asked(maker: Maker, officer: User, person: Person, right: str, words: str) -> DataRequest:
    days = {RequestRight.ERASURE: 15, RequestRight.RECTIFICATION: 12, RequestRight.RESTRICTION: 9}.get(
        RequestRight(right), 4
    )
    return request_log(
        subject_id=person.pk, subject_name=person.full_name, right=right, received_on=maker.days_ago(days),
        channel=Channel.EMAIL, asked_by=Asker.SELF, asker_name=person.full_name, details=words, by=officer,
    )  # fmt: skip


def _corrected(maker: Maker, officer: User, child: Person) -> None:
    request = _asked(
        maker, officer, child, RequestRight.RECTIFICATION, "The school on my record is not mine."
    )
    at = maker.moment(maker.days_ago(3), 11)
    decision = right_decide(
        request=request, right=RequestRight.RECTIFICATION, is_granted=True, ground=Ground.WRONG_FACT,
        what="The school.", reasons="The school wrote to us.",
        chosen={"fact": "team"}, at=at, by=officer,
    )  # fmt: skip
    recipients_find(decision=decision)


def _locked(maker: Maker, officer: User, person: Person) -> None:
    request = _asked(
        maker, officer, person, RequestRight.RESTRICTION, "The visit in spring was not as you wrote."
    )
    right_decide(
        request=request, right=RequestRight.RESTRICTION, is_granted=True, ground=Ground.ACCURACY_CHECKED,
        what="What is held about the parent.", reasons="We ask the two who were there.",
        chosen={"review_on": maker.days_ago(-20).isoformat()}, at=maker.moment(maker.days_ago(8), 10), by=officer,
    )  # fmt: skip


def _refused(maker: Maker, officer: User, person: Person) -> None:
    request = _asked(maker, officer, person, RequestRight.ERASURE, "Delete everything, and my old numbers.")
    at = maker.moment(maker.days_ago(6), 14)
    right_decide(
        request=request, right=RequestRight.ERASURE, is_granted=False, ground=Ground.PUBLIC_TASK,
        what="The file of the family.", reasons="We work with the family, and a child may want to read it one day.",
        at=at, by=officer,
    )  # fmt: skip
    right_decide(
        request=request, right=RequestRight.ERASURE, is_granted=True, ground=Ground.NOT_NEEDED,
        what="Numbers nobody uses any more.", reasons="We no longer need them.",
        chosen={"kinds": [model for model in ERASED_APART if model == "families.PersonName"]}, at=at, by=officer,
    )  # fmt: skip


def _taken_along(maker: Maker, officer: User, person: Person) -> None:
    request = _asked(maker, officer, person, RequestRight.PORTABILITY, "Send my data to my new council.")
    right_decide(
        request=request, right=RequestRight.PORTABILITY, is_granted=False, ground=Ground.NOT_BY_CONSENT,
        what="Everything we hold.", reasons="None of it was given by consent. A copy can be sent instead.",
        at=maker.moment(maker.days_ago(2), 10), by=officer,
    )  # fmt: skip


def _said(maker: Maker, worker: User, family: Family, person: Person) -> None:
    contact = (
        Contact.objects.filter(family=family).exclude(what_we_think="").order_by("-happened_on", "id").first()
    )
    if contact is None:
        return
    words = "I was tired that day, and I had asked for help the week before. Please put that beside what you think."
    statement = Statement(
        family=family, person=person, about="contact", record_id=contact.pk, words=words,
        said_on=maker.days_ago(2),
    )  # fmt: skip
    statement_add(statement=statement, at=maker.now, by=worker)
