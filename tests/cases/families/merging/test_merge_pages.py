"""The worklist, the two steps of a merge, and what they refuse."""

import pytest
from django.db import DatabaseError, connection, transaction
from django.urls import reverse

from accounts.actor import acting_as
from cases.families.actions.rows import row_version
from cases.families.merging.models import DuplicatePair, Merge, MergeState
from cases.families.merging.tasks import carry_out_waiting
from cases.families.models import Person
from tests.database import as_owner, as_worker
from tests.factories.families import REASON, make_family, make_person
from tests.factories.merging import make_merge, make_pair, merge_now
from tests.page_client import PageClient


@pytest.fixture
def pair(twice) -> DuplicatePair:
    with as_owner():
        return make_pair(twice.leader, twice.other)


@pytest.fixture
def manager(council, pair) -> PageClient:
    client = PageClient()
    client.force_login(council.hub_manager)
    return client


def choices(pair, **said) -> dict:
    with as_owner():
        versions = {"first_version": row_version(pair.first), "second_version": row_version(pair.second)}
    return {"leader": "first", "family_name": "first", "step": "check", **versions, **said}


def url(pair, name: str = "merging:merge") -> str:
    return reverse(name, args=[pair.pk])


def test_the_list_shows_a_pair_with_its_reason_and_leads_to_the_comparison(manager, pair) -> None:
    text = manager.get(reverse("merging:pairs")).content.decode()
    assert "Same name and date of birth" in text
    assert url(pair) in text
    assert "Are these one person?" in manager.get(url(pair)).content.decode()


def test_a_pair_of_which_one_is_not_seen_is_not_there(manager, council, twice) -> None:
    with as_owner():
        elsewhere = make_family(council.south_hub, make_person("Alex", "Elsewhere"), name="Elsewhere")
        half = make_pair(twice.leader, elsewhere.person)
    assert "Elsewhere" not in manager.get(reverse("merging:pairs")).content.decode()
    for name in ("merging:merge", "merging:not_same"):
        assert manager.get(url(half, name)).status_code == 404
        assert manager.post(url(half, name), choices(half)).status_code == 404


@pytest.mark.parametrize("who", ["hub_worker", "yj_officer", "victim_worker", "information_officer", "admin"])
def test_nobody_but_managers_may_merge(page, council, pair, who) -> None:
    page.force_login(getattr(council, who))
    for name in ("merging:merge", "merging:not_same"):
        assert page.post(url(pair, name), choices(pair)).status_code == 403
    with acting_as(getattr(council, who)):
        assert not DuplicatePair.objects.exists()
        assert not Merge.objects.exists()


def test_two_steps_then_the_job_puts_them_together_and_old_links_lead_on(
    manager, pair, twice, django_capture_on_commit_callbacks
) -> None:
    shown = manager.post(url(pair), choices(pair)).content.decode()
    assert "Nothing has been changed yet" in shown
    assert "1 on the record already: one row stays" in shown
    with as_owner():
        assert not Merge.objects.exists()
    refused = manager.post(url(pair), choices(pair, step="confirm", reason="")).content.decode()
    assert "Enter how you know that they are one person" in refused
    sent = manager.post(url(pair), choices(pair, step="confirm", reason="Same birth certificate"))
    assert sent.status_code == 302
    assert "This takes a few seconds" in manager.get(sent.url).content.decode()
    assert manager.get(url(pair)).url == sent.url
    with as_worker():
        carry_out_waiting()
        carry_out_waiting()
    text = manager.get(sent.url).content.decode()
    assert "Same birth certificate" in text
    assert "Take them apart again" in text
    old = manager.get(reverse("families:person", args=[twice.other.pk]))
    assert old.url == reverse("families:person", args=[twice.leader.pk])
    assert twice.other.reference in manager.get(reverse("merging:merges")).content.decode()
    with as_owner():
        assert not DuplicatePair.objects.exists()


def test_whoever_may_not_see_the_person_is_led_nowhere_by_an_old_link(page, council, twice) -> None:
    merge_now(twice.leader, twice.other, twice.manager)
    page.force_login(council.other_hub_worker)
    assert page.get(reverse("families:person", args=[twice.other.pk])).status_code == 404
    page.force_login(council.hub_worker)
    assert page.get(reverse("families:person", args=[twice.other.pk])).status_code == 302


