"""A register that is not saved yet is data about each family on it: found for them, and gone with their file."""

import pytest
from django.db import connection, transaction
from django.urls import reverse

from cases.families.models import Draft
from privacy.data_map import PERSONAL
from privacy.person_graph import rows_about, subject_of
from retention.queries.graph import doomed_with
from tests.cases.groups.test_register import AUTOSAVE, sent
from tests.database import as_owner
from tests.factories.families import make_family, make_restriction
from tests.factories.groups import make_cohort, make_enrolment, make_programme

(DRAFTS,) = (entry for entry in PERSONAL if entry.model == "families.Draft")


@pytest.fixture
def url(group):
    return reverse("groups:register", args=[group.session.pk])


@pytest.fixture
def drafts(page, council, group, url):
    """What a worker marked and has not saved, by the family it is about."""
    page.force_login(council.hub_worker)
    typed = sent(page.get(url), **{
        f"mark_{group.amy.pk}": "absent", f"away_{group.amy.pk}": "Amy is at the dentist",
        f"mark_{group.ben.pk}": "excused", f"away_{group.ben.pk}": "Ben is in hospital",
    })  # fmt: skip
    answer = page.post(reverse("groups:register_draft", args=[group.session.pk]), typed, headers=AUTOSAVE)
    assert answer.json()["saved_at"]
    with as_owner():
        return {row.family_id: row for row in Draft.objects.all()}


def test_subject_access_finds_the_marks_of_the_subject_and_of_nobody_else(group, drafts):
    with as_owner():
        found = list(rows_about(DRAFTS, subject_of(group.alder.person.pk)))
    assert found == [drafts[group.alder.family.pk]]
    told = str(found[0].fields)
    assert "dentist" in told
    assert "hospital" not in told
    assert str(group.ben.pk) not in told


def test_disposal_finds_the_draft_of_the_family_that_goes_and_leaves_the_others(group, drafts):
    with as_owner(), transaction.atomic(), connection.cursor() as cursor:
        doomed = doomed_with([group.alder.family.pk], [group.alder.person.pk])
        cursor.execute(doomed.keys(Draft))
        assert cursor.fetchall() == [(drafts[group.alder.family.pk].pk,)]


def test_the_writer_finds_all_marks_again_and_one_line_on_the_home_page(page, group, drafts, url):
    form = page.get(url).context["form"]
    assert form[f"away_{group.amy.pk}"].value() == "Amy is at the dentist"
    assert form[f"mark_{group.ben.pk}"].value() == "excused"
    html = page.get(reverse("home")).content.decode()
    assert html.count("Register of a group") == 1
    assert f'href="{url}"' in html


def test_saving_or_discarding_leaves_no_draft_of_anybody(page, group, drafts, url):
    page.post(reverse("groups:register_discard", args=[group.session.pk]))
    with as_owner():
        assert not Draft.objects.exists()


def test_marks_of_somebody_who_is_not_on_this_register_are_not_kept(page, council, group, url):
    with as_owner():
        stranger = make_enrolment(
            make_cohort(make_programme(council.north_hub)), make_family(council.north_hub)
        )
    page.force_login(council.hub_worker)
    typed = sent(page.get(url), **{f"mark_{stranger.pk}": "absent", f"away_{stranger.pk}": "In prison"})
    page.post(reverse("groups:register_draft", args=[group.session.pk]), typed, headers=AUTOSAVE)
    with as_owner():
        kept = list(Draft.objects.all())
    assert {row.family_id for row in kept} == {group.alder.family.pk, group.birch.family.pk}
    assert not any("prison" in str(row.fields) or str(stranger.pk) in str(row.fields) for row in kept)


def test_the_marks_of_a_family_one_may_no_longer_see_do_not_come_back(page, council, group, drafts, url):
    with as_owner():
        make_restriction(group.birch.family, [council.hub_manager], council.hub_manager)
    html = page.get(url).content.decode()
    assert "Amy is at the dentist" in html
    assert "hospital" not in html
