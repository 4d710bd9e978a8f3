"""Phones that may be texted, and texts that wait to be sent."""

import datetime
from typing import Any

from django.utils import timezone

from accounts.keys import new_key
from accounts.models import User
from cases.families.models import Person, Phone
from cases.texts.models import Delivery, Text, TextTemplate
from cases.texts.sandbox import Template
from cases.texts.wording import filled, gaps
from tests.factories.families import LONG_AGO, REASON, FamilyFile

NUMBER = "+447700900123"


def make_phone(person: Person, number: str = NUMBER, **fields: Any) -> Phone:
    """A number in use that is safe to text."""
    phone = Phone(person=person, number=number, **{"started_on": LONG_AGO, "may_text": True} | fields)
    phone.save_by(by=None, reason=REASON)
    return phone


def make_text(
    file: FamilyFile,
    phone: Phone,
    by: User,
    *,
    at: datetime.datetime | None = None,
    template: str = "Please ring us",
    wall: str = "",
    **delivery: Any,
) -> Text:
    """A text as ``text_send`` writes it, waiting unless ``delivery`` says otherwise."""
    at = at or timezone.now()
    chosen = TextTemplate.objects.get(name=template)
    values = {name: f"some {name}" for name in gaps(chosen.body)}
    text = Text(
        id=new_key(), family=file.family, person=phone.person, phone=phone, number=phone.number, template=chosen,
        template_version=chosen.version, personalisation=values, body=filled(chosen.body, values),
        written_by=by, written_at=at, wall=wall,
    )  # fmt: skip
    text.save_by(by=by, reason=REASON)
    Delivery.objects.create(text=text, **{"next_try_at": at} | delivery)
    return text


def sandbox_templates() -> list[Template]:
    """Our templates as the sandbox takes them."""
    return [
        Template(id=t.notify_id, name=t.name, body=t.body, version=t.version)
        for t in TextTemplate.objects.all()
    ]
