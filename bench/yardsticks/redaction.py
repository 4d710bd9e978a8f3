"""Looking through a subject access pack of five thousand items: a page of it, and the program's reading of all of it.

A page far into the pack is held against its first page, and the reading against searching the same words once for the
same names: what nobody could do without.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import partial
from typing import Any

from django.contrib.sessions.backends.signed_cookies import SessionStore
from django.db import connection
from django.test import RequestFactory
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from accounts.actor import acting_as_system
from accounts.models import User
from bench.clock import by_turns, median, once
from bench.figures import Figure, against, not_run
from bench.sizes import Size
from bench.yardsticks.acting import WORKER, database_role, made_key, undone
from bench.yardsticks.pack import subject
from privacy.actions.packs import pack_ask
from privacy.models import DataRequest
from privacy.redaction.actions.prepare import review_prepare, review_start
from privacy.redaction.actions.reading import hits_now
from privacy.redaction.models import Passage, Review
from privacy.redaction.queries import page_of
from privacy.redaction.rules.naming import Names
from privacy.redaction.views.review import review as review_page
from privacy.tasks import collect_pack

WORK = "looking through a pack"
PAGES_ALIKE, READING_AT_MOST = 1.5, 3


def measure(size: Size) -> Iterator[Figure]:
    """Breaking it into passages, a page, and the reading before it goes out."""
    with database_role(WORKER), undone(), acting_as_system("bench"):
        officer = User.objects.get(pk=made_key("user", size.workers + 1))
        found, prepared = _review(officer)
        if found is None:
            yield not_run(WORK, "the pack did not become ready")
            return
        passages = Passage.objects.filter(review=found).count()
        pages = page_of(found, 1).pages
        first, middle = partial(_page, found, officer, 1), partial(_page, found, officer, pages // 2)
        firsts, middles = by_turns(first, middle, repeats=size.slow_repeats, warm_up=1)
        with CaptureQueriesContext(connection) as asked:
            middle()
        note = f"{passages:,} passages on {pages} pages, broken up in {prepared:.1f} s; {len(asked)} statements a page"
        yield against(
            f"{WORK}: page {pages // 2}, floor: page 1", median(middles), median(firsts), at_most=PAGES_ALIKE,
            note=note,
        )  # fmt: skip
        reading = [once(partial(hits_now, found)) for _ in range(size.slow_repeats)]
        floor = [once(partial(_search, found)) for _ in range(size.slow_repeats)]
        yield against(
            f"{WORK}: the program reads it, floor: read and searched once",
            median(reading),
            median(floor),
            at_most=READING_AT_MOST,
        )


def _review(officer: User) -> tuple[Review | None, float]:
    person, today = subject(), timezone.localdate()
    request = DataRequest(
        reference="DR-BENCH", subject=person, subject_name=person.full_name, asker_name=person.full_name,
        channel="email", received_on=today, handler=officer,
    )  # fmt: skip
    request.save_by(by=officer, reason="Bench")
    pack = pack_ask(request=request, at=timezone.now())
    collect_pack(str(pack.pk))
    pack.refresh_from_db()
    if pack.state != "ready":
        return None, 0
    made = review_start(pack=pack, at=timezone.now(), by=officer)
    seconds = once(partial(review_prepare, review_id=made.pk, at=timezone.now()))
    return Review.objects.select_related("pack__request").get(pk=made.pk), seconds


def _page(found: Review, officer: User, number: int) -> None:
    """The view itself, from asking to the last byte of the page."""
    request: Any = RequestFactory().get(reverse("redaction:review", args=[found.pk]), {"page": number})
    request.user, request.session, request.csp_nonce = officer, SessionStore(), "bench"
    answer = review_page(request, found.pk)
    if answer.status_code != 200:
        raise RuntimeError(f"The page answered {answer.status_code}")


def _search(found: Review) -> None:
    """Every passage read from the database once and searched once for everybody's names, and the pack as JSON."""
    names = Names(found.people)
    for passage in Passage.objects.filter(review=found):
        names.found_in(passage.text)
    sections = [section.contents for section in found.pack.sections.all()]
    json.loads(json.dumps(sections, sort_keys=True))
