"""After a backup was restored: destroys again what had been destroyed since it was made, files of documents too."""

import uuid
from collections import Counter
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import OperationalError as DatabaseBusy
from django.utils import timezone

from accounts.actor import acting_as_system
from accounts.keys import new_key
from cases.documents.folder import FolderError
from cases.documents.tasks import clean_folder
from cases.families.models import Family
from retention.actions.destruction import GROUPS_AT_ONCE
from retention.actions.replay import Replayed, ReplayRefused, erased_replay, erasures_replay
from retention.erasure_log import Erased, ErasureLogError, log_read


class Command(BaseCommand):
    """Run before anybody signs in to a restored portal. Numbers alone are printed."""

    help = (
        "Destroy the files that a restored backup brought back although ERASURE_LOG says they were destroyed."
    )

    def handle(self, **options: Any) -> None:
        """Exit code 1 when any file that came back could not go."""
        if not settings.ERASURE_LOG:
            raise CommandError(
                "ERASURE_LOG is not set: give the folder of the log, which is not in the database."
            )
        run = new_key()
        try:
            logged = log_read(Path(settings.ERASURE_LOG))
            destroyed, kept = self._files(logged.families, run)
            came_of = Counter(self._erased(erased, run) for erased in logged.erased)
            clean_folder()  # the files of what has just gone, before anybody could open one
        except FolderError:
            raise CommandError(
                "The records are gone, but not the files of their documents: see to DOCUMENT_FOLDER and run this again."
            ) from None
        except (ErasureLogError, ReplayRefused) as error:
            raise CommandError(str(error)) from None
        except DatabaseBusy:
            raise CommandError(
                "Somebody is writing: stop the web and the workers, then run this again."
            ) from None
        gone, stay = came_of[Replayed.GONE], came_of[Replayed.KEPT]
        self.stdout.write(
            f"The log names {len(logged.families)} destroyed files; {destroyed} had come back and are gone.\n"
            f"It names {len(logged.erased)} erasures people asked for; of {gone} something came back and is gone."
        )
        if kept or stay:
            raise CommandError(
                f"{kept} more files and what {stay} people had erased came back and stay, because something keeps them "
                "(a hold, a lock, a request, later work, or a linked family). Two officers must look at files on the "
                "next disposal list. For what people had erased, run this again once nothing keeps it."
            )

    def _files(self, families: list[uuid.UUID], run: uuid.UUID) -> tuple[int, int]:
        """How many destroyed files came back and went again, and how many stay."""
        destroyed, kept = 0, 0
        for start in range(0, len(families), GROUPS_AT_ONCE):
            with acting_as_system("retention"):
                some = Family.objects.filter(pk__in=families[start : start + GROUPS_AT_ONCE])
                back = list(some.values_list("pk", flat=True))
                gone = erasures_replay(families=back, run=run, on=timezone.localdate(), at=timezone.now())
            destroyed, kept = destroyed + gone, kept + len(back) - gone
        return destroyed, kept

    def _erased(self, erased: Erased, run: uuid.UUID) -> Replayed:
        with acting_as_system("retention"):
            return erased_replay(erased=erased, run=run, on=timezone.localdate(), at=timezone.now())
