"""Each persona, and somebody who is signed out, follows every link and sends every form of the demo."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import User
from cases.families.models import Family, Person
from tests.crawl.canaries import FAMILY, GLASS, HOLD, MARK, NAME, PERSON, POINT, REQUEST, ROW
from tests.crawl.crawler import Crawl
from tests.crawl.need_to_know import Known
from tests.crawl.world import PERSONA_CODES, demo_database
from tests.database import as_owner
from tests.rules.routes import ROUTES

pytestmark = pytest.mark.crawl

SIGNED_OUT = "nobody"
NOT_REACHED = {
    "account_session": "the script of every page asks it how long the session lasts",
    "robots_txt": "machines ask it, and no page links to it",
    "public_forms:sent": "behind a form of seven pages that nobody fills in as quickly as the crawler",
    "public_forms:evidence": "a file that somebody sent; the demo’s forms came without one",
    "health": "machines ask it, and no page links to it",
    "health_ready": "machines ask it, and no page links to it",
    "privacy:pack_progress": "the script of the request page asks it, while a pack is being made",
    "families:restriction_lift": "offered while a restriction stands, and the crawler undoes the one it places",
    "merging:unmerge": "offered once a worker has put two records together, and none runs beside the crawler",
    "diary:task_again": "offered for a task that is done; which family's tasks the crawler comes by is chance",
    "oversight:reopen": "offered for closed work; which family's file the crawler comes by is chance",
    "assessments:print": "shown once a copy is made; which approved assessment the crawler comes by is chance",
    "assessments:pdf": "linked from that copy",
    "retention:agree": "offered for a file whose rule asks for a person; the demo has none on its list",
    "redaction:picture": "a page of a document; the packs that the demo looks through hold none",
    "redaction:second": "offered while a pack waits for its second reader; the demo's are sent or looked through",
    "release:answer": "its address stands in the letter to whoever asked, and nowhere in the portal",
    "partners:asked": "its address was sent to the partner, and stands nowhere in the portal",
    "partners:preview": "offered for a sharing of named records; which family's file the crawler comes by is chance",
    "partners:hand_over": "linked from the same page, until it was handed over",
    "telling:to_do": "offered to workers of families that a change of the notice concerns; the demo's are one hub's",
    "telling:people": "linked from that list",
    "telling:letters": "linked from that list",
    "telling:letters_csv": "linked from that list",
    "retention:schedule_approval": "offered while a new version of a rule waits; the demo has none",
}
"""Pages that somebody may open and no link or form of the demo leads to."""

NEVER_ACCEPTED = {
    "account_login": "made-up words are nobody's password",
    "account_reauthenticate": "made-up words are nobody's password, so no second step is set up or taken away either",
    "mfa_login_webauthn": "a passkey needs a script and somebody's device",
    "account_change_password": "made-up words are nobody's password",
    "diary:calendar": "the new address is shown once, by the page that made it",
    "documents:add": "made-up answers bring no file",
    "documents:replace": "made-up answers bring no file",
    "retention:hold_release": "whoever placed a hold does not release it, and the demo's are all of one officer",
}
"""Forms that made-up answers cannot satisfy."""


@pytest.fixture
def crawl(request: Any, django_db_setup: None, django_db_blocker: Any, settings: Any) -> Iterator[Crawl]:
    """A walk that is about to begin, in a database that is thrown away."""
    settings.ACCOUNT_RATE_LIMITS = False  # the crawler is quicker than a person
    code = request.param
    with pytest.MonkeyPatch.context() as patch, django_db_blocker.unblock():
        patch.setattr("cases.texts.actions.text.nudge_to_send", lambda key: None)
        with demo_database() as (marks, today):
            client = Client(raise_request_exception=False)
            with as_owner():
                user = User.objects.filter(email=f"{code.replace('_', '.')}@demo.example").first()
            if user:
                client.force_login(user)
            crawl = Crawl(client, marks, user.pk if user else None, today)
            _tell(crawl)
            yield crawl


def _tell(crawl: Crawl) -> None:
    """What to search for, and the references to type.

    Somebody who is seen, somebody who is not, and somebody of whom search may not even say that they exist; where
    nobody is hidden from the persona, a misspelt name. Without the marks, which the search box would show again.
    """
    seen, hidden = crawl.known.owners.get(NAME, set()), crawl.known.hidden
    with as_owner():
        inside = Person.objects.filter(pk__in=seen).last()
        outside = Person.objects.exclude(pk__in=seen | hidden).first()
        secret = Person.objects.filter(pk__in=hidden - seen).first()
        family = (
            Family.objects.filter(pk__in=crawl.known.owners.get(FAMILY, set())).first()
            or Family.objects.first()
        )
    names = [MARK.sub("", str(found)) for found in (outside, inside, secret) if found]
    crawl.searches = names if secret else [*names, "Shivon McGran"]
    person = inside or outside
    crawl.references = {"family_ref": family.reference, "reference": person.reference if person else ""}


@pytest.mark.parametrize("crawl", [SIGNED_OUT, *PERSONA_CODES], indirect=True)
def test_nobody_meets_what_they_may_not_have(crawl: Crawl, request: Any) -> None:
    code = request.node.callspec.params["crawl"]
    crawl.run("/")
    print(told(code, crawl))
    assert not crawl.faults, "\n".join(dict.fromkeys(crawl.faults))
    unreached = sorted(may_open(code) - set(crawl.reached) - set(NOT_REACHED))
    assert unreached == [], "no link or form leads there"
    sent = set(crawl.sent) - set(NEVER_ACCEPTED)
    assert len(sent & set(crawl.accepted)) >= len(sent) * 3 / 4, "made-up answers are hardly ever accepted"


def may_open(code: str) -> set[str]:
    """The pages of the table that somebody may open."""
    routes = [
        route
        for route in ROUTES
        if route.post is None and route.status == 200 and route.name != "account_logout"
    ]
    return {route.name for route in routes if route.public or code.removesuffix("_2") in route.opens}


def told(code: str, crawl: Crawl) -> str:
    """How far it came, for whoever runs pytest with -rP."""
    refused = {route: sorted(crawl.refused[route]) for route in set(crawl.sent) - set(crawl.accepted)}
    return (
        f"{code}: {sum(crawl.reached.values())} pages of {len(crawl.reached)} routes; {sum(crawl.sent.values())} forms"
        f" to {len(crawl.sent)} routes, of which {len(crawl.accepted)} accepted one.\nNever accepted: {refused}"
        f"\nNot reached: {sorted(may_open(code) - set(crawl.reached))}\n{dict(crawl.reached)}"
    )


@pytest.mark.parametrize("crawl", ["hub_worker"], indirect=True)
def test_the_crawler_notices_what_it_is_there_to_notice(crawl: Crawl) -> None:
    assert {mark[2] for mark in crawl.marks.owners} == {
        FAMILY,
        PERSON,
        NAME,
        POINT,
        REQUEST,
        HOLD,
        ROW,
        GLASS,
    }
    crawl.known, crawl.marks.numbers = Known(), {}
    crawl._get("/", "the test")
    assert any(fault.startswith("home: a mark of kind f of somebody else") for fault in crawl.faults)
    for url, said in (
        (reverse("admin:index"), "offers admin:index, which answers 403"),
        (reverse("privacy:requests"), "offers privacy:requests, which answers 403"),
        ("/no-such-page/", "/no-such-page/ leads nowhere"),
    ):
        crawl.faults.clear()
        crawl._offer(url, "the test")
        while crawl.waiting:
            crawl._get(*crawl.waiting.popleft())
        assert said in crawl.faults[0]
