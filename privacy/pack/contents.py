"""What stands around the records in a pack: what UK GDPR Art 15(1) to (2) says must come with the copy."""

import datetime
from typing import Any

from django.db.models import Min
from django.utils import timezone

from cases.families.models import Person
from privacy.codes import NoticeCode
from privacy.models import DataRequest
from privacy.notices.models import NoticeVersion
from privacy.notices.queries import published_notice
from privacy.notices.shown import Contact
from privacy.pack.collect import Item, Section
from privacy.queries import organisation

MARK = "Official – sensitive"


def pack_contents(request: DataRequest, sections: list[Section], *, on: datetime.date) -> dict[str, Any]:
    """The whole pack as data: one shape for the JSON file, the preview and the PDF."""
    council = organisation(on)
    return {
        "title": f"Information we hold about {request.subject_name}",
        "organisation": council.name,
        "reference": request.reference,
        "mark": MARK,
        "made_on": f"{on:%-d %B %Y}",
        "opening": [
            f"You asked {council.name} for a copy of what we hold. Your request came on "
            f"{request.received_on:%-d %B %Y} and its number is {request.reference}.",
            f"This pack was made on {on:%-d %B %Y}. We looked in every part of our case system, "
            "at what it holds now and at earlier versions.",
            "Where a record was changed, you see what it said before, when it was changed, by whom and why.",
            *_counted_at_first(request),
        ],
        "about": about_notice(on),
        "sections": [
            {**section, "items": [_told(item) for item in section["items"]]} for section in sections
        ],
    }


def _counted_at_first(request: DataRequest) -> list[str]:
    """Which notice counted when the person was first written down."""
    began = Person.history.filter(id=request.subject_id).aggregate(first=Min("history_date"))["first"]
    if began is None:
        return []
    day = timezone.localdate(began)
    version = NoticeVersion.objects.live_on(day).filter(page=NoticeCode.SERVICE).first()
    counted = f"Version {version.number} of our privacy notice counted then" if version else (
        "That was before the first version in our list of privacy notices"
    )  # fmt: skip
    return [f"We first wrote something down about you on {day:%-d %B %Y}. {counted}."]


def _told(item: Item) -> Item:
    """A record as it goes out, without its key."""
    return Item(fields=item["fields"], versions=item["versions"])


def about_notice(on: datetime.date) -> list[dict[str, Any]]:
    """Purposes, kinds of information, recipients, periods, rights and complaint, from the published notice."""
    return [
        {
            "heading": section.heading,
            "lines": [block.text for block in section.blocks if block.text],
            "items": [
                *(bullet for block in section.blocks for bullet in block.bullets),
                *(
                    f"{item.title}. {item.detail}".strip(". ")
                    for group in section.lists
                    for item in group.items
                ),
                *map(_address, section.contacts),
            ],
        }
        for section in published_notice(NoticeCode.SERVICE, on).sections
    ]


def _address(contact: Contact) -> str:
    parts = [contact.title, contact.email, *contact.phones, contact.website_name, *contact.address]
    return ", ".join(part for part in parts if part)
