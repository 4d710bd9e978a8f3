"""Every mark planted in the subject's personal fields is in their pack; nobody else's is."""

import datetime
import io

import pypdf

from cases.contacts.models import Contact, ContactAbout, ContactPresent
from privacy.data_map import PERSONAL
from privacy.models import Pack
from privacy.tasks import collect_waiting_packs
from tests.database import as_owner, as_worker
from tests.factories.accounts import Council
from tests.factories.canaries import plant_canaries
from tests.factories.families import make_family, make_person
from tests.factories.privacy import make_request

WITHHELD = {f"{entry.model}.{name}" for entry in PERSONAL for name in entry.withheld}
ASKED_AT = datetime.datetime(2027, 3, 20, tzinfo=datetime.UTC)


def collected_pack(council: Council) -> tuple[Pack, dict[str, str], dict[str, str]]:
    with as_owner():
        subject = make_family(council.north_hub, make_person("Robin", "Subject"))
        stranger = make_family(council.south_hub, make_person("Sasha", "Stranger"))
        marks = plant_canaries(subject, staff=council.hub_worker, prefix="zqs")
        others = plant_canaries(stranger, staff=council.other_hub_worker, prefix="zqo")
        Pack.objects.all().delete()  # the planted ones are copies of what they were made from
        marks = {
            field: mark for field, mark in marks.items() if not field.startswith("release.")
        }  # gone with them
        request = make_request(subject.person, council.information_officer)
        pack = Pack.objects.create(request=request, asked_at=ASKED_AT)
    with as_worker():
        collect_waiting_packs()
    with as_owner():
        pack.refresh_from_db()
    return pack, marks, others


def test_the_pack_holds_every_mark_of_the_subject_and_none_of_another(council: Council) -> None:
    pack, marks, others = collected_pack(council)
    assert pack.state == "ready"
    data = bytes(pack.data or b"").decode()
    document = "".join(
        page.extract_text() for page in pypdf.PdfReader(io.BytesIO(bytes(pack.document or b""))).pages
    )
    printed = "".join(document.split())
    expected = {field: mark for field, mark in marks.items() if field.split(" ")[0] not in WITHHELD}
    assert len(expected) > 40
    assert {field for field, mark in expected.items() if mark not in data} == set()
    assert {field for field, mark in expected.items() if "".join(mark.split()) not in printed} == set()
    assert {field for field, mark in others.items() if mark in data or mark in printed} == set()


def test_what_is_withheld_is_named_with_its_reason_and_not_shown(council: Council) -> None:
    pack, marks, _ = collected_pack(council)
    data = bytes(pack.data or b"").decode()
    held = {field: mark for field, mark in marks.items() if field.split(" ")[0] in WITHHELD}
    assert held
    assert {field for field, mark in held.items() if mark in data} == set()
    assert "It names somebody else and why they must not know" in data


def test_who_was_there_is_told_for_the_contacts_about_the_subject_and_not_for_a_siblings(
    council: Council,
) -> None:
    with as_owner():
        subject, sibling = make_person("Robin"), make_person("Sasha")
        family = make_family(council.north_hub, subject, sibling).family
        for person, name in ((subject, "Nurse Amari"), (sibling, "Officer Probation")):
            contact = Contact(
                family=family,
                kind="meeting",
                happened_on=datetime.date(2027, 1, 4),
                source="seen_and_heard",
                what_happened="We met.",
                recorded_by=council.hub_worker,
                recorded_at=ASKED_AT,
            )
            contact.save_by(by=council.hub_worker, reason="Recorded")
            ContactAbout(contact=contact, person=person, seen=True).save_by(by=None, reason="Recorded")
            ContactPresent(contact=contact, name=name, role="Professional").save_by(
                by=None, reason="Recorded"
            )
        request = make_request(subject, council.information_officer)
        pack = Pack.objects.create(request=request, asked_at=ASKED_AT)
    with as_worker():
        collect_waiting_packs()
    with as_owner():
        pack.refresh_from_db()
    data = bytes(pack.data or b"").decode()
    assert "Nurse Amari" in data
    assert "Officer Probation" not in data
    assert data.count("4 January 2027") >= 3  # the contact, whom it was about, who was there
