"""Warnings: seen wherever the person is while they stand, kept when they end, never told to whoever may not see."""

import datetime
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from cases.families.models import WarningNote
from tests.database import as_owner
from tests.factories.families import make_warning
from tests.page_client import PageClient

WORDS = "The dog bites: ring first."
SOON = timezone.localdate() + datetime.timedelta(days=30)
NEW_YEAR = datetime.date(2026, 1, 1)
LONG_PAST = datetime.date(2026, 1, 2)


def date(name: str, day: datetime.date) -> dict[str, int]:
    return {f"{name}_day": day.day, f"{name}_month": day.month, f"{name}_year": day.year}


def answers(**changed: object) -> dict[str, object]:
    said = {"about": "family", "kind": "lone_worker", "narrative": WORDS, "told": "yes", "why": "seen"}
    return said | date("review_on", SOON) | changed


def url(case, name: str, *more) -> str:
    return reverse(f"families:{name}", args=[case.family.pk, *more])


def pages(case) -> dict[str, str]:
    return {
        "family": url(case, "family"),
        "person": reverse("families:person", args=[case.person.pk]),
        "contact": reverse("contacts:record", args=[case.family.pk]),
        "texts": reverse("texts:list", args=[case.family.pk]),
        "send": reverse("texts:send", args=[case.family.pk]),
    }


def test_a_worker_adds_reviews_and_ends_a_warning(case, worker) -> None:
    sent = worker.post(
        url(case, "warning_add"), answers(about=str(case.person.pk), told="no", why_not_told="He drinks")
    )
    assert sent.status_code == 302
    with as_owner():
        warning = WarningNote.objects.get()
    assert (warning.person_id, warning.family_id, warning.recorded_by_id) == (
        case.person.pk,
        None,
        case.by.pk,
    )
    listed = worker.get(url(case, "warnings")).content.decode()
    assert WORDS in listed
    assert "He drinks" in listed
    form = worker.get(url(case, "warning_end", warning.pk)).context["form"]
    version = form.initial["version"]
    worker.post(url(case, "warning_end", warning.pk), {"end_reason": "The dog is gone", "version": version})
    listed = worker.get(url(case, "warnings")).content.decode()
    assert "No warning stands" in listed
    assert "The dog is gone" in listed
    assert "The dog is gone" in worker.get(url(case, "family_changes")).content.decode()


@pytest.mark.parametrize("about", ["person", "family"])
def test_it_stands_on_every_page_about_the_person_until_it_ends(case, worker, about: str) -> None:
    with as_owner():
        warning = make_warning(case.by, **{about: getattr(case, about)})
    for name, address in pages(case).items():
        assert WORDS in worker.get(address).content.decode(), name
    for address in (reverse("home"), reverse("families:list")):
        assert "Risk to a lone worker" in worker.get(address).content.decode()
    with as_owner():
        warning.ended_on, warning.ended_by, warning.end_reason = timezone.localdate(), case.by, "Over"
        warning.save_by(by=case.by, reason="Over")
    for name, address in {**pages(case), "home": reverse("home"), "list": reverse("families:list")}.items():
        text = worker.get(address).content.decode()
        assert WORDS not in text, name
        assert "Risk to a lone worker" not in text, name


def test_others_neither_see_nor_write_it(case, council) -> None:
    with as_owner():
        warning = make_warning(case.by, person=case.person)
    stranger = PageClient()
    stranger.force_login(council.other_hub_worker)
    assert stranger.get(url(case, "warnings")).status_code == 404
    assert stranger.post(url(case, "warning_end", warning.pk), {"end_reason": "Mine"}).status_code == 404
    assert stranger.post(url(case, "warning_add"), answers()).status_code == 404
    officer = PageClient()
    officer.force_login(council.information_officer)
    assert officer.get(url(case, "warnings")).status_code == 403
    with as_owner():
        assert WarningNote.objects.get().ended_on is None


