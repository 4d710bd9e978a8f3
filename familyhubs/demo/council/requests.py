"""Data requests in every state: in hand, paused, extended, overdue, for a child, about other rights, refused."""

from __future__ import annotations

import datetime
from typing import Any

from accounts.models import User
from cases.families.actions.rows import row_add
from cases.families.models import Person
from familyhubs.demo.council.households import Household
from familyhubs.demo.council.maker import Maker
from privacy.actions.requests import event_add, request_close, request_log
from privacy.models import DataRequest
from privacy.models.data_request import Asker, Channel, EventKind, RequestRight
from privacy.public_forms.actions.sending import submission_keep
from privacy.public_forms.rules.steps import Kept
from privacy.workbench.actions.letters import letter_sent, letter_write
from privacy.workbench.actions.records import chase_add
from privacy.workbench.gaps import Said
from privacy.workbench.models import ChaseAbout, LetterKind, Party, PartyRole, RecordsAsked, Search


class Requests:
    """Calls the officer's own actions, on days gone by."""

    def __init__(self, maker: Maker, officer: User) -> None:
        self.maker, self.officer = maker, officer

    def in_every_state(self, homes: list[Household]) -> None:
        """One of each."""
        carers = [home.main_carer for home in homes]
        self._paused(carers[0])
        self._extended(carers[1])
        self._overdue(carers[2])
        self._for_a_child(homes[3])
        self._correction(carers[4])
        self._refused(carers[5])

    def searched(self, request: DataRequest) -> None:
        """Where was looked, a colleague who is silent, and the other parent."""
        self._letter(request, LetterKind.ACKNOWLEDGE, after=1)
        for place, terms, found, why_not in (
            ("Case system", "Name, date of birth, reference", 41, ""),
            ("Shared mailbox of the hub", "Name and all email addresses", 3, ""),
            ("Paper store at the depot", "", None, "Nothing of this family was kept on paper after 2019"),
        ):
            search = Search(
                request=request, place=place, terms=terms, searched_on=self._day(request, 7), found=found,
                why_not=why_not, officer=self.officer,
            )  # fmt: skip
            row_add(row=search, by=self.officer, reason="Searched")
        asked = RecordsAsked(
            request=request, whom="Hub reception", what="The visitors’ book of last spring", asked_by=self.officer,
            asked_on=self._day(request, 3),
        )  # fmt: skip
        row_add(row=asked, by=self.officer, reason="Asked for records")
        other = Party(
            request=request, role=PartyRole.OTHER_PARENT, name="Jordan Made-up", relationship="Lives apart"
        )
        row_add(row=other, by=self.officer, reason="Concerned by the request")

    def _paused(self, person: Person) -> None:
        request = self._logged(person, ago=25, details="Anything about the spring of last year")
        self._letter(request, LetterKind.ACKNOWLEDGE, after=1)
        question = "Is it about the parenting group, about the visits at home, or about everything?"
        self._letter(request, LetterKind.CLARIFY, after=8, reason=question)
        chase_add(
            request=request, about=ChaseAbout.CLARIFICATION, whom=person.full_name, how="Left a message",
            on=self._day(request, 16), by=self.officer,
        )  # fmt: skip

    def _extended(self, person: Person) -> None:
        request = self._logged(person, ago=27, details="My whole file and those of my children")
        self._letter(request, LetterKind.ACKNOWLEDGE, after=2)
        reason = (
            "Your file and those of three children name many people, and parts wait for a doctor’s opinion."
        )
        self._letter(request, LetterKind.EXTEND, after=20, reason=reason)

    def _overdue(self, person: Person) -> None:
        request = self._logged(person, ago=47, channel=Channel.SPOKEN)
        self._letter(request, LetterKind.ACKNOWLEDGE, after=3)
        self._letter(
            request, LetterKind.UPDATE, after=40, reason="We are late and sorry. Half of it is read."
        )

    def _for_a_child(self, home: Household) -> None:
        request = self._logged(
            home.main_child, ago=16, asked_by=Asker.PARENT, asker_name=home.main_carer.full_name,
            authority="Says that they hold parental responsibility",
        )  # fmt: skip
        self._letter(request, LetterKind.AUTHORITY, after=2, reason="The birth certificate, or a court order")
        event_add(
            request=request, kind=EventKind.PARENT_ACTS, happened_on=self._day(request, 5),
            noted_on=self._day(request, 5), by=self.officer,
            note="Too young to weigh it. The worker asked them with pictures: they do not mind.",
        )  # fmt: skip

    def _correction(self, person: Person) -> None:
        self._logged(
            person,
            ago=6,
            right=RequestRight.RECTIFICATION,
            details="The date I moved in is wrong: it was in May",
        )

    def _refused(self, person: Person) -> None:
        request = self._logged(person, ago=100, right=RequestRight.ERASURE, details="Delete all of it")
        self._letter(
            request,
            LetterKind.REFUSE,
            after=14,
            withheld="We cannot delete your file.",
            grounds=["public_task"],
        )
        sent = self._day(request, 14)
        request_close(request=request, sent_on=sent, sent_how="By post", by=self.officer)

    def _logged(self, person: Person, *, ago: int, **told: Any) -> DataRequest:
        told = {
            "channel": Channel.EMAIL, "asked_by": Asker.SELF, "asker_name": person.full_name,
            "asker_contact": f"{person.reference.lower()}@post.example",
        } | told  # fmt: skip
        return request_log(
            subject_id=person.pk, subject_name=person.full_name, received_on=self.maker.days_ago(ago),
            by=self.officer, **told,
        )  # fmt: skip

    def forms_sent(self, known: Person, unknown: tuple[str, str]) -> None:
        """What came by public form: from somebody on file, and from somebody we hold nothing about."""
        at = self.maker.now
        born = known.date_of_birth or self.maker.today
        for kind, ago, given, family, details in (
            ("copy", 4, known.given_name, known.family_name, "The notes of the last two years"),
            ("details", 1, known.given_name, known.family_name, "We have moved: 3 Made-up Lane, Wexcombe"),
            ("complaint", 2, *unknown, "Somebody from your hub rang my neighbour about me"),
            ("delete", 9, *unknown, "I never used your service"),
        ):
            kept = Kept.begin(kind, at, self.maker.key(at))
            kept.answers = {
                "who": {"who": "self"},
                "about": {
                    "given_name": given, "family_name": family, "born_day": str(born.day),
                    "born_month": str(born.month), "born_year": str(born.year),
                },
                "what": {"details": details, "delete_or_stop": "delete"},
                "reach": {"reach": "email", "email": f"{given.lower()}@post.example"},
                "files": {},
            }  # fmt: skip
            submission_keep(kept=kept, on=self.maker.days_ago(ago))

    def _letter(self, request: DataRequest, kind: LetterKind, *, after: int, **said: Any) -> None:
        on = self._day(request, after)
        letter = letter_write(
            request=request, kind=kind, reader="adult", said=Said(to_name=request.asker_name, **said), on=on,
            by=self.officer,
        )  # fmt: skip
        letter_sent(letter=letter, on=on, how="By email", by=self.officer)

    def _day(self, request: DataRequest, after: int) -> datetime.date:
        return request.received_on + datetime.timedelta(days=after)
