"""Decisions on rights, locks, recipients, and objections to texts."""

import datetime
from typing import Any

from django.utils import timezone

from accounts.keys import new_key
from accounts.models import User
from cases.families.models import Person, UseLock
from cases.texts.models import TextStop
from privacy.models import DataRequest
from privacy.rights.models import Decision, RecipientNotice, Statement
from tests.factories.contacts import make_contact


def make_decision(request: DataRequest, by: User, **fields: Any) -> Decision:
    """A correction that the team makes, granted just now, unless told otherwise."""
    decision = Decision(
        **{
            "request": request,
            "right": "rectification",
            "is_granted": True,
            "ground": "wrong_fact",
            "what": "The school",
            "reasons": "They showed us a letter",
            "chosen": {"fact": "team"},
            "decided_by": by,
            "decided_at": timezone.now(),
        }
        | fields
    )
    decision.save_by(by=by, reason="Decided")
    return decision


def make_recipient(decision: Decision, **fields: Any) -> RecipientNotice:
    """A school that was given something in spring."""
    notice = RecipientNotice(
        **{
            "decision": decision,
            "disclosure_id": new_key(),
            "recipient": "education_providers",
            "organisation": "Example Primary",
            "what": "The part about learning",
            "shared_on": datetime.date(2026, 4, 1),
        }
        | fields
    )
    notice.save_by(by=None, reason="Was given the data")
    return notice


def make_lock(by: User, **fields: Any) -> UseLock:
    """Data of a person or a family that is being checked."""
    lock = UseLock(
        **{
            "reason": "accuracy",
            "request_reference": "DR-1",
            "placed_by": by,
            "placed_at": timezone.now(),
            "review_on": timezone.localdate() + datetime.timedelta(days=30),
        }
        | fields
    )
    lock.save_by(by=by, reason="Restriction")
    return lock


def make_text_stop(person: Person, by: User) -> TextStop:
    """They do not want texts."""
    stop = TextStop(person=person, said="On the phone", written_by=by, written_at=timezone.now())
    stop.save_by(by=by, reason="They objected to texts")
    return stop


def make_statement(file: Any, by: User, **fields: Any) -> Statement:
    """What somebody says about a contact."""
    if "record_id" not in fields:
        fields["record_id"] = make_contact(file, by).pk
    statement = Statement(
        **{
            "family": file.family,
            "person": file.person,
            "about": "contact",
            "words": "I was not angry",
            "said_on": timezone.localdate(),
            "written_by": by,
            "written_at": timezone.now(),
        }
        | fields
    )
    statement.save_by(by=by, reason="Said beside an opinion")
    return statement
