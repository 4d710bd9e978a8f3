"""Forms that people sent about their data."""

import datetime
from typing import Any

from accounts.keys import new_key
from privacy.public_forms.models import Evidence, Submission
from privacy.public_forms.rules.steps import reference_of

ANSWERS = {
    "who": "self", "given_name": "Robin", "family_name": "Example", "born_day": "1", "born_month": "5",
    "born_year": "2014", "details": "Everything from last year", "reach": "email", "email": "robin@post.example",
}  # fmt: skip


def make_submission(
    kind: str = "copy", *, received_on: datetime.date | None = None, **answers: str
) -> Submission:
    """A form of Robin Example that came on 10 March 2027, unless told otherwise."""
    key = new_key()
    row = Submission(
        pk=key, reference=reference_of(key), kind=kind, received_on=received_on or datetime.date(2027, 3, 10),
        answers=ANSWERS | answers,
    )  # fmt: skip
    row.save(force_insert=True)
    return row


def make_evidence(submission: Submission, **fields: Any) -> Evidence:
    """A small PDF."""
    at = datetime.datetime(2027, 3, 10, 12, tzinfo=datetime.UTC)
    row = Evidence(
        **{"submission": submission, "kind": "pdf", "content": b"%PDF-1.7 made up", "added_at": at} | fields
    )
    row.save(force_insert=True)
    return row
