"""After a backup was restored: destroys again what had been destroyed since it was made, files of documents too."""

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
from retention.actions.replay import ReplayRefused, erasures_replay
from retention.erasure_log import ErasureLogError, log_read


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
        run, destroyed, kept = new_key(), 0, 0
        try:
            families = log_read(Path(settings.ERASURE_LOG))
            for start in range(0, len(families), GROUPS_AT_ONCE):
                with acting_as_system("retention"):
                    some = Family.objects.filter(pk__in=families[start : start + GROUPS_AT_ONCE])
                    back = list(some.values_list("pk", flat=True))
                    gone = erasures_replay(families=back, run=run, on=timezone.localdate(), at=timezone.now())
                destroyed, kept = destroyed + gone, kept + len(back) - gone
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
        self.stdout.write(
            f"The log names {len(families)} destroyed files; {destroyed} had come back and are gone."
        )
        if kept:
            raise CommandError(
                f"{kept} more came back and stay, because something keeps them (a hold, a request, later work, or a "
                "family they are linked to): two officers must look at them on the next disposal list."
            )
