"""`manage.py verify_access_log`: has anybody tampered with the log of reads?"""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandParser
from django.db import connection, transaction
from django.utils import timezone

from accounts.actor import acting_as_system
from accounts.tasks import ACCESS_LOG
from accounts.verification import Verified, verify


class Command(BaseCommand):
    """Says what is wrong in sentences that name rows and seals by key and number, never anybody's name."""

    help = "Hold the log of who looked at whom against its seals. Exit code 1 when anything is wrong."

    def add_arguments(self, parser: CommandParser) -> None:
        """A head, so that a log that ends too early is found too."""
        parser.add_argument(
            "--head", default="", help="number:digest as a worker's process log printed it at some sealing"
        )

    def handle(self, *args: Any, head: str, **options: Any) -> None:
        """One look at everything as it stands at this moment; sealing and reading go on meanwhile."""
        told, wrong = Verified(), 0
        with transaction.atomic():
            with connection.cursor() as cursor:
                cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
            with acting_as_system(ACCESS_LOG):
                key = settings.ACCESS_LOG_KEY.encode()
                for sentence in verify(key, at=timezone.now(), head=head, told=told):
                    self.stderr.write(sentence)
                    wrong += 1
        self.stdout.write(
            f"{told.seals} seals with {told.rows} rows; {told.destroyed} more were lawfully destroyed with their file;"
            f" {told.unsealed} wait to be sealed. Head {told.head}"
        )
        if wrong:
            self.stderr.write(f"{wrong} things are wrong: see above.")
            raise SystemExit(1)
        self.stdout.write("The access log is whole.")
