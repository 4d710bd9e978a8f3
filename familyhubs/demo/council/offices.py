"""The work of the information and records officers: data requests, the approved schedule, holds, reads on the log."""

from __future__ import annotations

import datetime

from accounts.actions.access_log import access_record_add
from accounts.models import User
from cases.families.models import Person
from familyhubs.demo.council.households import Household
from familyhubs.demo.council.maker import Maker
from familyhubs.demo.council.staff import Staff
from privacy.actions.requests import event_add, request_close, request_log
from privacy.models import DataRequest
from privacy.models.data_request import Asker, Channel, EventKind
from retention.actions.holds import hold_place
from retention.actions.lists import list_propose
from retention.actions.schedule import schedule_approve
from retention.models.hold import HoldReason, HoldScope


class Offices:
    """Calls the officers' own actions."""

    def __init__(self, maker: Maker, staff: Staff) -> None:
        self.maker = maker
        self.information = staff.personas["information_officer"]
        self.records = staff.personas["records_officer"]

    def request_in_hand(self, person: Person) -> DataRequest:
        """Received a fortnight ago; proof of identity was asked for the next day and seen five days later."""
        received = self.maker.days_ago(14)
        request = request_log(
            subject_id=person.pk,
            subject_name=person.full_name,
            received_on=received,
            channel=Channel.EMAIL,
            asked_by=Asker.SELF,
            asker_name=person.full_name,
            asker_contact=f"{person.reference.lower()}@post.example",
            details="Everything you hold about me and my children, please.",
            by=self.information,
        )
        for kind, day, note in (
            (EventKind.IDENTITY_ASKED, 1, "Asked by email"),
            (EventKind.IDENTITY_SEEN, 6, "Passport seen at the desk; no copy kept"),
        ):
            event_add(
                request=request,
                kind=kind,
                happened_on=received + datetime.timedelta(days=day),
                noted_on=received + datetime.timedelta(days=day),
                note=note,
                by=self.information,
            )
        return request

    def request_waiting(self, person: Person) -> None:
        """Spoken, two days ago, and nothing has happened yet."""
        request_log(
            subject_id=person.pk,
            subject_name=person.full_name,
            received_on=self.maker.days_ago(2),
            channel=Channel.SPOKEN,
            asked_by=Asker.SELF,
            asker_name=person.full_name,
            details="Would like to read about the time at the hub.",
            by=self.information,
        )

    def request_answered(self, person: Person) -> None:
        """Asked by a solicitor and answered in time last spring."""
        received = self.maker.days_ago(160)
        request = request_log(
            subject_id=person.pk,
            subject_name=person.full_name,
            received_on=received,
            channel=Channel.LETTER,
            asked_by=Asker.SOLICITOR,
            asker_name="Ferris, Bole and Partners",
            asker_contact="PO Box 12, Wexcombe ZZ1 1ZZ",
            authority="Signed authority of the client seen",
            by=self.information,
        )
        sent = self.maker.working_day(received + datetime.timedelta(days=20))
        request_close(
            request=request, sent_on=sent, sent_how="Collected at the desk on paper", by=self.information
        )

    def schedule_in_force(self) -> None:
        """The council's approval of the schedule it was given; before it nothing is proposed or destroyed."""
        approved = self.maker.days_ago(40)
        schedule_approve(in_force_from=approved, at=self.maker.moment(approved, 11), by=self.records)

    def hold(self, home: Household, reason: str, detail: str) -> None:
        """A written order to keep one family's file."""
        placed = self.maker.days_ago(self.maker.between(30, 120))
        hold_place(
            scope=HoldScope.FAMILY,
            family_id=home.family.pk,
            target_reference=home.family.reference,
            reason=reason,
            detail=detail,
            opened_on=placed,
            review_on=placed + datetime.timedelta(days=365),
            by=self.records,
        )

    def holds(self, homes: list[Household]) -> None:
        """A complaint and an insurance claim."""
        reasons = (
            (HoldReason.COMPLAINT, "Complaint about a lost drawing, with the complaints team"),
            (HoldReason.INSURANCE, "Claim after a fall on the hub’s steps"),
        )
        for home, (reason, detail) in zip(homes, reasons, strict=False):
            self.hold(home, reason, detail)

    def propose(self) -> None:
        """What the night would do: put together the list of files whose period is over."""
        list_propose(on=self.maker.today, at=self.maker.now)

    def looked_at(self, home: Household, by: User, times: int) -> None:
        """Reads of the last weeks on the log."""
        for _ in range(times):
            day = self.maker.working_day(self.maker.days_ago(self.maker.between(1, 60)))
            access_record_add(
                by=by,
                at=self.maker.moment(day, self.maker.between(9, 16), self.maker.between(0, 59)),
                route="families:family",
                ground="involvement",
                family_id=home.family.pk,
            )
