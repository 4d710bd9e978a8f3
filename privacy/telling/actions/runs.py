"""A run: started by an officer, worked through by a job, each person once whatever happens to the job."""

from __future__ import annotations

import dataclasses
import datetime
import uuid
from collections.abc import Collection

from django.db import transaction

from accounts.models import User
from cases.families.actions.rows import Refused
from cases.families.models import Family
from cases.texts.actions.text import text_send
from cases.texts.models import Text, TextTemplate
from cases.texts.rules import TextRefused
from privacy.notices.models import NoticeVersion
from privacy.telling.concerned import Concerned
from privacy.telling.models import Telling, Told, Way
from privacy.telling.queries import next_concerned, touching_versions
from privacy.telling.rules import Choice, choose

AT_ONCE = 50
TEMPLATE = "Privacy notice changed"


@transaction.atomic
def telling_start(*, version: NoticeVersion, link: str, at: datetime.datetime, by: User) -> Telling:
    """Begin to tell the people concerned. The second press of the button finds the run of the first.

    Raises ``Refused`` for a version that changes nothing people have to be told about.
    """
    if version.pk not in {found.pk for found, _ in touching_versions()}:
        raise Refused(
            "This version changes neither why we use information nor who gets it: nobody has to be told"
        )
    telling, _ = Telling.objects.get_or_create(
        version=version, defaults={"link": link, "started_by": by, "started_at": at}
    )
    return telling


@transaction.atomic
def telling_step(*, telling_id: uuid.UUID, on: datetime.date, at: datetime.datetime) -> bool:
    """Find a way for the next people, and write their texts in the same transaction; tells whether more may be left.

    Killed at any line it leaves no half step. A second job finds the run in the first one's hands and stops.
    """
    telling = Telling.objects.select_for_update(skip_locked=True).filter(
        pk=telling_id, finished_at__isnull=True
    ).first()  # fmt: skip
    if telling is None:
        return False
    people = next_concerned(telling, on=on, at_most=AT_ONCE)
    for concerned in people:
        _tell(telling, concerned, on=on, at=at)
    if not people:
        telling.finished_at = at
        telling.save()
    return bool(people)


def unfinished() -> list[uuid.UUID]:
    """Runs that are not at their end."""
    return list(Telling.objects.filter(finished_at__isnull=True).values_list("pk", flat=True))


@transaction.atomic
def letters_print(*, rows: Collection[Told], on: datetime.date, by: User) -> int:
    """Note that these letters were printed; one that somebody printed meanwhile keeps its first day."""
    keys = [row.pk for row in rows]
    waiting = list(Told.objects.for_work_of(by).letters_to_print().filter(pk__in=keys).select_for_update())
    for row in waiting:
        row.printed_on, row.printed_by = on, by
        row.save_by(by=by, reason="Letter printed")
    return len(waiting)


def _tell(telling: Telling, concerned: Concerned, *, on: datetime.date, at: datetime.datetime) -> None:
    choice = choose(concerned, on)
    text = _text(telling, concerned, choice, at) if choice.way is Way.TEXT else None
    if choice.way is Way.TEXT and text is None:  # somebody who wants no texts, say: a letter may do
        choice = choose(dataclasses.replace(concerned, phones=()), on)
    row = Told(
        telling=telling,
        person=concerned.person,
        family_id=concerned.family,
        way=choice.way,
        why=choice.why,
        text=text,
        wall=concerned.wall,
    )
    row.save_by(by=None, reason="To be told that the notice changed")


def _text(telling: Telling, concerned: Concerned, choice: Choice, at: datetime.datetime) -> Text | None:
    """The text under a key of its own for this person and run, so that there can never be a second."""
    template = TextTemplate.objects.get(name=TEMPLATE)
    if choice.phone is None:
        return None
    try:
        return text_send(
            key=uuid.uuid5(telling.pk, str(concerned.person.pk)),
            family=Family.objects.get(pk=concerned.family),
            person=concerned.person,
            phone=choice.phone,
            template=template,
            personalisation={
                "council": telling.version.content["organisation"]["name"],
                "link": telling.link,
            },
            at=at,
            by=telling.started_by,
        )
    except TextRefused:
        return None
