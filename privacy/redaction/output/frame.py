"""What stands around the records in an answer: the letter, what the law says must come with it, how to complain."""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from typing import Any

from privacy.models import DataRequest
from privacy.pack.contents import MARK, about_notice
from privacy.queries import organisation
from privacy.workbench.models import Search


def frame_of(
    request: DataRequest,
    sections: Sequence[Mapping[str, Any]],
    *,
    collected_on: datetime.date,
    on: datetime.date,
) -> dict[str, Any]:
    """Everything of an answer that is no record, as it is on this day; kept, so that it can be set again."""
    council = organisation(on)
    return {
        "title": f"Information we hold about {request.subject_name}",
        "organisation": council.name,
        "reference": request.reference,
        "mark": MARK,
        "made_on": f"{on:%-d %B %Y}",
        "searched": _searched(request),
        "letter": _letter(request, council.name, sections, collected_on),
        "complain": (
            "If you think we held back too much, or got something wrong, tell us: we look at it again and answer"
            " within 30 days. You can also complain to the Information Commissioner’s Office, or ask a court."
        ),
        "about": about_notice(on),
    }


def _searched(request: DataRequest) -> list[str]:
    """Where officers looked besides, and where not and why; what they typed may name somebody and is left out."""
    return [
        f"{row.place}: not searched. {row.why_not}"
        if row.why_not
        else f"{row.place}, on {row.searched_on:%-d %B %Y}: {row.found or 0:,} found"
        for row in Search.objects.filter(request=request)
    ]


def _letter(
    request: DataRequest, council: str, sections: Sequence[Mapping[str, Any]], collected_on: datetime.date
) -> list[str]:
    kinds = [section["title"] for section in sections if section["items"]]
    records = sum(len(section["items"]) for section in sections)
    return [
        f"Dear {request.asker_name},",
        f"You asked {council} for a copy of what we hold. Your request came on {request.received_on:%-d %B %Y}. Its"
        f" number is {request.reference}.",
        f"We searched every part of our case system on {collected_on:%-d %B %Y}: what it holds now, earlier versions,"
        f" and documents. We found {records:,} records of {len(kinds)} kinds. They are listed under “What is in this"
        " pack”.",
        "Where a record was changed, you see what it said before, when it was changed, by whom and why.",
        "A second officer read what we decided to hold back. Where something is missing, a note in square brackets says"
        " so, and says why unless saying why would do harm.",
        "Words you may not know are explained under “What short words mean”. If you would like this in large print,"
        " read out, or explained by somebody, tell us.",
    ]
