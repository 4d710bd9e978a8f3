"""Texts a second through the real sweep against the Notify sandbox, beside what the sandbox takes from bare clients."""

import json
import os
import subprocess
import sys
import tempfile
import uuid
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings
from django.db import connection, transaction
from django.test import override_settings
from django.utils import timezone

from accounts.actor import acting_as_system
from accounts.keys import new_key
from bench.clock import once
from bench.figures import Figure, not_run
from bench.sizes import Size
from bench.yardsticks.acting import WORKER, database_role, worker
from cases.families.models import FamilyMembership, Phone
from cases.texts.models import Delivery, Status, Text, TextTemplate
from cases.texts.notify import Notify
from cases.texts.pace import PER_SECOND
from cases.texts.sweep import HANDS, send_due

WORK = "texts"
HELD = PER_SECOND - 0.5  # as a whole number it is the pace we set
UNPACED = 10_000.0
GONE = ("DELETE FROM texts_delivery WHERE text_id = ANY (%s)", "DELETE FROM texts_historicaltext WHERE id = ANY (%s)",
        "DELETE FROM texts_text WHERE id = ANY (%s)")  # fmt: skip


def measure(size: Size) -> Iterator[Figure]:
    """At the pace we keep to, and as fast as it goes. The texts are really written, and removed afterwards."""
    with database_role(WORKER):
        if Delivery.objects.filter(status__in=[Status.QUEUED, Status.SENDING]).exists():
            yield not_run(WORK, "texts were left waiting by an earlier run")
            return
        with _sandbox():
            paced, unpaced = _queued(size.texts_to_send), None
            try:
                once(send_due)
                rate, held = _rate(paced), _sent_once(paced)
                unpaced = _queued(size.texts_to_send)
                free = size.texts_to_send / once(lambda: send_due(per_second=UNPACED))
                bare = size.texts_to_send / once(lambda: _bare(size.texts_to_send))
            finally:
                _remove([*paced, *(unpaced or [])])
    yield Figure(
        work="texts a second, at our pace",
        measured=f"{rate:.1f}",
        floor=f"{PER_SECOND}",
        ratio=f"{PER_SECOND / rate:.2f}",
        aim=f"{PER_SECOND} held",
        holds=rate >= HELD and held,
        note=f"{size.texts_to_send} texts, each {'once' if held else 'NOT ONCE'} at the sandbox; floor: our own pace,"
        " Notify's limit is 50. Killing is tested, not measured",
    )
    yield Figure(
        work="texts a second, unpaced",
        measured=f"{free:.0f}",
        floor=f"{bare:.0f}",
        ratio=f"{bare / free:.2f}",
        note=f"floor: {HANDS} bare clients and no database; the sandbox answers at once, Notify takes 100 to 200 ms",
    )


@contextmanager
def _sandbox() -> Iterator[None]:
    """A sandbox in a process of its own, knowing our templates and our key."""
    templates = [
        {"id": str(one.notify_id), "name": one.name, "body": one.body, "version": one.version}
        for one in TextTemplate.objects.all()
    ]
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "templates.json"
        file.write_text(json.dumps(templates))
        process = subprocess.Popen(
            [
                sys.executable,
                "-m",
                "cases.texts.sandbox",
                "--templates",
                str(file),
                "--sending-seconds",
                "3600",
            ],
            env={**os.environ, "NOTIFY_SANDBOX_KEYS": f"live:{settings.NOTIFY_API_KEY}"},
            stdout=subprocess.PIPE,
            text=True,
        )
        try:
            line = process.stdout.readline() if process.stdout else ""
            with override_settings(NOTIFY_BASE_URL=line.rsplit(" ", 1)[-1].strip()):
                yield
        finally:
            process.terminate()
            process.communicate()


def _queued(number: int) -> list[uuid.UUID]:
    """Texts waiting to be sent, each to another phone."""
    now, author = timezone.now(), worker()
    keys = []
    with transaction.atomic(), acting_as_system("bench"):
        template = TextTemplate.objects.get(name="Please ring us")
        family_of = dict(
            FamilyMembership.objects.order_by("pk").values_list("person", "family")[: number * 3]
        )
        for phone in Phone.objects.filter(person__in=list(family_of)).order_by("pk")[:number]:
            text = Text(
                id=new_key(), family_id=family_of[phone.person_id], person_id=phone.person_id, phone=phone,
                number=phone.number, template=template, template_version=template.version, body=template.body,
                personalisation={"first name": "Sam", "worker": "Jo", "telephone": "0116 496 0000"},
                written_by=author, written_at=now,
            )  # fmt: skip
            text.save_by(by=author, reason="Bench")
            Delivery.objects.create(text=text, next_try_at=now)
            keys.append(text.pk)
    return keys


def _rate(keys: list[uuid.UUID]) -> float:
    """Texts a second between the first and the last that Notify took on."""
    with acting_as_system("bench"):
        taken = sorted(
            Delivery.objects.filter(pk__in=keys, sent_at__isnull=False).values_list("sent_at", flat=True)
        )
    return (len(taken) - 1) / (taken[-1] - taken[0]).total_seconds() if len(taken) > 1 else 0.0


def _sent_once(keys: list[uuid.UUID]) -> bool:
    """Whether the sandbox has each text exactly once."""
    with Notify() as notify:
        return all(len(notify.find(key)) == 1 for key in keys)


def _bare(number: int) -> None:
    """The same number of texts by clients that write nothing down."""
    template = TextTemplate.objects.get(name="Please ring us").notify_id
    words = {"first name": "Sam", "worker": "Jo", "telephone": "0116 496 0000"}

    def send(share: int) -> None:
        with Notify() as notify:
            for _ in range(share):
                notify.send(
                    number="+447700900123",
                    template_id=template,
                    personalisation=words,
                    reference=uuid.uuid4(),
                )

    with ThreadPoolExecutor(HANDS) as pool:
        list(pool.map(send, [number // HANDS + (hand < number % HANDS) for hand in range(HANDS)]))


def _remove(keys: list[uuid.UUID]) -> None:
    with database_role(None), connection.cursor() as cursor:
        for statement in GONE:
            cursor.execute(statement, [keys])
