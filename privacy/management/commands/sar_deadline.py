"""Print the day a subject access request must be answered by."""

from datetime import date
from itertools import zip_longest
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from privacy.rules.deadline import (
    Clarification,
    ClockState,
    ImpossibleEvents,
    RequestEvents,
    request_deadline,
)

NO_DATE_YET = {
    ClockState.WAITING_FOR_IDENTITY: "No due date yet: identity was asked for and has not been seen.",
    ClockState.WAITING_FOR_AUTHORITY: "No due date yet: authority was asked for and has not been seen.",
    ClockState.PAUSED: "No due date yet: the clock is paused until the question is answered.",
}


def iso_date(value: str) -> date:
    """A date written as 2027-01-31, and no other way."""
    try:
        day = date.fromisoformat(value)
    except ValueError:
        day = None
    if day is None or day.isoformat() != value:
        raise CommandError(f"'{value}' is not a real date written as YYYY-MM-DD.", returncode=2)
    return day


class Command(BaseCommand):
    """Needs no database: the date follows from the events alone."""

    help = "Print the day a subject access request must be answered by, as an ISO date."
    requires_system_checks = ()

    def add_arguments(self, parser: CommandParser) -> None:
        """The events of a request, dates as YYYY-MM-DD; repeat --asked and --answered for each question."""
        parser.add_argument("--received", metavar="DATE", help="the day the request came (needed)")
        parser.add_argument(
            "--identity-asked", metavar="DATE", help="the day proof of identity was asked for"
        )
        parser.add_argument(
            "--identity-seen", metavar="DATE", help="the day it was seen; the clock starts then"
        )
        parser.add_argument(
            "--asked", action="append", default=[], metavar="DATE", help="a question was asked"
        )
        parser.add_argument("--answered", action="append", default=[], metavar="DATE", help="and answered")
        parser.add_argument("--extended", action="store_true", help="two more months, told in time")

    def handle(self, **options: Any) -> None:
        """Print the date, or say in one sentence why there is none."""
        try:
            deadline = request_deadline(_events(options))
        except ImpossibleEvents as error:
            raise CommandError(str(error), returncode=2) from error
        except (ValueError, OverflowError) as error:
            raise CommandError("That date is too far away to work with.", returncode=2) from error
        if deadline.due is None:
            raise CommandError(NO_DATE_YET[deadline.state], returncode=2)
        if not deadline.bank_holidays_known:
            self.stderr.write("Bank holidays for that year are not published yet: check the date by hand.")
        self.stdout.write(deadline.due.isoformat())


def _events(options: dict[str, Any]) -> RequestEvents:
    """The events the officer typed. Raises CommandError when a date or its partner is missing or wrong."""
    if not options["received"]:
        raise CommandError("Give the day the request came, as --received YYYY-MM-DD.", returncode=2)
    if len(options["answered"]) > len(options["asked"]):
        raise CommandError("Each --answered needs the --asked it answers.", returncode=2)
    asked, answered = map(iso_date, options["asked"]), map(iso_date, options["answered"])
    seen, wanted = options["identity_seen"], options["identity_asked"]
    received = iso_date(options["received"])
    return RequestEvents(
        received=received,
        # Whoever types only the day it was seen says by that that it was asked for: at once, as the law expects.
        identity_asked=iso_date(wanted) if wanted else received if seen else None,
        identity_seen=iso_date(seen) if seen else None,
        clarifications=tuple(Clarification(*pair) for pair in zip_longest(asked, answered)),
        extended_on=received if options["extended"] else None,
    )
