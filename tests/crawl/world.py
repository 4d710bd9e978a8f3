"""The demo council with a mark on every family, made once a run and copied for each persona."""

import datetime
import pickle
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.db import connection
from django.utils import timezone

from accounts.actions.alerts import alerts_raise
from accounts.actor import acting_as, acting_as_system
from accounts.models import AlertKind, User
from cases.families.models import Draft
from familyhubs import local
from familyhubs.demo.council.load import council_load
from familyhubs.demo.council.staff import PERSONAS
from familyhubs.management.commands.demo_data import SEED
from privacy.actions.packs import pack_ask
from privacy.models import DataRequest
from privacy.tasks import collect_waiting_packs
from tests.crawl.canaries import FAMILY, Marks, plant
from tests.database import (
    as_owner,
    as_worker,
    copied_database,
    copy_database,
    made_once,
    migrated_template,
    pointed_at,
)

PERSONA_CODES = [persona.code for persona in PERSONAS]


@contextmanager
def demo_database() -> Iterator[tuple[Marks, datetime.date]]:
    """A database of one's own with the marked demo in it, and whose each mark is."""
    migrated = migrated_template()
    kept = local.VAR / "test" / f"{migrated}.marks"
    template = made_once(f"{migrated}_crawl", lambda name: _make(name, migrated, kept))
    name = f"{connection.settings_dict['NAME']}_crawl"
    marks, today = pickle.loads(kept.read_bytes())
    with copied_database(name, template), pointed_at(name):
        yield marks, today


def _make(name: str, migrated: str, kept: Path) -> None:
    today = timezone.localdate()
    copy_database(name, migrated)
    with pointed_at(name):
        with as_worker(), acting_as_system("demo"):
            staff = council_load(today=today, seed=SEED)
        with as_owner():
            marks = plant()
            _mark_drafts(marks)
            alerts_raise(
                to=staff.personas.values(), kind=AlertKind.MEMBERSHIP_REVIEW, at=timezone.now(), route="home"
            )
        _ask_for_pack(staff.personas["information_officer"])
    kept.parent.mkdir(parents=True, exist_ok=True)
    kept.write_bytes(pickle.dumps((marks, today)))


def _mark_drafts(marks: Marks) -> None:
    for draft in Draft.objects.all():
        draft.fields["what_happened"] = [f"Begun {marks.of(FAMILY, draft.family_id)}"]
        draft.save()


def _ask_for_pack(officer: User) -> None:
    """What the information officer asks for and the worker makes; the newest request is about a usual file."""
    with acting_as(officer):
        newest = DataRequest.objects.visible_to(officer).open().latest("received_on")
        pack_ask(request=newest, at=timezone.now())
    with as_worker():
        collect_waiting_packs()
