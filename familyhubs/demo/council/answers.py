"""Two answers to requests: one whose pack is being looked through, and one that was approved and sent by a link."""

from __future__ import annotations

import datetime

from accounts.models import User
from cases.families.models import Person
from familyhubs.demo.council.maker import Maker
from privacy.actions.packs import pack_ask, pack_claim, pack_collect_next, pack_finish
from privacy.actions.requests import request_log
from privacy.models import DataRequest, Pack
from privacy.models.data_request import Asker, Channel
from privacy.notices.models import NoticeVersion
from privacy.redaction.actions.decisions import decision_add, name_tell, proposals_accept
from privacy.redaction.actions.prepare import review_prepare, review_start
from privacy.redaction.actions.reading import hits_now, output_make, review_read, review_submit
from privacy.redaction.models import Decision, Passage, Review
from privacy.redaction.output.scan import blocking
from privacy.redaction.rules.replay import names_told
from privacy.release.actions.release import release_make

FIRST_LOOK, ROUNDS = 30, 4
WHY = "It is about somebody else in the family"


class Answers:
    """Calls the officers' own actions, on days gone by."""

    def __init__(self, maker: Maker, officer: User, second: User) -> None:
        self.maker, self.officer, self.second = maker, officer, second
        self.notice_from: datetime.date = NoticeVersion.objects.earliest("effective_from").effective_from

    def in_review(self, person: Person) -> None:
        """Begun yesterday: some proposals were accepted, the rest waits."""
        review = self._begun(person, received=9, begun=1)
        proposed = Passage.objects.filter(review=review, state="", number__lte=FIRST_LOOK).exclude(
            proposal=""
        )
        self._accept(review, list(proposed.values_list("number", flat=True)), self._at(1, 15))

    def sent(self, person: Person) -> None:
        """Looked through, read by a second officer, and sent three days ago."""
        review = self._begun(person, received=24, begun=6)
        at = self._at(5, 10)
        self._accept(review, self._left(review), at)
        self._decide(review, self._left(review, is_free=True), "cut", at)
        self._decide(review, self._left(review), "keep", at)
        self._put_right(review, at)
        review_submit(review_id=review.pk, at=self._at(5, 16), by=self.officer, has_looked=True)
        review_read(review_id=review.pk, approve=True, words="", at=self._at(4, 11), by=self.second)
        output_make(review_id=review.pk, at=self._at(4, 12))
        at = self._at(3, 9)
        release_make(
            review_id=review.pk, way="link", code_way="phone", sent_to=f"{person.reference.lower()}@post.example",
            support="The worker they know", at=at, on=at.date(), by=self.officer,
        )  # fmt: skip

    def _begun(self, person: Person, *, received: int, begun: int) -> Review:
        request = request_log(
            subject_id=person.pk, subject_name=person.full_name, asker_name=person.full_name,
            received_on=self.maker.days_ago(received), channel=Channel.WEB_FORM, asked_by=Asker.SELF,
            asker_contact=f"{person.reference.lower()}@post.example", by=self.officer,
        )  # fmt: skip
        review = review_start(pack=self._collected(request, begun), at=self._at(begun, 11), by=self.officer)
        review_prepare(review_id=review.pk, at=self._at(begun, 11))
        begun_review: Review = Review.objects.select_related("pack__request").get(pk=review.pk)
        return begun_review

    def _collected(self, request: DataRequest, ago: int) -> Pack:
        at = self._at(ago, 10)
        pack = pack_ask(request=request, at=at)
        pack_claim(pack_id=pack.pk, at=at)
        while pack_collect_next(pack_id=pack.pk, at=at):
            pass
        pack_finish(pack_id=pack.pk, at=at, on=at.date())
        return pack

    def _put_right(self, review: Review, at: datetime.datetime) -> None:
        """Hold back what the program still finds, and tell a name that stands where it cannot be missed."""
        for _ in range(ROUNDS):
            numbers = self._of_hits(review)
            if not numbers:
                return
            self._decide(review, numbers, "cut", at)
        told = names_told(Decision.objects.filter(review=review))
        for person in review.people:
            if person["who"] not in ("subject", "professional") and person["code"] not in told:
                name_tell(
                    review_id=review.pk,
                    person=person["code"],
                    reason="They live together",
                    at=at,
                    by=self.officer,
                )

    def _of_hits(self, review: Review) -> list[int]:
        found: set[int] = set()
        for hit in blocking(hits_now(review)):
            first = Passage.objects.filter(review=review, number=hit.passage).first()
            if first is not None:
                same = Passage.objects.filter(
                    review=review, item=first.item, place=first.place, never_all=False
                )
                found.update(same.values_list("number", flat=True))
        return sorted(found)

    def _left(self, review: Review, **only: bool) -> list[int]:
        rows = Passage.objects.filter(review=review, state="", **only)
        return list(rows.order_by("number").values_list("number", flat=True))

    def _accept(self, review: Review, numbers: list[int], at: datetime.datetime) -> None:
        proposals_accept(
            review_id=review.pk, passages=numbers, reason=WHY, scope="As proposed", at=at, by=self.officer
        )

    def _decide(self, review: Review, numbers: list[int], kind: str, at: datetime.datetime) -> None:
        if not numbers:
            return
        ground, reason = ("third_party", WHY) if kind == "cut" else ("", "")
        decision_add(
            review_id=review.pk, kind=kind, passages=numbers, ground=ground, reason=reason, at=at, by=self.officer,
            scope="One after the other",
        )  # fmt: skip

    def _at(self, ago: int, hour: int) -> datetime.datetime:
        """That day, or the first day of the notice that an answer quotes."""
        return self.maker.moment(max(self.maker.days_ago(ago), self.notice_from), hour)
