"""Every page that shows a name of a family or person has left a look at them in the log, by whoever opened it."""

import datetime
import json
import re
from collections.abc import Iterator
from typing import Any

import pytest
from django.contrib import admin
from django.test import Client
from django.urls import reverse

from accounts.admin_site import CaseworkAdmin
from accounts.look_words import PAGES, page_in_words
from accounts.models import AccessRecord, Membership, User
from cases.families.models import Draft
from privacy.models import Pack
from tests.database import as_owner
from tests.factories.accounts import Council, make_member
from tests.factories.canaries import plant_canaries
from tests.factories.families import make_family
from tests.factories.retention import make_hold
from tests.rules.cases import Case, make_case
from tests.rules.routes import PERSONAS, RECEIVED_AT, ROUTES, Route, disposal_item, ready_pack

CANARY = "Zqxwvu"
# So many pages at least show the family to these: fewer, and the walk looks at nothing.
MANY = {"hub_worker": 45, "hub_manager": 45, "information_officer": 8, "records_officer": 5}


@pytest.fixture
def case(council: Council) -> Case:
    """A family whose name, and whose people's, are met nowhere else; it also stands in whatever lists there are."""
    with as_owner():
        made = make_case(council.north_hub, council.hub_worker, CANARY)
        council.give_passwords()
        made.extra["hold"] = make_hold(
            scope="family", family=made.family, target_reference=made.family.reference
        )
        disposal_item(made)
        Draft.objects.create(
            owner=council.hub_worker,
            family=made.family,
            form="contact_record",
            fields={"contact": [""]},
            saved_at=RECEIVED_AT,
        )
        told = json.dumps({"title": CANARY}).encode()
        ready_pack(made)
        Pack.objects.update(data=told, document=told)
    return made


def marks(case: Case) -> re.Pattern[str]:
    """Words by which a reader knows the family or somebody in it."""
    references = (case.family.reference, case.person.reference, case.relative.reference)
    return re.compile("|".join(map(re.escape, (CANARY, *references))))


def looks(case: Case, by: User) -> list[AccessRecord]:
    with as_owner():
        people = [case.person.pk, case.relative.pk]
        return list(
            AccessRecord.objects.about(families=[case.family.pk], people=people).filter(user_id=by.pk)
        )


def forget() -> None:
    with as_owner():
        AccessRecord.objects.all().delete()


def shown(client: Client, route: Route, case: Case) -> str:
    with as_owner():
        url = reverse(route.name, kwargs=route.ids(case))
    answer = client.get(url) if route.post is None else client.post(url, route.post)
    return answer.content.decode(errors="replace") if answer.status_code == 200 else ""


@pytest.mark.parametrize("persona", sorted(PERSONAS))
def test_a_page_that_shows_a_name_leaves_a_look_by_whoever_opened_it(
    council: Council, case: Case, client: Client, persona: str
) -> None:
    user = council.personas()[persona]
    forgotten, wordless, showing, named = [], set(), 0, marks(case)
    client.force_login(user)
    for route in ROUTES:
        forget()
        told = shown(client, route, case)
        if route.name in {"account_logout", "account_login"}:
            client.force_login(user)
        if not named.search(told):
            continue
        showing += 1
        found = looks(case, user)
        if not found:
            forgotten.append(route.name)
        wordless |= {look.route for look in found if look.route not in PAGES}
    assert not forgotten, (
        f"{persona} saw a name on {forgotten}: note the look (accounts/actions/access_log.py)"
    )
    assert not wordless, f"say what these pages are in accounts/look_words.py: {sorted(wordless)}"
    assert showing > {
        "hub_worker": 40,
        "hub_manager": 40,
        "information_officer": 5,
        "records_officer": 3,
    }.get(persona, -1)


@pytest.mark.parametrize("persona", sorted(PERSONAS))
def test_a_search_and_an_index_card_leave_a_look(
    council: Council, case: Case, client: Client, persona: str
) -> None:
    user = council.personas()[persona]
    client.force_login(user)
    results = client.post(reverse("search"), {"query": f"Sam {CANARY}"}, follow=True).content.decode()
    assert (
        bool(looks(case, user)) == (f"Sam {CANARY}" in results.replace("Sam <strong>", ""))
        or persona == "admin"
    )
    assert {look.action for look in looks(case, user)} <= {"search"}


def test_words_speak_of_pages_that_exist() -> None:
    gone = set(PAGES) - {route.name for route in ROUTES}
    assert not gone, f"take these out of accounts/look_words.py: {sorted(gone)}"


def test_every_row_in_the_administration_leaves_a_look(council: Council, client: Client) -> None:
    with as_owner():
        both = make_member("Bea Both", council.north_hub, "hub_worker")
        Membership.objects.create(
            user=both, team=council.administration, role="admin", started_on=datetime.date(2024, 1, 1)
        )
        file = make_family(council.north_hub)
        plant_canaries(file, staff=council.hub_worker)
    client.force_login(both)
    forgotten = []
    for model in casework():
        forget()
        with as_owner():
            row = model._default_manager.first()
        url = reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_change", args=[row.pk])
        assert client.get(url).status_code == 200, url
        with as_owner():
            found = AccessRecord.objects.filter(user_id=both.pk, action="admin")
            words = [page_in_words(look.route) for look in found]
        if words != [f"Administration page: {model._meta.verbose_name}"]:
            forgotten.append(model._meta.label)
    assert not forgotten


def casework() -> Iterator[Any]:
    yield from (model for model, page in admin.site._registry.items() if isinstance(page, CaseworkAdmin))
