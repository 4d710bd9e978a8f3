"""Searching within a chronology: all words, in every kind of entry, and never in an address."""

import pytest
from django.urls import reverse
from django.utils import timezone

from cases.assessments.models import Answer
from cases.families.search.recent import recall
from tests.database import as_owner
from tests.factories.assessments import make_assessment
from tests.factories.contacts import make_contact
from tests.factories.families import REASON, make_family
from tests.factories.texts import make_phone, make_text


def search(client, file, words, **filters):
    where = reverse("contacts:search", args=[file.family.pk])
    return client.post(where, {"words": words, **filters}, follow=True)


def told(response):
    return [entry.words for entry in response.context["entries"]]


@pytest.fixture
def notes(council, file):
    with as_owner():
        make_contact(file, council.hub_worker, what_happened="Grandmother Nesta gave 100% of the lifts")
        make_contact(
            file, council.hub_worker, what_happened="Talked of sleep", what_we_think="Nesta is worried"
        )
        make_contact(file, council.hub_worker, what_happened="Talked of school", place="Library")
        make_text(file, make_phone(file.person), council.hub_worker)


@pytest.mark.parametrize(
    ("words", "number"),
    [("nesta", 2), ("NESTA lifts", 1), ("lifts  nesta", 1), ("nesta school", 0), ("library", 1), ("100%", 1),
     ("_", 0), ("ring", 1), ("north hub", 2)],
)  # fmt: skip
def test_every_word_has_to_stand_in_the_entry(worker, file, notes, words, number):
    response = search(worker, file, words)
    assert len(told(response)) == number
    assert f'value="{words.split()[0]}' in response.content.decode()  # what was typed is still there


def test_the_words_stand_in_no_address_and_other_filters_stay(worker, file, notes):
    response = search(worker, file, "nesta", kind="visit")
    ((address, _),) = response.redirect_chain
    assert "nesta" not in address.lower()
    assert "kind=visit" in address
    assert "nesta" not in response.context["older_url"] + response.context["print_url"]
    printed = worker.get(response.context["print_url"])
    assert len(told(printed)) == 2


def test_an_empty_search_leads_to_the_plain_page(worker, file, notes):
    ((address, _),) = search(worker, file, "  ").redirect_chain
    assert address == reverse("contacts:chronology", args=[file.family.pk])


def test_a_search_of_another_session_is_over_and_shows_nothing(worker, council, file, notes):
    ((address, _),) = search(worker, file, "nesta").redirect_chain
    worker.logout()
    worker.force_login(council.hub_worker)
    response = worker.get(address)
    assert told(response) == []
    assert "That search is no longer kept" in response.content.decode()
    assert worker.get(response.context["csv_url"]).status_code == 302


def test_it_is_no_proof_of_having_looked_for_a_person(worker, file, notes):
    ((address, _),) = search(worker, file, "nesta").redirect_chain
    token = address.partition("words=")[2].partition("&")[0]
    assert recall(worker.session, token) is None


def test_nothing_of_another_family_or_of_another_team_is_found(page, council, file, notes):
    with as_owner():
        other = make_family(council.south_hub, allocated_to=council.other_hub_worker)
        make_contact(other, council.other_hub_worker, what_happened="Nesta again")
    page.force_login(council.other_hub_worker)
    assert len(told(search(page, other, "nesta"))) == 1
    assert search(page, file, "nesta").status_code == 404


def test_words_of_an_answer_find_the_assessment_and_say_nothing_to_who_may_not_see_it(worker, council, file):
    with as_owner():
        assessment = make_assessment(file, council.hub_worker, answered=False)
        part = assessment.parts.get(section__key="money")
        question = part.section.questions.get(key="going_well")
        answer = Answer(part=part, question=question, value="A job at the zqbakery", given_at=timezone.now())
        answer.save_by(by=council.hub_worker, reason=REASON)
    title = str(assessment.form.definition)
    assert title in [entry.title for entry in search(worker, file, "zqbakery").context["entries"]]
    assert not search(worker, file, "zqbakery zqelsewhere").context["entries"]
    assert title in [entry.title for entry in search(worker, file, "zqbakery assessment").context["entries"]]
    worker.force_login(council.other_hub_worker)
    assert (
        worker.post(reverse("contacts:search", args=[file.family.pk]), {"words": "zqbakery"}).status_code
        == 404
    )
