"""Data requests."""

import datetime
import itertools
from typing import Any

from accounts.models import User
from cases.families.models import Person
from privacy.models import DataRequest

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
