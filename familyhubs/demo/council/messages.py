"""Texts to families, each at a different point of its way, and notes somebody has begun and not sent."""

from __future__ import annotations

import datetime
import uuid

from accounts.models import User
from cases.contacts.actions import RECORD_FORM
from cases.families.actions.drafts import draft_save
from cases.families.models import Person, Phone
from cases.texts.actions.text import text_send
from cases.texts.models import Delivery, Status, Text, TextTemplate
from cases.texts.wording import filled
from familyhubs.demo.council.households import Household
from familyhubs.demo.council.maker import Maker

TEMPLATE = "Visit reminder"
TELEPHONE = "01632 960510"
HOW_TEXTS_ENDED = (
    (Status.DELIVERED, ""), (Status.DELIVERED, ""), (Status.DELIVERED, ""), (Status.TEMPORARY_FAILURE, ""),
    (Status.DELIVERED, ""), (Status.PERMANENT_FAILURE, ""), (Status.TECHNICAL_FAILURE, ""),
    (Status.CANCELLED, "The number was taken off the file before the text went out."),
    (Status.NEEDS_A_PERSON, "It waited for more than a day, so what it says may be wrong by now."),
)  # fmt: skip
BEGUN = (
    "Rang at ten as agreed. {carer} was in good spirits and had news about the flat:",
    "{child} met me at the gate and wanted to show me the",
    "Short visit. {carer} had the letter from the clinic ready. We read it together and",
)


class Messages:
    """Writes texts and drafts about households that their worker knows."""

    def __init__(self, maker: Maker) -> None:
        self.maker = maker
        self.template = TextTemplate.objects.get(name=TEMPLATE)
        self._ends = 0

    def text_sent(self, home: Household, by: User) -> Text | None:
        """A reminder of some weeks ago and what became of it; ``None`` when nobody's phone is safe to text."""
        phone = _phone(home.main_carer)
        if phone is None:
            return None
        status, why = HOW_TEXTS_ENDED[self._ends % len(HOW_TEXTS_ENDED)]
        self._ends += 1
        day = self.maker.working_day(self.maker.days_ago(self.maker.between(3, 90)))
        gaps = self._gaps(home.main_carer, by, day + datetime.timedelta(days=1))
        text = Text(
            family=home.family,
            person=home.main_carer,
            phone=phone,
            number=phone.number,
            template=self.template,
            template_version=self.template.version,
            personalisation=gaps,
            body=filled(self.template.body, gaps),
            written_by=by,
            written_at=self.maker.moment(day, 11, self.maker.between(0, 59)),
        )
        self.maker.keep(text, by=by, on=day, reason=f"Texted: {self.template.name}")
        self._delivered(text, status, why)
        return text

    def text_waiting(self, home: Household, by: User) -> Text | None:
        """A reminder queued just now: the worker of the demo sends it through the sandbox."""
        phone = _phone(home.main_carer)
        if phone is None:
            return None
        gaps = self._gaps(home.main_carer, by, self.maker.today + datetime.timedelta(days=1))
        return text_send(
            key=self.maker.key(self.maker.now),
            family=home.family,
            person=home.main_carer,
            phone=phone,
            template=self.template,
            personalisation=gaps,
            at=self.maker.now,
            by=by,
        )

    def draft(self, home: Household, by: User, number: int) -> None:
        """A note begun and not sent."""
        words = {"carer": home.main_carer.given_name, "child": home.main_child.given_name}
        draft_save(
            by=by,
            family=home.family,
            form=RECORD_FORM,
            fields={
                "contact": [str(self.maker.key(self.maker.now))],
                "kind": ["visit"],
                "place": ["At home"],
                "what_happened": [BEGUN[number % len(BEGUN)].format_map(words)],
            },
            now=self.maker.now,
        )

    def _gaps(self, person: Person, by: User, day: datetime.date) -> dict[str, str]:
        return {
            "first name": person.given_name,
            "day": f"{day:%A} {day.day} {day:%B}",
            "time": "10am",
            "telephone": TELEPHONE,
            "worker": by.full_name.split()[0],
        }

    def _delivered(self, text: Text, status: str, why: str) -> None:
        taken_on = status not in {Status.CANCELLED, Status.NEEDS_A_PERSON}
        Delivery(
            text=text,
            status=status,
            why=why,
            attempts=1 if taken_on else 0,
            notify_id=uuid.UUID(int=self.maker.chance.getrandbits(128), version=4) if taken_on else None,
            sent_at=text.written_at + datetime.timedelta(seconds=2) if taken_on else None,
            completed_at=text.written_at + datetime.timedelta(seconds=self.maker.between(5, 90)),
        ).save(force_insert=True)


def _phone(person: Person) -> Phone | None:
    found: Phone | None = person.phone_set.filter(may_text=True, is_shared=False, ended_on__isnull=True).first()
    return found
