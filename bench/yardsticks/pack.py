"""A subject access pack of five thousand items, from asking to the PDF, beside typst setting the same text."""

import json
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from typing import Any
from unittest.mock import patch

import typst
from django.utils import timezone

from accounts.actor import acting_as_system
from accounts.models import User
from bench.clock import median, once
from bench.council import PACK
from bench.figures import Figure, against, not_run
from bench.sizes import Size
from bench.yardsticks.acting import WORKER, database_role, made_key, undone
from cases.families.models import FamilyMembership, Person
from privacy.actions.packs import pack_ask
from privacy.models import DataRequest, Pack
from privacy.models.data_request import PackState
from privacy.tasks import collect_pack

WORK = "subject access pack"
AT_MOST = 2
MOST_PACKS = 2  # typst keeps gigabytes of each for as long as the process lives
ALONE = """
import json, resource, sys, time, typst
given = json.load(sys.stdin)
began = time.perf_counter()
typst.compile(
    given["template"].encode(), format="pdf", sys_inputs={"data": given["data"]}, pdf_standards=["ua-1"]
)
print(time.perf_counter() - began, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)
"""
# The same words as plain tagged paragraphs: the least that typst can do with them.
PLAIN = """
#set document(title: "Floor")
#set text(lang: "en", region: "GB", size: 11pt)
#for line in json(bytes(sys.inputs.data)) [#par(line)]
"""


def measure(size: Size) -> Iterator[Figure]:
    """Beside typst with our own template, and beside typst with none."""
    ours: list[float] = []
    contents: dict[str, Any] = {}
    given: dict[str, str] = {}
    for _ in range(min(size.slow_repeats, MOST_PACKS)):
        with database_role(WORKER), undone(), _overheard(given):
            seconds, contents = _pack(size)
        ours.append(seconds)
    if not contents:
        yield not_run(WORK, "the pack did not become ready")
        return
    lines = list(_lines(contents))
    template = [_set(given["template"], given["data"]) for _ in range(size.slow_repeats)]
    plain = [_set(PLAIN, json.dumps(lines)) for _ in range(size.slow_repeats)]
    items, letters = sum(len(section["items"]) for section in contents["sections"]), sum(map(len, lines))
    note = f"{items:,} items, {letters:,} letters; typst alone came to hold {template[0][1]:,.0f} MB"
    floors = {"our template": template, "plain paragraphs": plain}
    for name, floor in floors.items():
        times = [seconds for seconds, _ in floor]
        yield against(
            f"{WORK}, floor: typst, {name}", median(ours), median(times), at_most=AT_MOST, note=note
        )
        note = ""


def _pack(size: Size) -> tuple[float, dict[str, Any]]:
    """A request logged and a pack asked for; the seconds are those of the worker's task, up to PDF and JSON."""
    with acting_as_system("bench"):
        person = subject()
        handler = User.objects.get(pk=made_key("user", size.workers + 1))
        today = timezone.localdate()
        request = DataRequest(
            reference="DR-BENCH", subject=person, subject_name=person.full_name, asker_name=person.full_name,
            channel="email", received_on=today, handler=handler,
        )  # fmt: skip
        request.save_by(by=handler, reason="Bench")
        pack = pack_ask(request=request, at=timezone.now())
    seconds = once(partial(collect_pack, str(pack.pk)))
    with acting_as_system("bench"):
        pack = Pack.objects.get(pk=pack.pk)
        contents: dict[str, Any] = (
            json.loads(bytes(pack.data or b"{}")) if pack.state == PackState.READY else {}
        )
        return seconds, contents


@contextmanager
def _overheard(given: dict[str, str]) -> Iterator[None]:
    """Keep what typst is given for the whole pack, so that its own time is measured on exactly that."""
    compile_ = typst.compile

    def heard(source: Any, *arguments: Any, **options: Any) -> Any:
        data = options["sys_inputs"]["data"]
        if len(data) > len(given.get("data", "")):
            given.update(template=source.decode(), data=data)
        return compile_(source, *arguments, **options)

    with patch("typst.compile", heard):
        yield


def subject() -> Person:
    """The first person of the pack's family."""
    members = FamilyMembership.objects.filter(family=made_key("family", PACK)).order_by("person_id")
    return Person.objects.get(pk=members[0].person_id)


def _set(template: str, data: str) -> tuple[float, float]:
    """Seconds and megabytes of typst alone, in a process of its own: it never gives back what it holds."""
    given = json.dumps({"template": template, "data": data})
    told = subprocess.run(
        [sys.executable, "-c", ALONE], input=given, capture_output=True, text=True, check=True
    )
    seconds, megabytes = told.stdout.split()
    return float(seconds), float(megabytes)


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
