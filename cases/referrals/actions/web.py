"""Taking in what professionals send by the web form: first only kept, then put on the board by a job of the system."""

from __future__ import annotations

import base64
import datetime
import json
import uuid
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.db import transaction
from django.utils.dateparse import parse_date

from accounts.actions.kept_once import keep_once
from accounts.models import Team
from cases.referrals.actions.record import Named, Told, referral_put
from cases.referrals.models import Referral, WebReferral
from cases.referrals.queries import front_door_teams, web_team

FROM_THE_WEB = "Sent by web form"


@transaction.atomic
def web_referral_keep(*, form: uuid.UUID, told: Told, at: datetime.datetime) -> WebReferral:
    """Keep what was sent, with the reference it will have. The same form with the same words is kept once.

    Sent again with other words, after Back or from a second tab, it is kept beside the first: nothing is lost.
    """
    row = WebReferral(received_at=at)
    row.fields = {name: value for name, value in told.fields.items() if name != "received_at"}
    row.people = [vars(person) for person in told.people]
    words = json.dumps([row.fields, row.people], cls=DjangoJSONEncoder, sort_keys=True)
    row.pk = uuid.uuid5(form, words)
    row.reference = reference_of(row.pk)
    keep_once(row)
    return row


def reference_of(key: uuid.UUID) -> str:
    """The reference by the key of what was sent: the same each time, though nobody here can look it up."""
    return "RF-W" + base64.b32encode(key.bytes[-5:]).decode()


@transaction.atomic
def web_referral_take(*, key: uuid.UUID, now: datetime.datetime) -> None:
    """Put one on a board, the one the council chose for the web. Safe to run twice; without any front door it waits."""
    row = WebReferral.objects.select_for_update(skip_locked=True).filter(pk=key).first()
    team = _team(now.date())
    if row is None or team is None:
        return
    if not Referral.objects.filter(pk=row.pk).exists():
        told = Told(_fields(row), tuple(_named(person) for person in row.people))
        referral_put(
            key=row.pk, reference=row.reference, told=told, team=team, by=None, now=now, reason=FROM_THE_WEB
        )
    row.delete()


def _team(on: datetime.date) -> Team | None:
    chosen: Team | None = web_team() or front_door_teams(on).first()
    return chosen


def _fields(row: WebReferral) -> dict[str, Any]:
    consent_on = row.fields.get("consent_on")
    return {
        **row.fields,
        "consent_on": parse_date(consent_on) if consent_on else None,
        "received_at": row.received_at,
    }


def _named(person: dict[str, Any]) -> Named:
    born = person["date_of_birth"]
    return Named(**person | {"date_of_birth": parse_date(born) if born else None})
