"""Writing a text: the row and its place in the outbox in one transaction, then a nudge to send it."""

import datetime
import uuid
from collections.abc import Mapping
from functools import partial

from django.db import IntegrityError, transaction

from accounts.models import User
from cases.families.models import Family, FamilyMembership, Person, Phone
from cases.families.queries import wall_of_work
from cases.texts import rules
from cases.texts.models import Delivery, Text, TextTemplate
from cases.texts.nudge import nudge_to_send
from cases.texts.queries import phone_texts, texting_forbidden
from cases.texts.wording import filled


def text_send(
    *,
    key: uuid.UUID,
    family: Family,
    person: Person,
    phone: Phone,
    template: TextTemplate,
    personalisation: Mapping[str, str],
    shared_confirmed: bool = False,
    at: datetime.datetime,
    by: User,
) -> Text:
    """Queue a text. The same ``key`` twice is one text: a button pressed twice does not send two.

    Raises ``TextRefused`` with the reason when it is not safe, ``KeyError`` when a gap of the template has no value.
    """
    written: Text | None = Text.objects.visible_to(by).filter(pk=key).first()
    if written:
        return written
    _check(family, person, phone, shared_confirmed=shared_confirmed, on=at.date())
    text = Text(
        id=key,
        family=family,
        person=person,
        phone=phone,
        number=phone.number,
        template=template,
        template_version=template.version,
        personalisation=dict(personalisation),
        body=filled(template.body, personalisation),
        shared_confirmed=shared_confirmed,
        written_by=by,
        written_at=at,
        wall=wall_of_work(by, family.pk),
    )
    try:
        with transaction.atomic():
            text.save_by(by=by, reason=f"Texted: {template.name}")
            Delivery.objects.create(text=text, next_try_at=at)
            transaction.on_commit(partial(nudge_to_send, text.pk))
    except IntegrityError:
        # The other press of the button was written in between.
        other: Text = Text.objects.visible_to(by).get(pk=key)
        return other
    return text


def _check(
    family: Family, person: Person, phone: Phone, *, shared_confirmed: bool, on: datetime.date
) -> None:
    members = FamilyMembership.objects.current(on).filter(family=family, person=person)
    rules.check_text_person(
        person,
        is_member=phone.person_id == person.pk and members.exists(),
        forbidden=texting_forbidden([person.pk]).get(person.pk, ""),
    )
    broken = phone.pk in phone_texts().broken_phones([phone.pk])
    rules.check_text_phone(phone, on=on, shared_confirmed=shared_confirmed, is_broken=broken)
