"""A wrong disclosure can get a child hurt: what a pack must leave out, whoever asks and however old it is."""

import datetime

import pytest

from cases.families.models import Address, Family, Involvement, Person
from privacy.models import DataRequest, Pack
from privacy.tasks import collect_waiting_packs
from tests.database import as_owner, as_worker
from tests.factories.accounts import Council
from tests.factories.families import REASON, make_family, make_person, make_service
from tests.factories.privacy import make_request

ASKED_AT = datetime.datetime(2027, 3, 20, tzinfo=datetime.UTC)
SAFE = "7 Hidden Lane"


def pack_for(request: DataRequest) -> str:
    """What the JSON of a pack says."""
    with as_owner():
        pack = Pack.objects.create(request=request, asked_at=ASKED_AT)
    with as_worker():
        collect_waiting_packs()
    with as_owner():
        pack.refresh_from_db()
    assert pack.state == "ready"
    return bytes(pack.data or b"").decode()


def child_at_a_safe_address(council: Council, *, still_confidential: bool) -> Person:
    with as_owner():
        child = make_family(council.north_hub, make_person("Robin")).person
        address = Address(person=child, lines=SAFE, is_confidential=True, confidential_from="Father")
        address.save_by(by=None, reason=REASON)
        if not still_confidential:
            address.is_confidential, address.confidential_from = False, ""
            address.save_by(by=None, reason="No longer needed")
        Address(person=child, lines="1 Known Road").save_by(by=None, reason=REASON)
    return child


@pytest.mark.parametrize("still_confidential", [True, False])
@pytest.mark.parametrize("asked_by", ["parent", "representative", "solicitor", "other"])
def test_a_safe_address_is_given_to_nobody_who_asks_for_the_child(
    council: Council, asked_by: str, still_confidential: bool
) -> None:
    child = child_at_a_safe_address(council, still_confidential=still_confidential)
    with as_owner():
        request = make_request(child, council.information_officer, asked_by=asked_by, authority="Seen")
    data = pack_for(request)
    assert SAFE not in data
    assert "1 Known Road" in data
    assert "given to nobody but the person themselves" in data


def test_the_person_themselves_is_given_their_own_address(council: Council) -> None:
    child = child_at_a_safe_address(council, still_confidential=True)
    with as_owner():
        request = make_request(child, council.information_officer)
    data = pack_for(request)
    assert SAFE in data
    assert "Father" not in data


def open_for(family: Family, person: Person, council: Council, service: str) -> Involvement:
    involvement = Involvement(
        family=family,
        person=person,
        service=make_service(service, "youth_justice"),
        team=council.youth_justice,
        started_on=datetime.date(2026, 1, 5),
    )
    involvement.save_by(by=council.yj_officer, reason="Opened for one person")
    involvement.started_on = datetime.date(2026, 1, 6)
    involvement.save_by(by=council.yj_officer, reason="Wrong day")
    return involvement


@pytest.mark.parametrize("is_removed", [False, True])
def test_a_siblings_service_is_in_neither_the_records_nor_the_history_of_a_pack(
    council: Council, is_removed: bool
) -> None:
    with as_owner():
        subject, sibling = make_person("Robin"), make_person("Sasha")
        family = make_family(council.north_hub, subject, sibling).family
        own = open_for(family, subject, council, "Reparation for Robin")
        other = open_for(family, sibling, council, "Court order for Sasha")
        if is_removed:
            own.delete_by(by=council.yj_officer, reason="Entered twice")
            other.delete_by(by=council.yj_officer, reason="Entered twice too")
        request = make_request(subject, council.information_officer)
    data = pack_for(request)
    assert "Reparation for Robin" in data
    assert "Court order for Sasha" not in data
    assert "Entered twice too" not in data
