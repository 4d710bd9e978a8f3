"""Writes an encrypted backup of the whole database and the documents' folder, and lets the oldest ones go."""

import json
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import connection
from django.utils import timezone

from familyhubs.backups import BackupError
from familyhubs.backups.folder import documents_path, manifest_path, rotate
from familyhubs.backups.server import Server
from familyhubs.backups.writing import backup_write
from retention.erasure_log import log_rotate


class Command(BaseCommand):
    """Run by the machine's own clock once a night, and before every new version. Says nothing about anybody."""

    help = "Write an encrypted backup to BACKUP_FOLDER for BACKUP_RECIPIENT, then delete those past BACKUP_KEEP_DAYS."

    def handle(self, **options: Any) -> None:
        """Older backups are only touched once the new one is whole."""
        at, folder = timezone.now(), Path(settings.BACKUP_FOLDER)
        try:
            path = backup_write(
                Server(connection.settings_dict),
                folder,
                documents=Path(settings.DOCUMENT_FOLDER),
                recipients=settings.BACKUP_RECIPIENT,
                at=at,
            )
        except BackupError as error:
            raise CommandError(str(error)) from None
        gone = rotate(folder, keep_days=settings.BACKUP_KEEP_DAYS, at=at)
        self.stdout.write(f"Wrote {path.name} ({path.stat().st_size:,} bytes) and its manifest.")
        said = json.loads(manifest_path(path).read_text(encoding="utf-8"))["documents"]
        self.stdout.write(f"Wrote {documents_path(path).name} with the files of {said['files']:,} documents.")
        if said["missing"]:
            self.stderr.write(f"The files of {said['missing']:,} documents are not in DOCUMENT_FOLDER.")
        self.stdout.write(f"Deleted {len(gone)} older than {settings.BACKUP_KEEP_DAYS} days.")
        if settings.ERASURE_LOG:
            log_rotate(
                Path(settings.ERASURE_LOG), keep_days=settings.BACKUP_KEEP_DAYS, on=timezone.localdate()
            )
        else:
            self.stderr.write(
                "ERASURE_LOG is not set: records destroyed from now on would come back if this backup were restored."
            )