def test_a_record_changed_meanwhile_is_told_and_nothing_is_asked(manager, pair, twice) -> None:
    said = choices(pair, step="confirm", reason="Same child")
    with as_owner():
        changed = Person.objects.get(pk=twice.other.pk)
        changed.given_name = "Alexa"
        changed.save_by(by=None, reason=REASON)
    answer = manager.post(url(pair), said)
    assert answer.status_code == 409
    assert "was changed after you opened this page" in answer.content.decode()
    with as_owner():
        assert not Merge.objects.exists()


def test_a_record_that_waits_to_go_is_not_asked_for_twice(manager, council, pair, twice) -> None:
    with as_owner():
        waiting = make_merge(twice.leader, twice.other, council.hub_manager)
        other_pair = make_pair(twice.ours.relative, twice.other)
    assert manager.get(url(pair)).url == reverse("merging:merged", args=[waiting.pk])
    answer = manager.post(
        url(other_pair), choices(other_pair, step="confirm", reason="x", given_name="first", birth="first")
    )
    assert answer.status_code == 409
    assert "being put together already" in answer.content.decode()


def test_two_people_are_decided_once_with_a_reason_and_do_not_come_back(manager, pair, council) -> None:
    assert "Enter how you know" in manager.post(url(pair, "merging:not_same"), {"why": ""}).content.decode()
    assert manager.post(url(pair, "merging:not_same"), {"why": "Twins"}).status_code == 302
    assert (
        "Somebody has decided" in manager.post(url(pair, "merging:not_same"), {"why": "No"}).content.decode()
    )
    assert str(pair.pk) not in manager.get(reverse("merging:pairs")).content.decode()
    assert "Twins" in manager.get(reverse("merging:pairs") + "?show=decided").content.decode()
    assert "These are two people" in manager.post(url(pair), choices(pair)).content.decode()


def test_two_records_are_compared_by_their_references(manager, twice, council) -> None:
    with as_owner():
        hidden = make_family(council.south_hub, name="Elsewhere").person
    new = reverse("merging:pair_new")
    wrong = manager.post(new, {"first": twice.leader.reference, "second": hidden.reference}).content.decode()
    assert "Enter the reference of a person whose record you may open" in wrong
    same = manager.post(new, {"first": twice.leader.reference, "second": twice.leader.reference})
    assert "another record than the first" in same.content.decode()
    sent = manager.post(new, {"first": twice.leader.reference, "second": twice.ours.relative.reference})
    again = manager.post(new, {"first": twice.ours.relative.reference, "second": twice.leader.reference})
    assert sent.status_code == 302
    assert sent.url == again.url


def test_a_page_may_ask_and_never_say_that_it_is_done(council, twice, pair) -> None:
    with as_owner():
        merge = make_merge(twice.leader, twice.other, council.hub_manager)
    tries = [
        f"UPDATE merging_merge SET state = 'done' WHERE id = '{merge.pk}'",
        "DELETE FROM merging_merge",
        "DELETE FROM merging_duplicatepair",
        "INSERT INTO merging_mergestep (id, merge_id, position, kind, model, key, before, after)"
        f" VALUES (gen_random_uuid(), '{merge.pk}', 0, 'moved', 'x', gen_random_uuid(), '{{}}', '{{}}')",
    ]
    with acting_as(council.hub_manager), connection.cursor() as cursor:
        for sql in tries:
            try:
                with transaction.atomic():
                    cursor.execute(sql)
                    assert cursor.rowcount == 0, sql
            except DatabaseError:
                continue
        cursor.execute("SELECT count(*) FROM merging_mergestep")
        assert cursor.fetchone() == (0,)
    with as_owner():
        assert Merge.objects.get().state == MergeState.ASKED
        assert DuplicatePair.objects.exists()


def test_pages_cost_the_same_however_many_rows_there_are(
    manager, pair, twice, django_assert_max_num_queries
) -> None:
    with as_owner():
        for number in range(12):
            make_pair(make_family(twice.ours.involvement.team, name=f"N{number}").person, twice.leader)
    for address, data in (
        (reverse("merging:pairs"), None),
        (reverse("merging:merges"), None),
        (url(pair), None),
        (url(pair), choices(pair)),
    ):
        with django_assert_max_num_queries(26):  # of the page, and of session, staff and actor
            manager.post(address, data) if data else manager.get(address)
