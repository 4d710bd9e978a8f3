"""Which notice somebody had: what counted when they were first written down, and what they were given."""

import datetime

import pytest
from django.urls import reverse
from django.utils import timezone

from cases.families.models import Person
from privacy.notices.models import NoticeVersion
from privacy.pack.collect import pack_entries, section_of
from privacy.pack.contents import pack_contents
from privacy.person_graph import subject_of
from privacy.telling.models import Given
from tests.database import as_owner
from tests.factories.families import make_family, make_person
from tests.factories.privacy import make_request

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()


@pytest.fixture
def file(council):
    with as_owner():
        return make_family(
            council.north_hub, make_person("Robin", "Example"), allocated_to=council.hub_worker
        )


def address(file):
    return reverse("telling:give", args=[file.family.pk, file.person.pk])


def typed(day=TODAY, **fields):
    with as_owner():
        first = NoticeVersion.objects.get(page="service", number=1)
    parts = {"given_on_day": day.day, "given_on_month": day.month, "given_on_year": day.year}
    return {"version": str(first.pk), "how": "paper", "language": "", **parts} | fields


def text(response):
    return " ".join(response.content.decode().split())


def test_the_family_page_says_what_counted_at_first_and_what_was_given(file, page, council):
    page.force_login(council.hub_worker)
    before = text(page.get(reverse("families:family", args=[file.family.pk])))
    assert "Version 1 counted when first written down" in before
    assert "not given yet" in before
    assert page.post(address(file), typed(how="easy_read", language="pl")).status_code == 302
    after = text(page.get(reverse("families:family", args=[file.family.pk])))
    assert "given version 1, in easy read" in after


def test_who_was_written_down_before_version_1_is_told_apart(file, page, council):
    with as_owner():
        Person.history.filter(id=file.person.pk).update(
            history_date=datetime.datetime(2024, 3, 1, 12, tzinfo=datetime.UTC)
        )
    page.force_login(council.hub_worker)
    shown = text(page.get(reverse("families:family", args=[file.family.pk])))
    assert "First written down before version 1, 1 March 2024" in shown


@pytest.mark.parametrize("left_out", ["version", "how"])
def test_which_and_how_have_to_be_said(file, page, council, left_out):
    page.force_login(council.hub_worker)
    answer = page.post(address(file), typed() | {left_out: ""})
    assert answer.status_code == 200
    with as_owner():
        assert not Given.objects.exists()


def test_nobody_was_given_a_version_before_it_counted(file, page, council):
    page.force_login(council.hub_worker)
    answer = page.post(address(file), typed(day=datetime.date(2026, 1, 5)))
    assert "counts from" in text(answer)
    with as_owner():
        assert not Given.objects.exists()


def test_another_teams_worker_neither_sees_nor_notes_it(file, page, council):
    page.force_login(council.other_hub_worker)
    assert page.get(address(file)).status_code == 404
    assert page.post(address(file), typed()).status_code == 404


def test_it_is_in_the_copy_the_person_may_ask_for(file, page, council):
    page.force_login(council.hub_worker)
    page.post(address(file), typed(how="aloud"))
    with as_owner():
        entry = next(entry for entry in pack_entries() if entry.model == "telling.Given")
        section = section_of(entry, subject_of(file.person.pk), asked_by_subject=True)
        request = make_request(file.person, council.information_officer)
        pack = pack_contents(request, [section], on=TODAY)
    assert "Read aloud, or explained" in str(section)
    assert "Version 1 of our privacy notice counted then" in str(pack["opening"])
