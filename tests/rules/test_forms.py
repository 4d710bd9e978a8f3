"""Nothing typed is lost and nothing is overwritten: every long form keeps a draft, every slower writer is told.

The table is ``tests/rules/forms.py``.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from random import Random
from typing import Any

from django.apps import apps
from django.db import connection, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from django.utils.html import escape

from accounts.access import FORM
from accounts.checks import routes
from cases.families.merging.models import Merge, MergeState
from cases.families.models import Draft
from privacy.models import DataRequest
from retention.models.disposal import Block, DisposalItem, ItemState
from tests.crawl.answers import filled
from tests.crawl.pages import Form, read
from tests.database import as_owner
from tests.factories.accounts import make_member
from tests.factories.families import REASON
from tests.rules.cases import World
from tests.rules.forms import ADDS, ANSWERS, BOTH, DRAFT, FORMS, ONCE, SHORT, TOLD_ELSEWHERE, Typed
from tests.rules.routes import ROUTES, Route
from tests.rules.test_routes import ADMIN, named_routes

ROOT = Path(__file__).resolve().parents[2]
MANY = 6  # so many boxes and choices make a long form, whatever the portal thinks
TEXTS = {"text", "textarea", "search"}
PARTS = ("_day", "_month", "_year")
WHY = {"why", "why_detail"}


def line_of(name: str) -> Typed:
    return next(line for line in FORMS if line.route == name)


def writer(world: World, route: Route) -> Any:
    """Whoever may fill it in: the manager where there is one."""
    name = "hub_manager" if "hub_manager" in route.opens or not route.opens else min(route.opens)
    return getattr(world.council, name)


def opened(world: World, route: Route) -> tuple[Client, str, str]:
    """The page in its writer's browser, its address and what it says."""
    with as_owner():
        url = reverse(route.name, kwargs=route.ids(world.ours))
    browser = Client()
    browser.force_login(writer(world, route))
    answer = browser.get(url)
    is_page = answer.status_code == 200 and answer.headers["Content-Type"].startswith("text/html")
    return browser, url, answer.content.decode() if is_page else ""


def main_form(html: str, url: str) -> Form | None:
    """The form of the page that asks most; that of a button asks nothing."""
    forms = [
        form for form in read(html, url).forms if form.method == "post" and form.action.split("?")[0] == url
    ]
    return max(forms, key=lambda form: len(asked(form)), default=None) if forms else None


def asked(form: Form) -> set[str]:
    """What a person fills in, a date as one thing."""
    names = {c.name for c in form.controls.values() if c.kind != "hidden" and c.name != "csrfmiddlewaretoken"}
    for part in PARTS:
        names = {name.removesuffix(part) for name in names}
    return names - WHY


def is_long(form: Form) -> bool:
    return len(asked(form)) >= MANY or any(c.kind == "textarea" for c in form.controls.values())


def boxes(form: Form) -> list[str]:
    """Boxes for words, the widest first."""
    free = [c for c in form.controls.values() if c.kind in TEXTS and not c.name.endswith((*PARTS, "_detail"))]
    return [c.name for c in sorted(free, key=lambda c: c.kind != "textarea")]


@contextmanager
def rolled_back() -> Iterator[None]:
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def test_every_form_has_a_line_in_the_table_and_every_line_a_form() -> None:
    takes = {path: getattr(route.callback, "takes", None) for path, route in routes()}
    names = {name for path, name in named_routes() if not path.startswith(ADMIN) and takes[path] == FORM}
    known = [line.route for line in FORMS]
    assert sorted(names - set(known)) == [], (
        "Say in tests/rules/forms.py what keeps the words typed into these"
    )
    assert sorted(set(known) - names) == []
    assert len(known) == len(set(known))


def test_every_long_form_keeps_a_draft_which_comes_back_to_its_writer_alone(world: World) -> None:
    wrong, kept = [], set()
    for route in (route for route in ROUTES if route.name in {line.route for line in FORMS}):
        browser, url, html = opened(world, route)
        form = main_form(html, url)
        if form is None:
            continue
        saves = "data-autosave-url" in html
        line = line_of(route.name)
        if saves and line.words != DRAFT:
            wrong.append(f"{route.name} keeps a draft; the table says {line.words}")
        if is_long(form) and not saves and line.words in (DRAFT, SHORT):
            wrong.append(f"{route.name} is long and keeps nothing: {sorted(asked(form))}")
        if saves and boxes(form):
            kept.add(route.name)
            with rolled_back():
                wrong += [
                    f"{route.name}: {fault}" for fault in _faults_of_draft(world, browser, url, html, form)
                ]
    assert not wrong, "\n".join(wrong)
    missed = {line.route for line in FORMS if line.words == DRAFT} - kept - NO_BOXES
    assert not missed, f"No draft of these was tried: {sorted(missed)}"


