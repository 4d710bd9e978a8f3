"""A subject access pack of five thousand items, from asking to the PDF, beside typst setting the same text."""

import json
from collections.abc import Iterator
from functools import partial
from typing import Any

import typst
from django.utils import timezone

from accounts.actor import acting_as_system
from accounts.models import User
from bench.clock import by_turns, median
from bench.council import PACK
from bench.figures import Figure, against, not_run
from bench.sizes import Size
from bench.yardsticks.acting import WORKER, database_role, made_key, undone
from cases.families.models import FamilyMembership, Person
from privacy.actions.packs import pack_ask
from privacy.models import DataRequest, Pack
from privacy.models.data_request import PackState
from privacy.pack.document import TEMPLATE
from privacy.tasks import collect_pack

WORK = "subject access pack"
AT_MOST = 2
# The same words as plain tagged paragraphs: the least that typst can do with them.
PLAIN = b"""
#set document(title: "Floor")
#set text(lang: "en", region: "GB", size: 11pt)
#for line in json(bytes(sys.inputs.data)) [#par(line)]
"""


def measure(size: Size) -> Iterator[Figure]:
    """Beside typst with our own template, and beside typst with none."""
    made: list[dict[str, Any]] = []
    with database_role(WORKER), undone():
        made.append(_pack(size))
    contents = made[0]
    if not contents:
        yield not_run(WORK, "the pack did not become ready")
        return
    items = sum(len(section["items"]) for section in contents["sections"])
    lines = list(_lines(contents))

    def whole() -> None:
        with database_role(WORKER), undone():
            _pack(size)

    ours, template, plain = by_turns(
        whole,
        partial(_set, TEMPLATE.read_bytes(), contents),
        partial(_set, PLAIN, lines),
        repeats=size.slow_repeats,
        warm_up=0,
    )
    letters = sum(map(len, lines))
    note = f"{items:,} items, {letters:,} letters; rows, history, progress, JSON and PDF/UA"
    yield against(
        f"{WORK}, floor: typst, our template", median(ours), median(template), at_most=AT_MOST, note=note
    )
    yield against(f"{WORK}, floor: typst, paragraphs", median(ours), median(plain), at_most=AT_MOST)


def _pack(size: Size) -> dict[str, Any]:
    """A request logged, a pack asked for and collected as the worker's task does it."""
    with acting_as_system("bench"):
        person = _subject()
        handler = User.objects.get(pk=made_key("user", size.workers + 1))
        today = timezone.localdate()
        request = DataRequest(
            reference="DR-BENCH", subject=person, subject_name=person.full_name, asker_name=person.full_name,
            channel="email", received_on=today, handler=handler,
        )  # fmt: skip
        request.save_by(by=handler, reason="Bench")
        pack = pack_ask(request=request, by=handler, at=timezone.now())
    collect_pack(str(pack.pk))
    with acting_as_system("bench"):
        pack = Pack.objects.get(pk=pack.pk)
        contents: dict[str, Any] = (
            json.loads(bytes(pack.data or b"{}")) if pack.state == PackState.READY else {}
        )
        return contents


def _subject() -> Person:
    """The first person of the pack's family."""
    members = FamilyMembership.objects.filter(family=made_key("family", PACK)).order_by("person_id")
    return Person.objects.get(pk=members[0].person_id)


def _set(template: bytes, contents: Any) -> None:
    data = json.dumps(contents, ensure_ascii=False)
    typst.compile(template, format="pdf", sys_inputs={"data": data}, pdf_standards=["ua-1"])


def _lines(contents: dict[str, Any]) -> Iterator[str]:
    """Every line the pack says."""
    yield from contents["opening"]
    for part in contents["about"]:
        yield from (part["heading"], *part["lines"], *part["items"])
    for section in contents["sections"]:
        yield section["title"]
        for item in section["items"]:
            yield from (f"{label}: {text}" for label, text in item["fields"])
            for version in item["versions"]:
                yield f"{version['change']} on {version['when']} by {version['who']}: {version['why']}"
                yield from (f"{label}: {text}" for label, text in version["fields"])
