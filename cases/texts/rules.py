"""May this text go to this phone? Each reason is a sentence for the worker who wrote it.

The rules follow what the family told us about each number. Sending to a phone that an abuser reads can put somebody in
danger, so a number is never safe to text unless somebody wrote down that it is.
"""

import datetime
import re

from cases.families.models import Person, Phone
from cases.texts.models import Status
from cases.texts.models.delivery import FINAL

# What GOV.UK Notify takes as a UK mobile: 07, but not 070 (personal numbers) or 076 (pagers), save 07624 (Isle of Man).
UK_MOBILE = re.compile(r"\+447(?:[1-57-9]\d{8}|624\d{6})")

WORTH_SENDING = datetime.timedelta(hours=24)
"""Later than this, "we visit tomorrow" may be wrong: a person decides."""

NOTIFY_REMEMBERS = datetime.timedelta(days=7)
"""After this Notify can no longer say whether it took a text on."""


class TextRefused(Exception):
    """This text must not be sent; the message says why, in words for the worker."""


def check_text_phone(
    phone: Phone, *, on: datetime.date, shared_confirmed: bool = False, is_broken: bool = False
) -> None:
    """Whether this number may be texted on a day; raises ``TextRefused``."""
    if (phone.ended_on and phone.ended_on < on) or (phone.started_on and phone.started_on > on):
        raise TextRefused("This number is not in use now.")
    if not UK_MOBILE.fullmatch(phone.number):
        raise TextRefused("Texts can only go to UK mobile numbers.")
    if not phone.may_text:
        raise TextRefused("This number is not recorded as safe to text.")
    if is_broken:
        raise TextRefused("This number does not work: the last text could not be delivered.")
    if phone.is_shared and not shared_confirmed:
        raise TextRefused("Other people read this phone: confirm that this text is safe for them to see.")


def check_text_person(person: Person, *, is_member: bool, forbidden: str = "") -> None:
    """Whether this person may be texted about this family; raises ``TextRefused``.

    ``forbidden`` says why nobody may text them: they objected, or their data is locked for use.
    """
    if forbidden:
        raise TextRefused(forbidden)
    if person.date_of_death:
        raise TextRefused("This person has died.")
    if not is_member:
        raise TextRefused("This person does not belong to the family now.")


def refusal_of(
    phone: Phone,
    person: Person,
    *,
    is_member: bool,
    on: datetime.date,
    shared_confirmed: bool = False,
    is_broken: bool = False,
    forbidden: str = "",
) -> str | None:
    """The reason of the two checks above, or ``None`` when the text may go."""
    try:
        check_text_person(person, is_member=is_member, forbidden=forbidden)
        check_text_phone(phone, on=on, shared_confirmed=shared_confirmed, is_broken=is_broken)
    except TextRefused as refused:
        return str(refused)
    return None


def status_after(current: str, reported: str) -> str:
    """The status after Notify reported one, in whatever order reports arrive.

    Delivered stays delivered: a receipt that was overtaken cannot take it back. No report moves a text that came to an
    end back on its way.
    """
    if current == Status.DELIVERED or reported not in FINAL:
        return current
    return reported


def retry_after(attempts: int) -> datetime.timedelta:
    """How long to leave Notify alone after that many tries: 2 minutes, doubling, an hour at most."""
    return min(datetime.timedelta(minutes=2 ** min(attempts, 6)), datetime.timedelta(hours=1))


def daily_limit_ends(at: datetime.datetime) -> datetime.datetime:
    """When Notify's daily count starts again: the next midnight UTC."""
    day = at.astimezone(datetime.UTC).date() + datetime.timedelta(days=1)
    return datetime.datetime.combine(day, datetime.time.min, tzinfo=datetime.UTC)
