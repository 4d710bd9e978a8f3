"""A draft is nobody's word yet: pages and letters name the council, its contacts and lists as published."""

import datetime

import pytest
from django.urls import reverse
from django.utils import timezone

from privacy.codes import ContactPoint
from privacy.models import Organisation, PublishedCategory, PublishedContact
from privacy.notices.queries import live_contacts, live_titles
from privacy.queries import contact_point, organisation
from privacy.redaction.output.frame import frame_of
from privacy.workbench.gaps import Said, letter_gaps
from tests.database import as_owner
from tests.factories.families import make_person
from tests.factories.privacy import make_request, publish_draft

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()
DRAFT = "Words of the draft"


@pytest.fixture
def edited(council):
    """Somebody is in the middle of changing everything."""
    with as_owner():
        Organisation.objects.update(name=DRAFT, service_name=DRAFT)
        PublishedContact.objects.update(email="draft@council.example", phones="01632 960999")
        PublishedCategory.objects.update(title=DRAFT)


@pytest.mark.parametrize("name", ["accessibility", "promises", "schedule"])
def test_public_pages_do_not_say_what_the_draft_says(edited, page, name):
    address = reverse({"schedule": "retention:schedule"}.get(name, name))
    before = page.get(address).content.decode()
    assert DRAFT not in before
    assert "draft@council.example" not in before
    with as_owner():
        publish_draft()
    after = page.get(address).content.decode()
    assert DRAFT in after


def test_letters_and_answers_do_not_say_what_the_draft_says(edited, council):
    with as_owner():
        request = make_request(make_person(), council.information_officer)
        said = Said(to_name="Robin Example")
        for reader in ("adult", "child"):
            gaps = letter_gaps(request, "acknowledge", reader, said, handler="Ines", today=TODAY)
            assert DRAFT not in str(gaps)
            assert "draft@council.example" not in str(gaps)
        assert frame_of(request, [], collected_on=TODAY, on=TODAY)["organisation"] != DRAFT


def test_the_breach_log_offers_and_names_kinds_of_data_as_published(edited, council, page):
    assert DRAFT not in live_titles("categories", TODAY).values()
    page.force_login(council.information_officer)
    assert DRAFT not in page.get(reverse("duties:breach_new")).content.decode()


def test_an_earlier_letter_names_the_council_as_it_was_then(edited):
    before = organisation(TODAY)
    with as_owner():
        publish_draft(effective_from=TODAY + datetime.timedelta(days=7))
    later = TODAY + datetime.timedelta(days=7)
    assert organisation(TODAY) == organisation(datetime.date(2000, 1, 1)) == before
    assert organisation(later).name == DRAFT
    assert contact_point(ContactPoint.SERVICE, TODAY).email != "draft@council.example"
    assert contact_point(ContactPoint.SERVICE, later).phones == ("01632 960999",)


def test_a_letter_of_a_day_before_the_first_version_tells_whom_the_first_names(db):
    with as_owner():
        assert live_contacts(datetime.date(2000, 1, 1)) == live_contacts(TODAY)
