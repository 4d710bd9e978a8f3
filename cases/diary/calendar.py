"""A diary as the iCalendar file (RFC 5545) that Outlook and telephones subscribe to. It names nobody.

Outside the portal an appointment is its kind, its times and a link to its day behind sign-in. No name, address,
reference or key of a family is in the file, whatever server the calendar's owner has it read by.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable

from icalendar import Calendar, Event

from cases.families.diary import CALLED_OFF, Slot

PRODUCT = "-//Family Hubs//Diary//EN"
READ_AGAIN_AFTER = datetime.timedelta(hours=1)


def calendar_file(slots: Iterable[Slot], *, at: datetime.datetime, site: str, day_url: str) -> bytes:
    """The file. ``day_url`` is the address of a day in the diary with ``{day}`` in it; ``site`` ends the ids."""
    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", "Family Hubs diary")
    calendar.add("refresh-interval", READ_AGAIN_AFTER, {"value": "DURATION"})
    for slot in slots:
        if slot.state != CALLED_OFF:
            calendar.add_component(_event(slot, at, site, day_url))
    calendar.add_missing_timezones()
    written: bytes = calendar.to_ical()
    return written


def _event(slot: Slot, at: datetime.datetime, site: str, day_url: str) -> Event:
    event = Event()
    event.add("uid", f"{slot.key}@{site}")
    event.add("dtstamp", at.astimezone(datetime.UTC))
    event.add("summary", slot.kind)
    event.add("dtstart", slot.starts_at)
    event.add("dtend", slot.ends_at)
    event.add("url", day_url.format(day=slot.day.isoformat()))
    event.add("class", "PRIVATE")
    return event
