"""How long a request keeps what it is about from being destroyed."""

import datetime

from dateutil.relativedelta import relativedelta

COMPLAINT_MONTHS = 4
"""After the answer: three months in which the Commissioner expects a complaint, and a month to hear of it. The local
ombudsman keeps what a request touched for as long (rights-and-retention, 3 and 7.12). A longer dispute needs a hold."""


def held_until(closed_on: datetime.date | None) -> datetime.date | None:
    """The last day on which nothing about the person is destroyed; ``None`` while the request is open."""
    return closed_on + relativedelta(months=COMPLAINT_MONTHS) if closed_on else None
