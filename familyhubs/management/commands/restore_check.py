"""Proves that a backup can be restored, by restoring it."""

import datetime
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone
from django.utils.formats import date_format

from familyhubs import env, local
from familyhubs.backups import BackupError
from familyhubs.backups.checking import backup_check, fresh_server
from familyhubs.backups.server import Server


class Command(BaseCommand):
    """Run where the private key is, which is not where the portal runs. Says nothing about anybody."""

    help = (
        "Restore a backup into a fresh PostgreSQL (or RESTORE_DATABASE_URL) and compare it with its manifest."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        """The backup, and the key that opens it."""
        parser.add_argument(
            "file", type=Path, help="the backup, ending in .dump.age, with its manifest beside it"
        )
        parser.add_argument(
            "--identity",
            type=Path,
            required=True,
            help="the file with the private key, as age-keygen writes it",
        )

        parser.add_argument(
            "--documents",
            type=Path,
            help="an empty folder to put the documents back into; without it they are only checked",
        )

    def handle(self, **options: Any) -> None:
        """Exit code 1 when anything is missing, different or unreadable."""
        try:
            with _server() as server:
                manifest, differences = backup_check(
                    options["file"],
                    identity=options["identity"],
                    server=server,
                    documents=options.get("documents"),
                )
        except BackupError as error:
            raise CommandError(str(error)) from None
        if differences:
            raise CommandError("\n".join(["The restored database is not what was backed up.", *differences]))
        made_at = timezone.localtime(datetime.datetime.fromisoformat(manifest["made_at"]))
        tables = manifest["tables"].values()
        self.stdout.write(f"The backup of {date_format(made_at, 'j F Y, g:ia')} can be restored.")
        self.stdout.write(
            f"All {sum(table['rows'] for table in tables):,} rows of {len(tables)} tables are as they were, and so are "
            f"{len(manifest['sequences'])} sequences and every policy, grant, trigger, constraint and function."
        )
        if "documents" in manifest:
            said = manifest["documents"]
            self.stdout.write(
                f"The files of {said['files']:,} documents are what was added; {said['missing']:,} were missing."
            )
        else:
            self.stdout.write("The backup has no documents in it: an older version of the portal made it.")


@contextmanager
def _server() -> Iterator[Server]:
    if settings.RESTORE_DATABASE_URL:
        try:
            entry = env.database_from_url(settings.RESTORE_DATABASE_URL, name="RESTORE_DATABASE_URL")
        except env.SettingError as error:
            raise CommandError(str(error)) from None
        yield Server(entry)
        return
    with fresh_server(local.VAR / "restore" / str(os.getpid())) as server:
        yield server
