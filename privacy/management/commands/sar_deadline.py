"""Print the day a subject access request must be answered by."""

from argparse import ArgumentTypeError
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
    ClockState.PAUSED: "No due date yet: the clock is paused until the question is answered.",
}


def iso_date(value: str) -> date:
    """A date written as 2027-01-31, and no other way."""
    try:
        day = date.fromisoformat(value)
    except ValueError:
        day = None
    if day is None or day.isoformat() != value:
        raise ArgumentTypeError(f"'{value}' is not a real date written as YYYY-MM-DD.")
    return day


class Command(BaseCommand):
    """Needs no database: the date follows from the events alone."""

    help = "Print the day a subject access request must be answered by, as an ISO date."
    requires_system_checks = ()

    def add_arguments(self, parser: CommandParser) -> None:
        """The events of a request; repeat --asked and --answered for each question."""
        parser.add_argument("--received", type=iso_date, required=True, metavar="DATE")
        parser.add_argument("--identity-asked", type=iso_date, metavar="DATE")
        parser.add_argument("--identity-seen", type=iso_date, metavar="DATE")
        parser.add_argument("--asked", type=iso_date, action="append", default=[], metavar="DATE")
        parser.add_argument("--answered", type=iso_date, action="append", default=[], metavar="DATE")
        parser.add_argument("--extended", action="store_true", help="two more months were needed")

    def handle(self, **options: Any) -> None:
        """Print the date, or say in one sentence why there is none."""
        if len(options["answered"]) > len(options["asked"]):
            raise CommandError("Each --answered needs the --asked it answers.", returncode=2)
        try:
            events = RequestEvents(
                received=options["received"],
                identity_asked=options["identity_asked"],
                identity_seen=options["identity_seen"],
                clarifications=tuple(
                    Clarification(asked, answered)
                    for asked, answered in zip_longest(options["asked"], options["answered"])
                ),
                extended=options["extended"],
            )
            deadline = request_deadline(events)
        except ImpossibleEvents as error:
            raise CommandError(str(error), returncode=2) from error
        except (ValueError, OverflowError) as error:
            raise CommandError("That date is too far away to work with.", returncode=2) from error
        if deadline.due is None:
            raise CommandError(NO_DATE_YET[deadline.state], returncode=2)
        if not deadline.bank_holidays_known:
            self.stderr.write("Bank holidays for that year are not published yet: check the date by hand.")
        self.stdout.write(deadline.due.isoformat())
