"""After disposal nothing of a family is left anywhere; a family that stays keeps everything."""

import subprocess

import pytest
from django.db import connection, transaction

from familyhubs.postgres import programs
from retention import tasks
from retention.models import DisposalItem, DisposalRegister
from tests.database import as_owner, as_worker
from tests.factories.accounts import make_council
from tests.factories.canaries import plant_canaries
from tests.factories.families import REASON
from tests.factories.retention import approve_schedule, approved_list, make_old_family


def dump() -> str:
    """The whole database as pg_dump writes it, row security or not."""
    settings = connection.get_connection_params()
    result = subprocess.run(
        [str(programs() / "pg_dump"), "--data-only", "--inserts", "-h", settings["host"],
         "-p", str(settings.get("port") or 5432), "-U", settings["user"], connection.settings_dict["NAME"]],
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    return result.stdout.lower()


def there(marks: dict[str, str], text: str) -> list[str]:
    """The fields whose mark the text holds, written out or as the bytes of a file."""
    return [field for field, mark in marks.items() if mark in text or mark.encode().hex() in text]


def test_after_an_approved_disposal_no_mark_of_the_family_is_left_and_every_mark_of_another_is(own_database):
    with transaction.atomic(), as_owner():
        council = make_council()
        approve_schedule(council.admin)
        file = make_old_family(council)
        marks = plant_canaries(file, staff=council.hub_worker, prefix="zqx")
        removed = file.person.names.get()
        removed.delete_by(by=council.hub_worker, reason=REASON)
        others = plant_canaries(
            make_old_family(council, ended_on=None), staff=council.hub_worker, prefix="yvk"
        )
    before = dump()
    assert sorted(there(marks, before)) == sorted(marks)

    with transaction.atomic():
        approved_list(council)
    with as_worker():
        tasks.destroy_approved()

    after = dump()
    assert there(marks, after) == []
    assert str(file.family.pk) not in after
    assert not any(str(person.pk) in after for person in file.people)
    assert sorted(there(others, after)) == sorted(others)
    with as_owner():
        register = DisposalRegister.objects.get()
        assert register.finished_at
        assert (register.families, register.people, register.kept_back) == (1, 2, 0)
        assert register.rules == {"hub version 1": 1}
        assert register.counts["families_person"] == 2
        assert register.counts["families_historicalperson"] >= 3
        assert not DisposalItem.objects.filter(family_id=file.family.pk).exists()


@pytest.mark.parametrize("prefix", ["zqx"])
def test_every_personal_model_gets_a_canary(council, prefix):
    with as_owner():
        marks = plant_canaries(make_old_family(council), staff=council.hub_worker, prefix=prefix)
    assert len(set(marks.values())) == len(marks)
    assert {"families.Person.given_name", "contacts.Contact.what_happened", "texts.Text.body"} <= set(marks)
