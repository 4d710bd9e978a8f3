"""Sharing: with nobody but those on the live notice, after somebody else agreed, and told to the family."""

import datetime
import json
import re

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from cases.families.chronology import Filters
from cases.families.chronology import page as chronology_page
from privacy.models import Disclosure, Notice
from privacy.pack.collect import pack_entries, section_of
from privacy.person_graph import subject_of
from tests.database import as_owner
from tests.factories.families import make_family
from tests.factories.privacy import make_disclosure, publish_draft
from tests.page_client import PageClient

TODAY = timezone.localdate()
TYPED = {
    "recipient": "education_providers",
    "organisation": "Example Primary",
    "purpose": "provide_services",
    "law": "children_act",
    "what": "The part about learning",
    "necessity": "They plan by it",
    "told": "told",
}


@pytest.fixture
def case(council):
    with as_owner():
        return make_family(council.north_hub, allocated_to=council.hub_worker)


@pytest.fixture
def worker(council, page):
    page.force_login(council.hub_worker)
    return page


@pytest.fixture
def manager(council):
    client = PageClient()
    client.force_login(council.hub_manager)
    return client


def there(case, name="disclosures", row=None):
    return reverse(f"privacy:{name}", args=[case.family.pk, *([row.pk] if row else [])])


def text(answer):
    return re.sub(r"\s+", " ", answer.content.decode())


def day(name, on):
    return {f"{name}_day": on.day, f"{name}_month": on.month, f"{name}_year": on.year}


def test_a_worker_writes_it_down_a_manager_agrees_and_it_goes(case, worker, manager):
    assert worker.post(there(case, "disclosure_new"), TYPED).status_code == 302
    with as_owner():
        row = Disclosure.objects.get()
    assert "Waits for a manager" in text(worker.get(there(case)))
    early = worker.post(
        there(case, "disclosure_sent", row), {**day("shared_on", TODAY), "shared_how": "Secure email"}
    )
    assert "or it waits for a manager. Nothing was changed" in text(early)
    assert "Secure email" in text(early)
    with as_owner():
        assert Disclosure.objects.get().shared_on is None
    assert f"{case.family}: Example Primary" in text(manager.get("/"))
    assert manager.post(there(case, "disclosure_decided", row), {"decision": "approved"}).status_code == 302
    sent = worker.post(
        there(case, "disclosure_sent", row), {**day("shared_on", TODAY), "shared_how": "Secure email"}
    )
    assert sent.status_code == 302
    assert "Shared," in text(worker.get(there(case)))
    assert "Example Primary" in text(worker.get(reverse("families:family", args=[case.family.pk])))


def test_whoever_is_not_on_the_notice_gets_nothing_and_what_was_typed_is_kept(case, worker):
    answer = worker.post(there(case, "disclosure_new"), TYPED | {"recipient": "nobody"})
    assert answer.status_code == 200
    assert "The notice does not say that we share with anybody else" in text(answer)
    assert "They plan by it" in text(answer)
    with as_owner():
        assert not Disclosure.objects.exists()


def test_a_recipient_taken_off_the_notice_can_be_chosen_no_more(case, worker):
    with as_owner():
        notice = Notice.objects.get(code="service")
        notice.recipients.remove(notice.recipients.get(code="education_providers"))
        publish_draft()
    assert "early years" not in text(worker.get(there(case, "disclosure_new"))).lower()
    assert worker.post(there(case, "disclosure_new"), TYPED).status_code == 200
    with as_owner():
        assert not Disclosure.objects.exists()


@pytest.mark.parametrize(
    "left_out", ["recipient", "organisation", "purpose", "law", "what", "necessity", "told"]
)
def test_every_sharing_says_who_why_what_and_by_which_law(case, worker, left_out):
    answer = worker.post(there(case, "disclosure_new"), TYPED | {left_out: ""})
    assert answer.status_code == 200
    assert "There is a problem" in text(answer)
    with as_owner():
        assert not Disclosure.objects.exists()


def test_a_child_at_risk_need_not_wait_and_a_manager_looks_at_it_after(case, worker, manager):
    worker.post(there(case, "disclosure_new"), TYPED | {"is_urgent": "on"})
    with as_owner():
        row = Disclosure.objects.get()
    worker.post(there(case, "disclosure_sent", row), {**day("shared_on", TODAY), "shared_how": "Telephone"})
    assert "Shared at once: a manager has still to look at it" in text(worker.get(there(case)))
    assert "Urgent" in text(manager.get("/"))


def test_what_was_told_at_once_may_be_written_down_after_and_nothing_else(case, council, worker):
    yesterday = {**day("shared_on", TODAY - datetime.timedelta(days=1)), "shared_how": "Telephone"}
    with as_owner():
        urgent = make_disclosure(case.family, council.hub_worker, is_urgent=True)
        agreed = {
            "decision": "approved", "decided_by": council.hub_manager, "decided_at": timezone.now(),
        }  # fmt: skip
        calm = make_disclosure(case.family, council.hub_worker, **agreed)
    assert worker.post(there(case, "disclosure_sent", urgent), yesterday).status_code == 302
    early = text(worker.post(there(case, "disclosure_sent", calm), yesterday))
    assert "The day must be the same as or after" in early
    assert "Telephone" in early


