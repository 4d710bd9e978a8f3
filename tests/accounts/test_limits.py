"""Costly pages for one person at a time: who asks too often waits, and nobody else does."""

from html import unescape
from typing import Any

import pytest
from django.conf import settings
from django.core.cache import cache
from django.urls import reverse

from tests.database import as_owner
from tests.factories.accounts import Council, make_member
from tests.page_client import PageClient
from tests.rules.cases import make_case
from tests.rules.routes import data_request, text

NOTE = "A long question about who Robin Example may be and where they lived before."


@pytest.fixture
def two_at_most(settings: Any) -> None:
    """Limits that a test can reach."""
    settings.RATE_LIMITS = dict.fromkeys(settings.RATE_LIMITS, "2/5m")


def test_too_many_searches_are_answered_with_what_was_typed(
    council: Council, page: PageClient, two_at_most: None
) -> None:
    page.force_login(council.hub_worker)
    sent = {"query": NOTE, "csrfmiddlewaretoken": "t" * 64}
    assert [page.post(reverse("search"), sent).status_code for _ in range(3)] == [302, 302, 429]
    answer = page.post(reverse("search"), sent)
    assert answer.headers["Retry-After"] == "300"
    shown = unescape(answer.content.decode())
    assert NOTE in shown
    assert "Send it again" in shown


def test_a_colleague_at_the_same_address_is_not_kept_waiting(
    council: Council, page: PageClient, two_at_most: None
) -> None:
    page.force_login(council.hub_worker)
    for _ in range(4):
        page.get(reverse("search"))
    assert page.get(reverse("search")).status_code == 429
    colleague = PageClient()
    colleague.force_login(council.hub_manager)
    assert colleague.get(reverse("search")).status_code == 200


def test_somebody_signed_out_uses_up_nobodys_tries(
    council: Council, page: PageClient, two_at_most: None
) -> None:
    for _ in range(4):
        page.post(reverse("search"), {"query": NOTE})
    page.force_login(council.hub_worker)
    assert page.get(reverse("search")).status_code == 200


def test_each_costly_page_is_counted(council: Council, two_at_most: None) -> None:
    with as_owner():
        case = make_case(council.north_hub, council.hub_worker, "North")
        officer = council.information_officer
        pages = [
            (council.hub_worker, reverse("search"), "post"),
            (officer, reverse("privacy:pack_new", kwargs=data_request(case)), "post"),
            (officer, reverse("privacy:request_new", kwargs={"person_id": case.person.pk}), "post"),
            (council.hub_worker, reverse("texts:write", kwargs=text(case)), "post"),
        ]
    for user, url, method in pages:
        page = PageClient()
        page.force_login(user)
        statuses = [getattr(page, method)(url).status_code for _ in range(3)]
        assert statuses[2] == 429, (url, statuses)
        assert 429 not in statuses[:2], (url, statuses)


def test_strangers_who_guess_at_the_token_of_receipts_wait_and_notify_never_does(
    page: PageClient, db: None, two_at_most: None
) -> None:
    def send(token: str) -> int:
        return page.post(
            reverse("texts:receipt"),
            b"[]",
            content_type="application/json",
            headers={"Authorization": f"Bearer {token}"},
        ).status_code

    assert [send("wrong") for _ in range(4)] == [403, 403, 429, 429]
    assert send(settings.NOTIFY_CALLBACK_TOKEN) == 400  # read, and found to be no receipt


def test_counts_are_kept_where_every_process_looks(
    council: Council, page: PageClient, two_at_most: None
) -> None:
    page.force_login(council.hub_worker)
    page.get(reverse("search"))
    assert settings.CACHES["default"]["BACKEND"].endswith("DatabaseCache")
    key = f"allauth:rl:familyhubs:search:2/300.0/user:user:{council.hub_worker.pk}"
    assert len(cache.get(key)) == 1
    with as_owner():
        stranger = make_member("Sam Stranger", council.south_hub, "hub_worker")
    assert cache.get(key.replace(str(council.hub_worker.pk), str(stranger.pk))) is None


def test_making_up_addresses_pushes_no_count_out() -> None:
    assert settings.CACHES["default"]["OPTIONS"]["MAX_ENTRIES"] >= 10_000
