"""`manage.py notice_drift`: does the notice that counts today say what the portal does?"""

from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from privacy.notices.drift import drift
from privacy.notices.queries import live_versions
from privacy.notices.uses import all_uses


class Command(BaseCommand):
    """Run it after each release: new code may use what the live version does not list yet."""

    help = "Holds the live notices against the code. Exit code 1 and a sentence for each difference."

    def handle(self, *args: Any, **options: Any) -> None:
        """Print what differs; raises CommandError if anything does."""
        uses = all_uses()
        live = live_versions(timezone.localdate())
        found = [difference for version in live.values() for difference in drift(version.content, uses)]
        for difference in found:
            self.stderr.write(str(difference))
        if found:
            raise CommandError(f"{len(found)} differences between the live notices and the portal.")
        told = ", ".join(f"{page} {version.number}" for page, version in live.items())
        self.stdout.write(f"The live notices say what the portal does: {told}.")
