"""An administrator edits the draft of the notice, with a reason; nobody outside reads it yet."""

import pytest
from django.test import Client
from django.urls import reverse

from privacy.models import Organisation, PublishedLaw
from tests.database import as_owner
from tests.factories.accounts import Council


def test_new_words_stand_in_the_draft_and_not_on_the_public_page(council: Council, client: Client) -> None:
    client.force_login(council.admin)
    with as_owner():
        law = PublishedLaw.objects.first()
    address = reverse("admin:privacy_publishedlaw_change", args=[law.pk])
    assert client.get(address).status_code == 200
    answer = client.post(
        address, {"title": "An Act renamed for this test", "detail": "", "reason": "New Act"}
    )
    assert answer.status_code == 302
    page = Client().get(reverse("privacy:notice")).content.decode()
    assert "An Act renamed for this test" not in page
    draft = client.get(reverse("notices:preview", args=["service"])).content.decode()
    assert "An Act renamed for this test" in draft
    with as_owner():
        version = PublishedLaw.objects.get(pk=law.pk).history.first()
        assert version.history_change_reason == "New Act"
        assert version.history_user == council.admin


def test_words_without_a_reason_are_refused(council: Council, client: Client) -> None:
    client.force_login(council.admin)
    with as_owner():
        organisation = Organisation.objects.get()
    address = reverse("admin:privacy_organisation_change", args=[organisation.pk])
    assert client.post(address, {"name": "X", "service_name": "Y", "reason": ""}).status_code == 200
    with as_owner():
        assert Organisation.objects.get().name == organisation.name


@pytest.mark.parametrize("persona", ["hub_manager", "information_officer", "records_officer"])
def test_nobody_else_edits_the_notice(council: Council, client: Client, persona: str) -> None:
    client.force_login(council.personas()[persona])
    assert client.get(reverse("admin:privacy_notice_changelist")).status_code == 403
