"""No actor, no rows: proved with raw SQL on every table with personal data and its history table."""

import pytest
from django.apps import apps
from django.db import connection

from accounts.actor import acting_as, acting_as_system
from accounts.records import Record
from cases.families.models import Person
from tests.database import as_owner, as_web, as_worker
from tests.factories.accounts import Council
from tests.factories.families import make_family


def personal_tables() -> list[str]:
    """Every table of a casework model, history included, plus the log of reads."""
    tables = ["accounts_accessrecord"]
    for model in apps.get_models():
        if issubclass(model, Record):
            tables += [model._meta.db_table, model.history.model._meta.db_table]
    return sorted(tables)


@pytest.mark.django_db
@pytest.mark.parametrize("table", personal_tables())
def test_every_personal_table_has_forced_row_security(table: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT relrowsecurity, relforcerowsecurity FROM pg_class WHERE oid = %s::regclass", [table]
        )
        assert cursor.fetchone() == (True, True), (
            f"{table} is not protected: add ProtectRows to its migration"
        )


def test_without_an_actor_the_web_sees_nobody(council: Council) -> None:
    with as_owner():
        make_family(council.north_hub)
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_user")
        assert cursor.fetchone() == ("familyhubs_web",)
        cursor.execute("SELECT count(*) FROM families_person")
        assert cursor.fetchone() == (0,)


def test_a_worker_of_the_holding_team_sees_the_family_and_another_does_not(council: Council) -> None:
    with as_owner():
        make_family(council.north_hub)
    with acting_as(council.hub_worker):
        assert Person.objects.count() == 1
    with acting_as(council.other_hub_worker):
        assert Person.objects.count() == 0


def test_the_web_is_not_believed_when_it_calls_itself_the_system(council: Council) -> None:
    with as_owner():
        make_family(council.north_hub)
    with as_web(), acting_as_system("retention"):
        assert Person.objects.count() == 0
    with as_worker(), acting_as_system("retention"):
        assert Person.objects.count() == 1
    with as_worker():
        assert Person.objects.count() == 0
