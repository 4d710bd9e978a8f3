"""The pages on which a manager puts two records of a family together, and what they refuse."""

import pytest
from django.urls import reverse

from accounts.actor import acting_as
from accounts.models import AccessRecord
from cases.contacts.models import Contact
from cases.families.actions.rows import row_version
from cases.families.merging.models import FamilyPair, Merge
from cases.families.merging.tasks import carry_out_waiting
from cases.families.models import Family
from tests.database import as_owner, as_worker
from tests.factories.contacts import make_contact
from tests.factories.families import REASON, make_family
from tests.factories.merging import make_family_pair, make_merge, merge_now
from tests.page_client import PageClient


@pytest.fixture
def pair(doubled) -> FamilyPair:
    with as_owner():
        return make_family_pair(doubled.leader, doubled.other)


@pytest.fixture
def manager(council, pair) -> PageClient:
    client = PageClient()
    client.force_login(council.hub_manager)
    return client


def choices(pair, **said) -> dict:
    with as_owner():
        versions = {"first_version": row_version(pair.first), "second_version": row_version(pair.second)}
    return {"leader": "first", "name": "second", "step": "check", **versions, **said}


def url(pair, name: str = "merging:family_merge") -> str:
    return reverse(name, args=[pair.pk])


def test_the_worklist_says_how_many_families_wait_and_leads_to_the_comparison(manager, pair, doubled) -> None:
    assert "Families to look at (1)" in manager.get(reverse("merging:pairs")).content.decode()
    text = manager.get(reverse("merging:family_pairs")).content.decode()
    assert "The same people are in both" in text
    assert url(pair) in text
    compared = manager.get(url(pair)).content.decode()
    assert "Are these one family?" in compared
    assert compared.count("(in both)") == 2
    assert doubled.sibling.person.full_name in compared
    with as_owner():
        looked = AccessRecord.objects.filter(route="merging:family_merge", user_id=doubled.manager.pk)
        assert {row.family_id for row in looked} == {doubled.leader.pk, doubled.other.pk}


def test_a_pair_of_which_one_is_not_seen_is_not_there(manager, council, doubled) -> None:
    with as_owner():
        half = make_family_pair(doubled.leader, make_family(council.south_hub, name="Elsewhere").family)
    assert "Elsewhere" not in manager.get(reverse("merging:family_pairs")).content.decode()
    for name in ("merging:family_merge", "merging:not_same_family"):
        assert manager.get(url(half, name)).status_code == 404
        assert manager.post(url(half, name), choices(half)).status_code == 404


@pytest.mark.parametrize("who", ["hub_worker", "yj_officer", "victim_worker", "information_officer", "admin"])
def test_nobody_but_managers_may_merge(page, council, pair, doubled, who) -> None:
    page.force_login(getattr(council, who))
    for address in (
        url(pair), url(pair, "merging:not_same_family"),
        reverse("merging:family_pair_new", args=[doubled.leader.pk]),
    ):  # fmt: skip
        assert page.post(address, choices(pair)).status_code == 403
    with acting_as(getattr(council, who)):
        assert not FamilyPair.objects.exists()
        assert not Merge.objects.exists()


def test_two_steps_then_the_job_puts_them_together(manager, pair, doubled) -> None:
    with as_owner():
        make_contact(doubled.sibling, doubled.sibling.by)
    shown = manager.post(url(pair), choices(pair)).content.decode()
    assert "Nothing has been changed yet" in shown
    assert f"Taken from {doubled.other.reference}: Family name" in shown
    assert "2 moved; 1 on the record already: one row stays" in shown  # its own two people, and ours in both
    with as_owner():
        assert not Merge.objects.exists()
    refused = manager.post(url(pair), choices(pair, step="confirm", reason="")).content.decode()
    assert "Enter how you know that they are one family" in refused
    sent = manager.post(url(pair), choices(pair, step="confirm", reason="Both hubs met the same mother"))
    assert sent.status_code == 302
    assert manager.get(url(pair)).url == sent.url
    with as_worker():
        carry_out_waiting()
        carry_out_waiting()
    text = manager.get(sent.url).content.decode()
    assert "Both hubs met the same mother" in text
    assert "Take them apart again" in text
    assert doubled.other.reference in manager.get(reverse("merging:merges")).content.decode()
    with as_owner():
        assert Family.objects.get(pk=doubled.leader.pk).name == "Norht"
        assert not FamilyPair.objects.exists()
    asked = manager.post(sent.url + "take-apart/", {"reason": ""}).content.decode()
    assert "Enter how you know that they are two families" in asked


