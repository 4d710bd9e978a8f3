"""Fill an empty demo database with a made-up council."""

import datetime
import os
from argparse import ArgumentTypeError
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from accounts.actor import acting_as_system
from familyhubs import local
from familyhubs.demo.council.guide import guide_write
from familyhubs.demo.council.load import NotEmptyError, council_load

SEED = 20260401


def iso_date(value: str) -> datetime.date:
    """A date written as 2027-01-31."""
    try:
        return datetime.date.fromisoformat(value)
    except ValueError:
        raise ArgumentTypeError(f"'{value}' is not a date written as YYYY-MM-DD.") from None


class Command(BaseCommand):
    """Made-up people only, and never beside real ones: refused anywhere but in the demo on one's own machine."""

    help = "Fill an empty demo database with a made-up council of about 200 families."

    def add_arguments(self, parser: CommandParser) -> None:
        """The day and the seed it is made from, and where the sign-ins are kept."""
        parser.add_argument(
            "--today", type=iso_date, metavar="DATE", help="count days back from here (default: today)"
        )
        parser.add_argument("--seed", type=int, default=SEED, help="another seed makes another council")
        parser.add_argument(
            "--folder",
            type=Path,
            default=Path(os.environ.get("DEMO_FOLDER", local.DEMO)),
            help="where the personas' sign-ins are written, readable by you alone",
        )

    def handle(self, **options: Any) -> None:
        """Make the council as a job of the system, behind the same row security as every other job."""
        if not (settings.INSECURE_LOCAL and local.may_assume_defaults()):
            raise CommandError("Made-up data is only for the demo on a machine of your own.")
        try:
            with acting_as_system("demo"):
                staff = council_load(today=options["today"] or timezone.localdate(), seed=options["seed"])
                path = guide_write(staff, options["folder"])
        except NotEmptyError:
            raise CommandError(
                "This database has people in it. Made-up data goes into an empty one only."
            ) from None
        self.stdout.write(f"Made up a council; its sign-ins are in {path}.")