NO_BOXES = {
    "groups:register",
    "families:involvement_open",
    "families:relationship_add",
    "families:relationship_change",
}


def _faults_of_draft(world: World, browser: Client, url: str, html: str, form: Form) -> Iterator[str]:
    words = "Half a sentence <b> about\nSam"
    typed = {c.name: [c.value] if c.value else [] for c in form.controls.values() if c.kind != "file"}
    typed |= {boxes(form)[0]: [words]}
    place = html.split('data-autosave-url="')[1].split('"', maxsplit=1)[0].replace("&amp;", "&")
    answer = browser.post(place, typed, headers={"X-Requested-With": "autosave"})
    if answer.status_code != 200 or not answer.json()["saved_at"]:
        yield f"the draft was answered {answer.status_code}"
        return
    other_browser = Client()
    other_browser.force_login(_who(browser))
    again = other_browser.get(url).content.decode()
    if escape(words) not in again:
        yield "the words do not come back"
    if "This is your draft from" not in again:
        yield "nothing says that this is a draft"
    with as_owner():
        drafts = list(Draft.objects.select_related("family", "owner"))
    if len(drafts) != 1 or (
        f"/families/{world.ours.family.pk}/" in url and drafts[0].family != world.ours.family
    ):
        yield "the draft does not go with the file of its family"
    for persona in ("hub_worker", "hub_manager"):
        other = Client()
        other.force_login(getattr(world.council, persona))
        if (
            drafts[0].owner != getattr(world.council, persona)
            and "Half a sentence" in other.get(url).content.decode()
        ):
            yield f"the {persona} reads it"


def _who(browser: Client) -> Any:
    return Draft._meta.get_field("owner").related_model.objects.get(pk=browser.session["_auth_user_id"])


def test_who_is_slower_is_told_sees_both_versions_and_overwrites_nothing(world: World) -> None:
    wrong, tried = [], set()
    for route in ROUTES:
        line = next((line for line in FORMS if line.route == route.name and line.two in (BOTH, ONCE)), None)
        if line is None or route.name in TOLD_ELSEWHERE:
            continue
        if line.route in BEFORE:
            with as_owner():
                route.ids(world.ours)
                BEFORE[line.route](world)
        browser, url, html = opened(world, route)
        form = main_form(html, url)
        if form is None:
            continue
        tried.add(route.name)
        with rolled_back():
            wrong += [
                f"{route.name} {url}: {fault}" for fault in _faults_of_two(world, browser, url, form, line)
            ]
    assert not wrong, "\n".join(wrong)
    missed = {line.route for line in FORMS if line.two in (BOTH, ONCE)} - tried - set(TOLD_ELSEWHERE)
    assert not missed, f"Nobody was slower at these: {sorted(missed)}"


def test_who_only_adds_changes_nothing_that_another_wrote(world: World) -> None:
    wrong = []
    for route in ROUTES:
        line = next((line for line in FORMS if line.route == route.name and line.two == ADDS), None)
        if line is None:
            continue
        browser, url, html = opened(world, route)
        with as_owner():
            _ask_earlier()
        form = main_form(html, url)
        if form is None:
            continue
        with rolled_back():
            wrong += [
                f"{route.name} {url}: {fault}" for fault in _overwritten(world, browser, url, form, line)
            ]
    assert not wrong, "\n".join(wrong)


def _ask_earlier() -> None:
    """Requests that are made up for tests are of next spring; nothing can be sent before they came."""
    for row in DataRequest.objects.filter(received_on__gt=timezone.localdate()):
        row.received_on = timezone.localdate()
        row.save_by(by=None, reason=REASON)