def test_any_page_of_the_record_that_went_leads_to_that_page_of_the_one_that_stays(
    manager, page, council, doubled
) -> None:
    with as_owner():
        contact = make_contact(doubled.sibling, doubled.sibling.by)
    merge_now(doubled.leader, doubled.other, doubled.manager)
    for name, more in (
        ("families:family", []),
        ("contacts:chronology", []),
        ("contacts:contact", [contact.pk]),
    ):
        old = manager.get(reverse(name, args=[doubled.other.pk, *more]))
        assert old.url == reverse(name, args=[doubled.leader.pk, *more])
    page.force_login(council.yj_officer)
    for name in ("families:family", "contacts:chronology"):
        assert page.get(reverse(name, args=[doubled.other.pk])).status_code == 404


def test_a_form_that_is_sent_after_the_merge_goes_to_the_record_that_stays(manager, council, doubled) -> None:
    merge_now(doubled.leader, doubled.other, doubled.manager)
    address = reverse("families:family_name", args=[doubled.other.pk])
    sent = manager.post(address, {"name": "Kept"})
    assert (sent.status_code, sent.url) == (307, reverse("families:family_name", args=[doubled.leader.pk]))
    assert not Contact.objects.exists()


def test_a_record_changed_meanwhile_is_told_and_nothing_is_asked(manager, pair, doubled) -> None:
    said = choices(pair, step="confirm", reason="Same family")
    with as_owner():
        changed = Family.objects.get(pk=doubled.other.pk)
        changed.name = "Changed"
        changed.save_by(by=None, reason=REASON)
    answer = manager.post(url(pair), said)
    assert answer.status_code == 409
    assert "was changed after you opened this page" in answer.content.decode()
    with as_owner():
        assert not Merge.objects.exists()


def test_a_record_that_waits_to_go_is_not_asked_for_twice(manager, council, pair, doubled) -> None:
    with as_owner():
        waiting = make_merge(doubled.leader, doubled.other, council.hub_manager)
        third = make_family(council.north_hub, name="North").family
        other_pair = make_family_pair(third, doubled.other)
    assert manager.get(url(pair)).url == reverse("merging:merged", args=[waiting.pk])
    answer = manager.post(url(other_pair), choices(other_pair, step="confirm", reason="Same"))
    assert answer.status_code == 409


def test_two_families_are_decided_once_with_a_reason_and_do_not_come_back(manager, pair) -> None:
    address = url(pair, "merging:not_same_family")
    assert "parents who live apart" in manager.get(address).content.decode()
    assert "Enter how you know" in manager.post(address, {"why": ""}).content.decode()
    assert manager.post(address, {"why": "Parents apart"}).url == reverse("merging:family_pairs")
    assert "Somebody has decided" in manager.post(address, {"why": "No"}).content.decode()
    worklist = reverse("merging:family_pairs")
    assert str(pair.pk) not in manager.get(worklist).content.decode()
    assert "Parents apart" in manager.get(worklist + "?show=decided").content.decode()
    assert "These are two families" in manager.post(url(pair), choices(pair)).content.decode()


def test_the_family_page_leads_to_the_other_record_by_its_reference(manager, council, doubled, pair) -> None:
    with as_owner():
        hidden = make_family(council.south_hub, name="Elsewhere").family
        third = make_family(council.north_hub, name="Third").family
    new = reverse("merging:family_pair_new", args=[doubled.leader.pk])
    assert new in manager.get(reverse("families:family", args=[doubled.leader.pk])).content.decode()
    assert url(pair) in manager.get(new).content.decode()
    for reference, told in (
        (hidden.reference, "Enter the reference of a family whose record you may open"),
        ("FH-NOBODY", "Enter the reference of a family whose record you may open"),
        (doubled.leader.reference, "Enter the reference of another record than this one"),
        ("", "Enter the reference of the other record"),
    ):
        answer = manager.post(new, {"other": reference})
        assert told in answer.content.decode()
        assert reference in answer.content.decode()
    sent = manager.post(new, {"other": f" {third.reference.lower()} "})
    again = manager.post(
        reverse("merging:family_pair_new", args=[third.pk]), {"other": doubled.leader.reference}
    )
    assert sent.status_code == 302
    assert sent.url == again.url
    assert manager.get(reverse("merging:family_pair_new", args=[hidden.pk])).status_code == 404


def test_pages_cost_the_same_however_many_rows_there_are(
    manager, pair, doubled, django_assert_max_num_queries
) -> None:
    with as_owner():
        for number in range(12):
            family = make_family(doubled.ours.involvement.team, name=f"N{number}").family
            make_family_pair(family, doubled.leader)
            make_contact(doubled.sibling, doubled.sibling.by)
    for address, data in (
        (reverse("merging:family_pairs"), None),
        (reverse("merging:family_pair_new", args=[doubled.leader.pk]), None),
        (reverse("merging:merges"), None),
        (url(pair), None),
        (url(pair), choices(pair)),
    ):
        with django_assert_max_num_queries(26):  # of the page, and of session, staff and actor
            manager.post(address, data) if data else manager.get(address)
