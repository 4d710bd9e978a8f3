"""What is filled into the gaps of a letter: from the request, its clock, the council\'s contacts and the officer."""

from __future__ import annotations

import dataclasses
import datetime
from dataclasses import dataclass, field

from privacy.codes import ContactPoint
from privacy.models import DataRequest, PublishedContact
from privacy.queries import organisation
from privacy.rules.clock import events_of
from privacy.rules.deadline import request_deadline
from privacy.workbench.models import LetterKind, Reader
from privacy.workbench.rules.letters import COURT, grounds_words

WANTED = {
    "access": "give you a copy of your information",
    "rectification": "put something right",
    "erasure": "delete something",
    "restriction": "keep something and not use it",
    "objection": "stop a use of your information",
    "portability": "give you your information to take elsewhere",
}
AFTER_PROOF = "one month after we have seen what we asked you for"
AFTER_ANSWER = "the date we tell you once we have your answer"


@dataclass(frozen=True)
class Said:
    """What the officer put into a letter beside its wording."""

    to_name: str
    to_address: str = ""
    reason: str = ""
    withheld: str = ""
    grounds: list[str] = field(default_factory=list)
    is_unsaid: bool = False
    own_words: str = ""


def letter_gaps(
    request: DataRequest, kind: str, reader: str, said: Said, *, handler: str, today: datetime.date
) -> dict[str, str]:
    """Every gap a wording may have."""
    council = organisation()
    return {
        "name": said.to_name,
        "reference": request.reference,
        "received": _day(request.received_on),
        "today": _day(today),
        "wanted": WANTED[request.right],
        "due": answer_by(request, extended_today=today if kind == LetterKind.EXTEND else None),
        "reason": said.reason,
        "withheld": said.withheld,
        "grounds": grounds_words(said.grounds, reader, unsaid=said.is_unsaid),
        "own_words": said.own_words,
        "handler": f"{handler}\n{council.name}",
        "organisation": council.name,
        **complaint_gaps(reader),
    }


def complaint_gaps(reader: str) -> dict[str, str]:
    """The three ways on: to us, to the Commissioner, to a court; with the contacts the notice publishes."""
    points = {point.code: point for point in PublishedContact.objects.all()}
    ours, theirs = (_reach(points[code]) for code in (ContactPoint.INFORMATION_GOVERNANCE, ContactPoint.ICO))
    if reader == Reader.CHILD:
        return {
            "complaint": f"You can tell us. It is called a complaint, and you are allowed to make one. {ours} We write"
            " back within 30 days. Then we look into it and tell you what we found. An adult you trust can help you.",
            "ico": "You can also tell the Information Commissioner’s Office. They check that we follow the rules."
            f" {theirs}",
            "court": COURT[Reader.CHILD],
        }
    return {
        "complaint": "You can complain to us, in any way you like (Data Protection Act 2018, section 164A)."
        f" {ours} We tell you within 30 days that we have your complaint, look into it, and tell you what came of it.",
        "ico": "You can complain to the Information Commissioner’s Office, which makes sure that we keep the law."
        f" {theirs}",
        "court": COURT[Reader.ADULT],
    }


def answer_by(request: DataRequest, *, extended_today: datetime.date | None = None) -> str:
    """The day by which we answer, or what it depends on, in words for the person."""
    events = events_of(request.received_on, list(request.events.all()), right=request.right)
    extended_on = events.extended_on or extended_today
    clock = request_deadline(dataclasses.replace(events, extended_on=extended_on))
    if clock.due:
        return f"{clock.due:%A} {_day(clock.due)}"
    return AFTER_ANSWER if clock.start else AFTER_PROOF


def _day(day: datetime.date) -> str:
    return f"{day:%-d %B %Y}"


def _reach(point: PublishedContact) -> str:
    phones = " or ".join(line.strip() for line in point.phones.splitlines() if line.strip())
    address = ", ".join(line.strip() for line in point.address.splitlines() if line.strip())
    ways = [
        f"email {point.email}" if point.email else "",
        f"ring {phones}" if phones else "",
        f"write to {address}" if address else "",
        f"see {point.website}" if point.website else "",
    ]
    told = ", ".join(way for way in ways if way)
    return f"{told[:1].upper()}{told[1:]}." if told else ""