def _overwritten(world: World, browser: Client, url: str, form: Form, line: Typed) -> Iterator[str]:
    other = Client()
    other.force_login(_who(browser))
    first, second = (_answers(world, form, line, words) for words in (FIRST, SECOND))
    with as_owner():
        before = _rows_of_versions()
    if browser.post(url, first).status_code != 302:
        return
    with as_owner():
        between = _rows_of_versions()
    if other.post(url, second).status_code != 302:
        return
    with as_owner():
        after = _rows_of_versions()
    of_the_first = {row for version, row in between.items() if version not in before}
    again = {row for version, row in after.items() if version not in between}
    for table, key in sorted(of_the_first & again):
        yield f"the second overwrites {table} {key}"


def _rows_of_versions() -> dict[tuple[str, str], tuple[str, str]]:
    """Every version of every record, and the record it is of."""
    tables = [
        (model._meta.db_table, model.instance_type._meta.pk.column)
        for model in apps.get_models()
        if model.__name__.startswith("Historical")
    ]
    each = " UNION ALL ".join(
        f"SELECT '{table}', history_id::text, {key}::text FROM {table}" for table, key in tables
    )
    with connection.cursor() as cursor:
        cursor.execute(each)
        return {(table, version): (table, key) for table, version, key in cursor.fetchall()}


def test_the_tests_of_two_writers_elsewhere_are_there() -> None:
    for place in TOLD_ELSEWHERE.values():
        path, name = place.split("::")
        assert f"def {name}(" in (ROOT / "tests" / path).read_text(), place


def _more_doors(world: World) -> None:
    make_member("Fay Faraway", world.council.south_hub, "hub_manager")


def _to_decide(world: World) -> None:
    DisposalItem.objects.update(state=ItemState.BLOCKED, blocks=[Block.REVIEW])


def _done(world: World) -> None:
    row = Merge.objects.get()
    row.state = MergeState.DONE
    row.save_by(by=None, reason=REASON)


BEFORE = {"referrals:pass": _more_doors, "retention:agree": _to_decide, "merging:unmerge": _done}
FIRST, SECOND = "Words of the first", "Words of the second"
TOLD = ("while you were", "meanwhile", "already", "no longer", "Nothing was changed", "after you opened")


def _faults_of_two(world: World, browser: Client, url: str, form: Form, line: Typed) -> Iterator[str]:
    other = Client()
    other.force_login(_who(browser))
    first, second = (_answers(world, form, line, words) for words in (FIRST, SECOND))
    saved = browser.post(url, first)
    if saved.status_code != 302:
        yield f"the first could not save ({saved.status_code}): {_said(saved)}"
        return
    with as_owner():
        before = _versions()
    late = other.post(url, second)
    page = _page(other, late)
    if line.two == BOTH and late.status_code != 409 and "Nothing was changed" not in page:
        yield f"the second is answered {late.status_code}: {_said(late)}"
    if not any(words in page for words in (*TOLD, "has an assessment")):
        yield f"the second is not told: {_said(late)}"
    told = {words for words in (FIRST, SECOND) if words in page}
    if late.status_code == 409 and _box(form, line) and told != {FIRST, SECOND}:
        yield f"the second does not see both versions but {told}"
    with as_owner():
        if _versions() != before:
            yield "the second wrote something all the same"


def _versions() -> dict[str, int]:
    """How many versions of every record there are."""
    tables = [model._meta.db_table for model in apps.get_models() if model.__name__.startswith("Historical")]
    counts = " UNION ALL ".join(f"SELECT '{table}', count(*) FROM {table}" for table in tables)
    with connection.cursor() as cursor:
        cursor.execute(counts)
        return dict(cursor.fetchall())


def _page(browser: Client, answer: Any) -> str:
    if answer.status_code == 302:
        answer = browser.get(answer.headers["Location"])
    return str(answer.content.decode())


def _said(answer: Any) -> Any:
    form = answer.context and answer.context.get("form")
    return dict(form.errors) if form is not None and form.errors else answer.headers.get("Location", "")


def _box(form: Form, line: Typed) -> list[str]:
    own = {*ANSWERS.get(line.route, {}), "reference"}  # of a family on file
    return [name for name in boxes(form) if name not in own][:1]


def _answers(world: World, form: Form, line: Typed, words: str) -> dict[str, Any]:
    typed: dict[str, Any] = filled(form, way=0, today=timezone.localdate(), chance=Random(1), known={})
    typed |= {name: [words] for name in _box(form, line)} | ANSWERS.get(line.route, {})
    return typed | ({"reference": world.ours.family.reference} if line.route == "referrals:link" else {})
