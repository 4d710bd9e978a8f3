"""Texts to families, each at a different point of its way, and notes somebody has begun and not sent."""

from __future__ import annotations

import datetime
import uuid

from django.utils import timezone

from accounts.models import User
from cases.contacts.actions import RECORD_FORM
from cases.families.actions.drafts import draft_save
from cases.families.models import Person
from cases.families.queries import wall_of_work
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
        day = self.maker.working_day(self.maker.days_ago(self.maker.between(3, 90)))
        text = self._reminder(home, by, self.maker.moment(day, 11, self.maker.between(0, 59)))
        if text:
            status, why = HOW_TEXTS_ENDED[self._ends % len(HOW_TEXTS_ENDED)]
            self._ends += 1
            self._ended(text, status, why)
        return text

    def text_waiting(self, home: Household, by: User) -> Text | None:
        """A reminder in the queue: the demo's worker finds it there and sends it through the sandbox."""
        text = self._reminder(home, by, self.maker.now)
        if text:
            Delivery(text=text, next_try_at=self.maker.now).save(force_insert=True)
        return text

    def _reminder(self, home: Household, by: User, at: datetime.datetime) -> Text | None:
        person = home.main_carer
        phone = person.phone_set.filter(may_text=True, is_shared=False, ended_on__isnull=True).first()
        if phone is None:
            return None
        gaps = self._gaps(person, by, self.maker.working_day_after(timezone.localdate(at)))
        text = Text(
            family=home.family,
            person=person,
            phone=phone,
            number=phone.number,
            wall=wall_of_work(by, home.family.pk),
            template=self.template,
            template_version=self.template.version,
            personalisation=gaps,
            body=filled(self.template.body, gaps),
            written_by=by,
            written_at=at,
        )
        return self.maker.keep_at(text, by=by, at=at, reason=f"Texted: {self.template.name}")

    def draft(self, home: Household, by: User, number: int) -> None:
        """A note begun and not sent."""
        begun = self.maker.moment(self.maker.days_ago(1), 16, 40 + number)
        words = {"carer": home.main_carer.given_name, "child": home.main_child.given_name}
        draft_save(
            by=by,
            family=home.family,
            form=RECORD_FORM,
            fields={
                "contact": [str(self.maker.key(begun))],
                "kind": ["visit"],
                "place": ["At home"],
                "what_happened": [BEGUN[number % len(BEGUN)].format_map(words)],
            },
            now=begun,
        )

    def _gaps(self, person: Person, by: User, day: datetime.date) -> dict[str, str]:
        return {
            "first name": person.given_name,
            "day": f"{day:%A} {day.day} {day:%B}",
            "time": "10am",
            "telephone": TELEPHONE,
            "worker": by.full_name.split()[0],
        }

    def _ended(self, text: Text, status: str, why: str) -> None:
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
