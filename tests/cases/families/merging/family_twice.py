"""One family that two workers of the north hub entered, each for themselves, with something of everything in both."""

import random
from dataclasses import dataclass
from typing import Any

from django.utils import timezone

from accounts.models import User
from cases.contacts.models import SignificantEvent
from cases.families.models import Draft, Family
from tests.factories.accounts import Council
from tests.factories.assessments import make_assessment
from tests.factories.contacts import make_contact
from tests.factories.diary import make_task, make_visit
from tests.factories.documents import make_document
from tests.factories.families import (
    REASON,
    FamilyFile,
    join_family,
    make_person,
    make_restriction,
    make_warning,
)
from tests.factories.groups import make_cohort, make_enrolment, make_programme
from tests.factories.merging import days_ago, make_family_pair
from tests.factories.oversight import make_audit, make_hand_over, make_note
from tests.factories.plans import make_meeting, make_plan
from tests.factories.referrals import make_referral
from tests.factories.retention import make_hold
from tests.factories.texts import make_text
from tests.rules.cases import Case, make_case


@dataclass
class FamilyTwice:
    """``leader`` is the record that stays, ``other`` the one that goes."""

    ours: Case
    sibling: Case
    manager: User

    @property
    def leader(self) -> Family:
        """The record that stays."""
        return self.ours.family

    @property
    def other(self) -> Family:
        """The record that goes."""
        return self.sibling.family


def make_family_twice(council: Council) -> FamilyTwice:
    """Call inside ``as_owner()``. The child of ours is in both, since before the other record was made."""
    ours = make_case(council.north_hub, council.hub_worker, "North")
    sibling = make_case(council.north_hub, council.other_hub_worker, "Norht")
    join_family(ours.relative, sibling.family, started_on=days_ago(900), lives_with_family=False)
    return FamilyTwice(ours, sibling, council.hub_manager)


def fill(twice: FamilyTwice, council: Council, chance: random.Random) -> None:
    """Rows of every kind in both records, by chance; some are about one person or one thing in both."""
    third = make_person("Third", "Person")
    cohort = make_cohort(make_programme(council.north_hub))
    for case in (twice.ours, twice.sibling):
        _work(case, council, chance)
        if chance.random() < 0.7:
            began = chance.choice([None, days_ago(300), days_ago(100)])
            ended = chance.choice([None, days_ago(50)])
            join_family(third, case.family, started_on=began, ended_on=ended)
        if chance.random() < 0.5:
            make_enrolment(cohort, FamilyFile(case.family, case.involvement, [case.person]))
        if chance.random() < 0.6:
            make_audit(case.family, council.hub_manager)
        if chance.random() < 0.5:
            make_hold(scope="family", family=case.family, target_reference=case.family.reference)
    if chance.random() < 0.4:
        for case in (twice.ours, twice.sibling):
            make_restriction(case.family, [council.hub_manager, council.hub_worker], council.hub_manager)
    if chance.random() < 0.5:
        make_family_pair(twice.leader, twice.other)


def _work(case: Case, council: Council, chance: random.Random) -> None:
    for _ in range(chance.randrange(3)):
        contact = make_contact(case, case.by, about={case.person: {"seen": True}})
        SignificantEvent(
            family=case.family, strand="contact", entry_id=contact.pk,
            marked_by=case.by, marked_at=timezone.now(),
        ).save_by(by=case.by, reason=REASON)  # fmt: skip
    rows: list[Any] = [
        lambda: make_text(case, case.rows["phones"], case.by),
        lambda: make_document(case, case.by),
        lambda: make_note(case.family, council.hub_manager),
        lambda: make_hand_over(case.involvement, council.hub_manager),
        lambda: make_warning(case.by, family=case.family),
        lambda: make_task(case.family, case.by),
        lambda: make_visit(case.family, case.by),
        lambda: make_assessment(case, case.by, answered=False),
        lambda: make_meeting(make_plan(FamilyFile(case.family, case.involvement, [case.person]), case.by), case.by),
        lambda: make_referral(council.north_hub, case.by, ("Sam", "North", None), family=case.family),
        lambda: Draft.objects.create(
            owner=case.by, family=case.family, form="contact_record", fields={"what": ["Typed"]},
            saved_at=timezone.now(),
        ),
    ]  # fmt: skip
    for make in rows:
        if chance.random() < 0.6:
            make()
