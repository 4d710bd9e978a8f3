"""Show in numbers what tonight's runs would propose and do. Never writes: there is no command that destroys."""

import datetime
from argparse import ArgumentTypeError
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.db import connection, transaction
from django.utils import timezone

from accounts.actor import acting_as_system
from retention.models import DisposalSwitch
from retention.models.disposal import Block
from retention.queries.preview import Preview, preview
from retention.queries.schedule import schedule_is_approved


def iso_date(value: str) -> datetime.date:
    """A date written as 2027-01-31, and no other way."""
    try:
        day = datetime.datetime.strptime(value, "%Y-%m-%d").date()  # noqa: DTZ007
    except ValueError:
        raise ArgumentTypeError(f"'{value}' is not a real date written as YYYY-MM-DD.") from None
    return day


class Command(BaseCommand):
    """Counts alone: no name, no reference, no key leaves the database."""

    help = "Show how many files and rows are due, what keeps the others, and which dates are missing. Changes nothing."

    def add_arguments(self, parser: CommandParser) -> None:
        """The day to look from."""
        parser.add_argument("--on", type=iso_date, metavar="DATE", help="look from this day (default: today)")

    def handle(self, **options: Any) -> None:
        """Ask inside a transaction that PostgreSQL keeps from writing."""
        on = options["on"] or timezone.localdate()
        with acting_as_system("retention"), transaction.atomic():
            with connection.cursor() as cursor:
                cursor.execute("SET TRANSACTION READ ONLY")
            approved, found = schedule_is_approved(on), preview(on)
            may_run = DisposalSwitch.objects.filter(may_run=True).exists()
        self.stdout.write(f"Retention preview for {on:%d %B %Y}. Nothing is changed.")
        if not approved:
            self.stdout.write(
                "The retention schedule is not approved: nothing is proposed or destroyed, whatever is due."
            )
        if not may_run:
            self.stdout.write("Disposal is stopped: nothing is proposed or destroyed, whatever is due.")
        self._write(found)

    def _write(self, found: Preview) -> None:
        self.stdout.write("\nFiles whose period is over, by the rule that decides:")
        self._line("rule", "ready", "blocked", "earliest", "latest")
        for rule in found.rules:
            name = f"{rule.title} ({rule.code} version {rule.version})"
            self._line(name, rule.ready, rule.blocked, rule.earliest, rule.latest)
        if not found.rules:
            self.stdout.write("  none")
        self.stdout.write("\nSingle rows whose period is over, which go tonight by themselves:")
        self._line("rule", "ready", "kept back")
        for name, rows in found.rows.items():
            self._line(name, rows.ready, rows.kept_back)
        if not found.rows:
            self.stdout.write("  none")
        self.stdout.write("\nWhat keeps the blocked ones (a file may have several):")
        for block, count in found.blocks.items():
            self._line(Block(block).label, count)
        if not found.blocks:
            self.stdout.write("  nothing")
        self.stdout.write("\nWorklist, where no date can be worked out:")
        for kind, count in found.without_birth_date.items():
            self._line(f"people whose date of birth is {kind}, under a rule that needs it", count)
        self._line("people in no family", found.people_in_no_family)
        self._line("families without a service", found.families_without_service)

    def _line(self, name: str, *values: object) -> None:
        self.stdout.write(f"  {name:<70}" + "".join(f"{value!s:>12}" for value in values))
