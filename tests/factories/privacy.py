"""Data requests."""

import datetime
import itertools
from typing import Any

from django.utils import timezone

from accounts.models import User
from cases.families.models import Family, Person
from privacy.codes import NoticeCode
from privacy.models import DataRequest, Disclosure
from privacy.notices.draft import draft_content
from privacy.notices.models import NoticeVersion
from privacy.notices.queries import next_number
from privacy.telling.models import Given, Telling, Told

NUMBERS = itertools.count(1)


def make_request(subject: Person, handler: User, **fields: Any) -> DataRequest:
    """A request by the person themselves, received on 10 March 2027 unless told otherwise."""
    request = DataRequest(
        **{
            "reference": f"DR-T{next(NUMBERS)}",
            "subject": subject,
            "subject_name": subject.full_name,
            "asker_name": subject.full_name,
            "channel": "email",
            "received_on": datetime.date(2027, 3, 10),
            "handler": handler,
        }
        | fields
    )
    request.save_by(by=handler, reason="Request received")
    return request


def make_disclosure(family: Family, by: User, **fields: Any) -> Disclosure:
    """An assessment for a school that waits for a manager, unless told otherwise."""
    disclosure = Disclosure(
        **{
            "family": family,
            "recipient": "education_providers",
            "organisation": "Example Primary",
            "purpose": "provide_services",
            "law": "children_act",
            "what": "The part of the assessment about learning",
            "necessity": "The school plans its help by it",
            "told": "told",
            "written_by": by,
            "written_at": timezone.now(),
        }
        | fields
    )
    disclosure.save_by(by=by, reason="To be shared")
    return disclosure


def publish_draft(page: str = "service", **fields: Any) -> NoticeVersion:
    """The draft as it stands, public from today. Call inside ``as_owner()``: nobody else may skip the second person."""
    said = {
        "page": page,
        "number": next_number(NoticeCode(page)),
        "content": draft_content(NoticeCode(page)),
        "what_changed": "Clearer words.",
        "effective_from": timezone.localdate(),
        "proposed_at": timezone.now(),
        "state": "published",
        "decided_at": timezone.now(),
    }
    return NoticeVersion.objects.create(**said | fields)


def make_waiting_version(by: User, page: str = "survey") -> NoticeVersion:
    """A version with one more sentence that waits for a second person."""
    content = draft_content(NoticeCode(page))
    content["lead"] += " Thank you."
    return NoticeVersion.objects.create(
        page=page, content=content, what_changed="We say thank you.", effective_from=timezone.localdate(),
        authors=[by.pk], proposed_by=by, proposed_at=timezone.now(),
    )  # fmt: skip


def make_touching_version() -> NoticeVersion:
    """A published version of the families' notice with other words about a recipient; made once."""
    found = NoticeVersion.objects.published().filter(page="service", number__gt=1).first()
    if found:
        return found
    content = draft_content(NoticeCode.SERVICE)
    sharing = next(section for section in content["sections"] if section["code"] == "who-we-share-with")
    sharing["lists"][0]["items"][0]["detail"] = "Other words."
    return publish_draft(content=content)


def make_telling(family: Family, person: Person, by: User, *, wall: str = "") -> Telling:
    """The run of that version, with a letter to this person."""
    version = make_touching_version()
    telling, _ = Telling.objects.get_or_create(
        version=version,
        defaults={"link": "https://hubs.example/", "started_by": by, "started_at": timezone.now()},
    )
    if not Told.objects.filter(telling=telling, person=person).exists():
        make_told(telling, family, person, wall=wall)
    return telling


def make_told(telling: Telling, family: Family, person: Person, *, wall: str = "") -> Told:
    """Somebody who is to get a letter."""
    told = Told(
        telling=telling,
        family=family,
        person=person,
        way="letter",
        why="No number is safe to text",
        wall=wall,
    )
    told.save_by(by=None, reason="To be told that the notice changed")
    return told


def make_given(person: Person, by: User, *, wall: str = "") -> Given:
    """Version 1 on paper."""
    version = NoticeVersion.objects.get(page="service", number=1)
    given = Given(
        person=person, version=version, how="paper", given_on=timezone.localdate(), given_by=by, wall=wall
    )
    given.save_by(by=by, reason="The notice was given")
    return given
