"""Whatever reaches the database first wins: a contact, hold, request or reopening against the job that destroys."""

import threading
from collections.abc import Callable

import pytest
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from accounts.actor import acting_as_system
from cases.families.models import Family
from retention import tasks
from retention.actions.destruction import batch_destroy
from tests.database import as_owner, as_worker
from tests.factories.accounts import make_council
from tests.factories.duties import make_complaint
from tests.factories.families import join_family, make_family, make_person
from tests.factories.retention import TODAY, approve_schedule, approved_list, make_hold, make_old_family
from tests.factories.rights import make_lock
from tests.retention.test_disposal import contact_again, reopen, request_data

LIMIT = 10


class Beside(threading.Thread):
    """Work on a connection of its own; ``error`` keeps what it raised."""

    def __init__(self, work: Callable[[], None]) -> None:
        super().__init__(daemon=True)
        self.work = work
        self.error: Exception | None = None
        self.start()

    def run(self) -> None:
        try:
            self.work()
        except Exception as error:
            self.error = error
        finally:
            connection.close()

    def finish(self) -> None:
        self.join(LIMIT)
        assert not self.is_alive()


def wait_until_somebody_waits_for_a_lock() -> None:
    """Return as soon as another connection stands at a table of this database (as ours do: PostgreSQL remembers
    ``pg_stat_activity`` for a whole transaction, so only the locks themselves are asked)."""
    for _ in range(LIMIT * 50):
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT count(*) FROM pg_locks WHERE NOT granted"
                " AND database = (SELECT oid FROM pg_database WHERE datname = current_database())"
            )
            if cursor.fetchone()[0]:
                return
            cursor.execute("SELECT pg_sleep(0.02)")
    pytest.fail("Nobody waited")


@pytest.fixture
def file(own_database):
    """A family's file on an approved list that has cooled off, all committed."""
    with transaction.atomic(), as_owner():
        council = make_council()
        approve_schedule(council.admin)
        old = make_old_family(council)
    with transaction.atomic():
        approved_list(council)
    old.council = council
    return old


def is_there(file) -> bool:
    with transaction.atomic(), as_owner():
        return Family.objects.filter(pk=file.family.pk).exists()


def destroy() -> None:
    with as_worker():
        tasks.destroy_approved()


ARRIVALS = {
    "a contact": contact_again,
    "an involvement opened again": reopen,
    "a data request": request_data,
    "a lock on use": lambda council, file: make_lock(council.information_officer, person=file.person),
    "a complaint": lambda council, file: make_complaint(council.information_officer, person=file.person),
    "a hold on the person": lambda council, file: make_hold(scope="person", person=file.person),
    "a hold on everything": lambda council, file: make_hold(),
    "a hold on the service": lambda council, file: make_hold(scope="service", service_kind="hub"),
    "a move into an open family": lambda council, file: make_family(council.south_hub, file.person),
}


@pytest.mark.parametrize("arrives", list(ARRIVALS.values()), ids=list(ARRIVALS))
def test_what_was_written_before_the_run_and_commits_during_it_wins(file, arrives):
    written, commit = threading.Event(), threading.Event()

    def write() -> None:
        with transaction.atomic(), as_owner():
            arrives(file.council, file)
            written.set()
            assert commit.wait(LIMIT)

    writer = Beside(write)
    assert written.wait(LIMIT)
    destroyer = Beside(destroy)
    wait_until_somebody_waits_for_a_lock()
    commit.set()
    writer.finish()
    destroyer.finish()
    assert writer.error is None
    assert destroyer.error is None
    assert is_there(file)


@pytest.mark.parametrize("arrives", ["contact", "hold", "member"])
def test_what_comes_while_the_run_is_deleting_waits_and_then_finds_nobody(file, arrives):
    def write() -> None:
        with transaction.atomic(), as_owner():
            if arrives == "contact":
                contact_again(file.council, file)
            elif arrives == "hold":
                make_hold(scope="family", family=file.family)
            else:
                join_family(make_person(), file.family)

    with as_worker(), transaction.atomic(), acting_as_system("retention"):
        (list_id,) = tasks.lists_to_destroy(timezone.now())
        assert batch_destroy(list_id=list_id, on=TODAY, at=timezone.now())
        writer = Beside(write)
        wait_until_somebody_waits_for_a_lock()
    writer.finish()
    assert isinstance(writer.error, IntegrityError)
    assert not is_there(file)


def test_two_workers_at_once_destroy_once(file):
    from retention.models import DisposalRegister

    workers = [Beside(destroy), Beside(destroy)]
    for worker in workers:
        worker.finish()
        assert worker.error is None
    destroy()
    assert not is_there(file)
    with transaction.atomic(), as_owner():
        register = DisposalRegister.objects.get()
        assert (register.families, register.people) == (1, 1)
