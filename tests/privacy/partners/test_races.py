"""Two who try a link at once wait for each other, and a link taken back gives nothing to whoever is opening it."""

import threading

import pytest
from django.db import connection, transaction
from django.utils import timezone

from accounts.actor import acting_as
from privacy.links.actions import Held
from privacy.partners.actions.downloads import download_fetch, download_recall
from privacy.partners.models import Download, Opening
from tests.database import as_owner, as_web
from tests.factories.accounts import make_council
from tests.factories.families import make_family
from tests.factories.partners import make_download
from tests.factories.privacy import make_disclosure

LIMIT = 10
RIGHT, WRONG = Held("a" * 64, "c" * 64), Held("a" * 64, "w" * 64)


class Opener(threading.Thread):
    """A partner with the right link and code, on a connection of their own; ``got`` is what they were given."""

    def __init__(self) -> None:
        super().__init__(daemon=True)
        self.got: bytes | None = b"still waiting"
        self.start()

    def run(self) -> None:
        try:
            with transaction.atomic(), as_web(), acting_as(None):
                self.got = download_fetch(held=RIGHT, at=timezone.now())
        finally:
            connection.close()

    def finish(self) -> bytes | None:
        self.join(LIMIT)
        assert not self.is_alive()
        return self.got


def wait_until_somebody_waits_for_us() -> None:
    """Return as soon as another connection waits for a row that this transaction holds."""
    for _ in range(LIMIT * 50):
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT count(*) FROM pg_locks WHERE NOT granted AND transactionid = pg_current_xact_id()::xid"
            )
            if cursor.fetchone()[0]:
                return
            cursor.execute("SELECT pg_sleep(0.02)")
    pytest.fail("Nobody waited")


@pytest.fixture
def council(own_database):
    with transaction.atomic(), as_owner():
        made = make_council()
        file = make_family(made.north_hub, allocated_to=made.hub_worker)
        sharing = make_disclosure(file.family, made.hub_worker)
        make_download(sharing, made.hub_worker, link_digest=RIGHT.link, code_hash=RIGHT.code, tries=4)
        Opening.objects.all().delete()
    return made


def test_the_last_wrong_try_keeps_out_the_right_one_beside_it(council):
    with transaction.atomic(), as_web(), acting_as(None):
        assert download_fetch(held=WRONG, at=timezone.now()) is None
        opener = Opener()
        wait_until_somebody_waits_for_us()
    assert opener.finish() is None
    with transaction.atomic(), as_owner():
        assert Download.objects.get().tries == 5
        assert not Opening.objects.exists()


def test_what_is_being_taken_back_is_given_to_nobody(council):
    with transaction.atomic(), as_web(), acting_as(council.hub_worker):
        download_recall(download=Download.objects.get(), at=timezone.now(), by=council.hub_worker)
        opener = Opener()
        wait_until_somebody_waits_for_us()
    assert opener.finish() is None
    with transaction.atomic(), as_owner():
        assert not Opening.objects.exists()