def test_a_recipient_taken_off_the_notice_after_a_manager_agreed_is_given_nothing(case, council, worker):
    agreed = {"decision": "approved", "decided_by": council.hub_manager, "decided_at": timezone.now()}
    with as_owner():
        row = make_disclosure(case.family, council.hub_worker, **agreed)
        notice = Notice.objects.get(code="service")
        notice.recipients.remove(notice.recipients.get(code="education_providers"))
        publish_draft()
    sent = {**day("shared_on", TODAY), "shared_how": "Post"}
    told = text(worker.post(there(case, "disclosure_sent", row), sent))
    assert "does not say that we share with anybody else" in told
    with as_owner():
        assert Disclosure.objects.get().shared_on is None


def test_nobody_agrees_to_what_they_wrote_themselves(case, council, manager):
    with as_owner():
        row = make_disclosure(case.family, council.hub_manager)
    for refused in (
        manager.get(there(case, "disclosure_decided", row), follow=True),
        manager.post(there(case, "disclosure_decided", row), {"decision": "approved"}, follow=True),
    ):
        assert "ask another manager" in text(refused)
    with as_owner():
        assert Disclosure.objects.get().decision == ""
    row.decision, row.decided_by, row.decided_at = "approved", council.hub_manager, timezone.now()
    with as_owner(), transaction.atomic(), pytest.raises(IntegrityError):
        row.save_by(by=council.hub_manager, reason="Myself")


def test_a_manager_says_no_with_a_reason_and_it_does_not_go(case, council, worker, manager):
    with as_owner():
        row = make_disclosure(case.family, council.hub_worker)
    address = there(case, "disclosure_decided", row)
    assert "Enter why it may not be shared" in text(manager.post(address, {"decision": "refused"}))
    assert manager.post(address, {"decision": "refused", "words": "Too much"}).status_code == 302
    worker.post(there(case, "disclosure_sent", row), {**day("shared_on", TODAY), "shared_how": "Post"})
    with as_owner():
        row.refresh_from_db()
    assert (row.decision, row.shared_on) == ("refused", None)


def test_decided_once(case, council, manager):
    with as_owner():
        row = make_disclosure(case.family, council.hub_worker)
    address = there(case, "disclosure_decided", row)
    assert manager.post(address, {"decision": "approved"}).status_code == 302
    told = manager.post(address, {"decision": "refused", "words": "No"}, follow=True)
    assert "Somebody decided or sent this meanwhile" in text(told)
    with as_owner():
        assert Disclosure.objects.get().decision == "approved"


def test_it_is_sent_once(case, council, worker):
    with as_owner():
        row = make_disclosure(
            case.family,
            council.hub_worker,
            decision="approved",
            decided_by=council.hub_manager,
            decided_at=timezone.now(),
        )
    sent = {**day("shared_on", TODAY), "shared_how": "Secure email"}
    assert worker.post(there(case, "disclosure_sent", row), sent).status_code == 302
    told = worker.post(there(case, "disclosure_sent", row), sent | {"shared_how": "Post"}, follow=True)
    assert "Somebody decided or sent this meanwhile" in text(told)
    with as_owner():
        assert Disclosure.objects.get().shared_how == "Secure email"


def test_the_family_is_given_it_in_their_pack_and_its_members_apart(case, council):
    with as_owner():
        about = {"decision": "approved", "decided_by": council.hub_manager, "decided_at": timezone.now()}
        make_disclosure(
            case.family,
            council.hub_worker,
            organisation="All of us",
            shared_on=TODAY,
            shared_how="x",
            **about,
        )
        other = make_family(council.north_hub)
        make_disclosure(
            other.family,
            council.hub_worker,
            organisation="Not ours",
            shared_on=TODAY,
            shared_how="x",
            **about,
        )
        entry = next(entry for entry in pack_entries() if entry.model == "privacy.Disclosure")
        told = json.dumps(section_of(entry, subject_of(case.person.pk), asked_by_subject=True))
    assert "All of us" in told
    assert "Not ours" not in told


def test_it_stands_in_the_chronology_on_the_day_it_went(case, council):
    with as_owner():
        gone = {"decision": "approved", "decided_by": council.hub_manager, "decided_at": timezone.now()}
        make_disclosure(
            case.family,
            council.hub_worker,
            shared_on=TODAY - datetime.timedelta(days=2),
            shared_how="Post",
            **gone,
        )
        make_disclosure(case.family, council.hub_worker, organisation="Waits")
        entries = chronology_page(
            case.family, council.hub_worker, filters=Filters(kinds=frozenset({"disclosure"})), limit=9
        ).entries
    assert [entry.title for entry in entries] == ["Information shared: Example Primary"]
    assert entries[0].at == TODAY - datetime.timedelta(days=2)


def test_another_team_sees_nothing_of_it(case, council, page):
    with as_owner():
        row = make_disclosure(case.family, council.hub_worker)
    page.force_login(council.other_hub_worker)
    for address in (there(case), there(case, "disclosure_new"), there(case, "disclosure_sent", row)):
        assert page.get(address).status_code == 404


def test_officers_count_by_recipient_and_are_told_of_no_family(case, council, page):
    with as_owner():
        make_disclosure(case.family, council.hub_worker)
    page.force_login(council.information_officer)
    shown = text(page.get(reverse("privacy:disclosure_counts")))
    assert case.family.name not in shown
    assert re.search(r"colleges for people over 16</th> <td[^>]*>0</td> <td[^>]*>1</td>", shown)