def test_behind_a_wall_it_stays_behind_it(case, worker) -> None:
    with as_owner():
        make_warning(case.by, person=case.person, wall="youth_justice")
    for name, address in pages(case).items():
        assert WORDS not in worker.get(address).content.decode(), name


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"told": "no"}, "Enter why they have not been told"),
        ({"kind": "safe_address"}, "Select the person whose address must be kept safe"),
        ({"narrative": ""}, "Enter what to know and what to do"),
        (date("review_on", LONG_PAST), "after today and within a year"),
        ({"about": "11111111-1111-4111-8111-111111111111"}, "Select an answer to “Who is it about?”"),
    ],
)
def test_bad_answers_are_told_and_change_nothing(case, worker, changed, said: str) -> None:
    answer = worker.post(url(case, "warning_add"), answers(**changed))
    assert answer.status_code == 200
    assert answer.content.decode().count(said) == 2, "in the summary and beside the question"
    with as_owner():
        assert not WarningNote.objects.exists()


def test_whoever_was_slower_is_shown_both(case, worker) -> None:
    with as_owner():
        warning = make_warning(case.by, family=case.family)
    opened = worker.get(url(case, "warning_change", warning.pk)).context["form"].initial["version"]
    with as_owner():
        warning.narrative = "Two dogs"
        warning.save_by(by=case.by, reason="Seen")
    said = answers(narrative="Three dogs", version=opened)
    answer = worker.post(url(case, "warning_change", warning.pk), said)
    assert answer.status_code == 409
    assert "Two dogs" in answer.content.decode()
    assert "Three dogs" in answer.content.decode()


def test_ended_meanwhile_is_said(case, worker) -> None:
    with as_owner():
        warning = make_warning(
            case.by, family=case.family, ended_on=timezone.localdate(), ended_by=case.by, end_reason="Over"
        )
    answer = worker.get(url(case, "warning_change", warning.pk), follow=True)
    assert "was ended already" in answer.content.decode()


def test_an_overdue_review_is_shown_to_author_and_manager(case, worker, council) -> None:
    with as_owner():
        make_warning(
            council.hub_manager,
            person=case.person,
            review_on=LONG_PAST,
            recorded_on=datetime.date(2026, 1, 1),
        )
    manager = PageClient()
    manager.force_login(council.hub_manager)
    assert "Warnings to look at again" in manager.get(reverse("home")).content.decode()
    assert "Warnings to look at again" not in worker.get(reverse("home")).content.decode(), (
        "not theirs to review"
    )
    with as_owner():
        make_warning(case.by, family=case.family, review_on=LONG_PAST, recorded_on=NEW_YEAR)
    assert "Warnings to look at again" in worker.get(reverse("home")).content.decode()


def test_pages_cost_the_same_however_many_there_are(case, worker) -> None:
    def cost() -> list[int]:
        counts = []
        for address in (
            *pages(case).values(),
            url(case, "warnings"),
            reverse("home"),
            reverse("families:list"),
        ):
            worker.get(address)
            with CaptureQueriesContext(connection) as queries:
                worker.get(address)
            counts.append(len(queries))
        return counts

    with as_owner():
        make_warning(case.by, person=case.person)
    before = cost()
    with as_owner():
        for _ in range(8):
            make_warning(case.by, person=case.person)
            make_warning(case.by, family=case.family)
    assert cost() == before


@pytest.mark.parametrize(
    "wrong",
    [
        {"kind": "safe_address"},
        {"told": "no"},
        {"review_on": datetime.date(2026, 6, 1)},
        {"end_reason": "Over"},
        {"narrative": ""},
    ],
)
def test_the_database_refuses_what_a_warning_cannot_be(case, wrong) -> None:
    with as_owner(), transaction.atomic():
        row = make_warning(case.by, family=case.family)
        with pytest.raises(IntegrityError), transaction.atomic():
            raw(row, wrong)


def raw(row: WarningNote, wrong: dict[str, Any]) -> None:
    name, value = next(iter(wrong.items()))
    with connection.cursor() as cursor:
        cursor.execute(f"UPDATE families_warningnote SET {name} = %s WHERE id = %s", [value, row.pk])
