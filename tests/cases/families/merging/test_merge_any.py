"""Whatever two records hold, a merge that was taken apart leaves every table as it was, and nothing is lost between."""

import random
from typing import Any

import pytest

from cases.families.merging.models import MergeState, MergeStep
from cases.families.merging.rules.plan import MOVES
from cases.families.models import (
    Address,
    Email,
    EqualityProfile,
    HealthNeed,
    Person,
    PersonLanguage,
    PersonName,
    Phone,
    Relationship,
    SchoolAttendance,
    SpecialRequirement,
)
from tests.cases.families.merging.dump import differences, everything
from tests.database import as_owner
from tests.factories.accounts import Council
from tests.factories.contacts import make_contact
from tests.factories.families import LONG_AGO, REASON, FamilyFile, join_family, make_family, make_person
from tests.factories.groups import make_attendance, make_cohort, make_enrolment, make_programme
from tests.factories.merging import days_ago, make_pair, merge_now, take_apart_now
from tests.factories.privacy import make_request
from tests.factories.retention import make_hold
from tests.factories.texts import make_text

MANY = 12  # councils made at random; each takes two seconds


def rows_of(person: Person, chance: random.Random) -> list[Any]:
    """Some of everything, from few enough values that the two records often say the same."""
    pick = chance.choice
    since = pick([None, days_ago(300), days_ago(100)])
    rows = [
        PersonName(person=person, name=pick(["Lex", "Lexi"]), kind=pick(["alias", "birth"])),
        Address(person=person, lines=pick(["1 High Street", "2 High Street"]), started_on=since),
        Phone(person=person, number=pick(["+447700900123", "+447700900124"]), may_text=pick([True, False])),
        Email(person=person, address=pick(["a@example.com", "b@example.com"])),
        SchoolAttendance(person=person, school=pick(["Example Primary", "Other Primary"]), started_on=since),
        PersonLanguage(
            person=person, language=pick(["Polish", "Welsh"]), needs_interpreter=pick([True, False])
        ),
        SpecialRequirement(person=person, requirement=pick(["Step-free access", "Quiet room"])),
        HealthNeed(person=person, kind="health", description=pick(["Asthma", "Eczema"])),
        EqualityProfile(person=person, gender=pick(["", "Woman"]), ethnicity=pick(["", "Welsh"])),
        EqualityProfile(person=person, declined=True),
    ]
    kept = [row for row in rows if chance.random() < 0.7]
    profiles = [row for row in kept if isinstance(row, EqualityProfile)]
    return [row for row in kept if row not in profiles[1:]]


def fill(council: Council, chance: random.Random) -> tuple[Person, Person]:
    """Two records in one, two or three families with contacts, texts, holds, requests and relationships."""
    born = {"date_of_birth": LONG_AGO} if chance.random() < 0.5 else {}
    leader, other = (
        make_person("Alex", "North", **born),
        make_person(chance.choice(["Alex", "Alec"]), "Norht"),
    )
    relative = make_person("Sam", "North")
    files = [make_family(council.north_hub, leader, relative), make_family(council.north_hub, other)]
    for person in (leader, other):
        for row in rows_of(person, chance):
            row.save_by(by=None, reason=REASON)
        if chance.random() < 0.5:
            kind = chance.choice(["parent", "sibling"])
            Relationship(person=person, relative=relative, kind=kind).save_by(by=None, reason=REASON)
    if chance.random() < 0.5:
        Relationship(person=other, relative=leader, kind="cousin").save_by(by=None, reason=REASON)
    if chance.random() < 0.7:
        ended = chance.choice([None, days_ago(5)])
        join_family(other, files[0].family, started_on=chance.choice([None, days_ago(90)]), ended_on=ended)
    _events(council, files, leader, other, chance)
    return leader, other


def _events(
    council: Council, files: list[FamilyFile], leader: Person, other: Person, chance: random.Random
) -> None:
    for file in files:
        about = {
            person: {"seen": chance.random() < 0.5} for person in (leader, other) if chance.random() < 0.8
        }
        present = tuple(person for person in (leader, other) if chance.random() < 0.5)
        make_contact(file, council.hub_worker, about=about or None, present=present)
    for phone in Phone.objects.filter(person__in=[leader, other]):
        make_text(next(file for file in files if phone.person in file.people), phone, council.hub_worker)
    if chance.random() < 0.7:
        _group(council, files, chance)
    if chance.random() < 0.5:
        make_hold(scope="person", person=other, target_reference=other.reference)
        make_request(other, council.information_officer)
    if chance.random() < 0.5:
        make_pair(leader, other)
        make_pair(files[0].people[1], other)
        make_pair(leader, files[0].people[1])


def _group(council: Council, files: list[FamilyFile], chance: random.Random) -> None:
    """Both records in one group, in whatever state, with marks for the same sessions or others."""
    cohort = make_cohort(make_programme(council.north_hub), days_ago(14), days_ago(7))
    ended = {"ended_on": days_ago(1), "outcome": "no_change"}
    for file in files:
        state = chance.choice(["waiting", "enrolled", "left", "completed"])
        place = make_enrolment(cohort, file, state=state, **(ended if state in ("left", "completed") else {}))
        for session in cohort.sessions.all():
            if chance.random() < 0.6:
                make_attendance(session, place, chance.choice(["present", "late", "excused", "absent"]))


@pytest.mark.parametrize("seed", range(MANY))
def test_nothing_is_lost_and_everything_comes_back(council, seed: int) -> None:
    chance = random.Random(seed)
    with as_owner():
        leader, other = fill(council, chance)
    before = everything()
    taken = tuple(name for name in ("given_name", "family_name", "birth") if chance.random() < 0.5)
    merge = merge_now(leader, other, council.hub_manager, taken=taken)
    assert merge.state == MergeState.DONE, merge.refusal
    between = everything()
    with as_owner():
        in_journal = set(MergeStep.objects.filter(merge=merge, kind="removed").values_list("key", flat=True))
    for model, rows in before.items():
        lost = rows.keys() - between[model].keys()
        assert lost <= in_journal, model
    for line in MOVES:
        for row in between.get(line.model, {}).values():
            assert other.pk not in [row[f"{link}_id"] for link in line.links], line.model
    assert take_apart_now(merge, council.hub_manager).state == MergeState.UNDONE
    assert not differences(before, everything())
