"""The two expressions of need-to-know are one rule: what ``visible_to`` says, row security says, row by row.

A made-up council with every ground in it, at random: teams below teams, jobs that ended and that have not begun,
managers, allocation, closed work, walls, restricted families and the staff named for them, break-glass that stands, ran
out or was ended, people in two families, contact points with dates. For everybody in it the rows of each table that
``visible_to`` gives, asked without row security, are compared with all the rows that PostgreSQL shows to them.
"""

import datetime
import random
from dataclasses import dataclass, field
from typing import Any

import pytest
from django.apps import apps
from django.utils import timezone

from accounts.actor import acting_as
from accounts.models import Alert, Membership, Team, User
from accounts.roles import ROLE_BY_CODE
from cases.assessments.models import Answer
from cases.families.models import (
    Address,
    BreakGlass,
    Draft,
    Family,
    Involvement,
    NamedStaff,
    Person,
    PersonName,
    Relationship,
    Restriction,
)
from cases.families.rules.who_sees import by_emergency, by_name, by_work
from tests.database import as_owner, as_web
from tests.factories.accounts import make_user
from tests.factories.assessments import make_assessment
from tests.factories.contacts import make_contact
from tests.factories.diary import make_task, make_visit
from tests.factories.documents import make_document
from tests.factories.families import (
    REASON,
    make_break_glass,
    make_family,
    make_person,
    make_restriction,
    make_service,
    make_warning,
)
from tests.factories.groups import make_attendance, make_cohort, make_enrolment, make_programme
from tests.factories.merging import make_family_pair, make_merge, make_pair
from tests.factories.oversight import make_audit, make_hand_over, make_note
from tests.factories.partners import make_download
from tests.factories.plans import make_meeting, make_plan, make_review
from tests.factories.privacy import make_disclosure, make_given, make_telling
from tests.factories.referrals import make_decided, make_referral
from tests.factories.rights import make_lock, make_statement, make_text_stop
from tests.factories.texts import make_phone, make_text

TODAY = timezone.localdate()
DAY = datetime.timedelta(days=1)
KINDS = ("hub", "hub", "targeted_support", "youth_justice", "victim_service")
SEEDS = (1, 2)
COMPARED = {
    "families",
    "contacts",
    "texts",
    "oversight",
    "referrals",
    "documents",
    "merging",
    "diary",
    "telling",
    "groups",
    "assessments",
    "privacy",
    "partners",
    "rights",
}


@dataclass
class Population:
    """Everybody and everything of one made-up council."""

    users: list[User] = field(default_factory=list)
    families: list[Family] = field(default_factory=list)
    people: list[Person] = field(default_factory=list)


def make_population(seed: int) -> Population:
    chance = random.Random(seed)
    top = Team.objects.create(name="Top")
    middle = [Team.objects.create(name=f"Middle {n}", parent=top) for n in range(2)]
    teams = [
        top,
        *middle,
        *(Team.objects.create(name=f"Team {n}", parent=chance.choice(middle)) for n in range(4)),
    ]
    found = Population(
        users=[_staff(number, role, teams, chance) for number, role in enumerate([*ROLE_BY_CODE] * 2)]
    )
    for number in range(14):
        _family(number, teams, found, chance)
    _secrets(found, chance)
    _referrals(teams, found, chance)
    return found


def _staff(number: int, role: str, teams: list[Team], chance: random.Random) -> User:
    user = make_user(f"Staff {number}")
    when: list[tuple[datetime.date, datetime.date | None]] = [
        (TODAY - 900 * DAY, None), (TODAY - 900 * DAY, None), (TODAY - 900 * DAY, TODAY), (TODAY, None),
        (TODAY - 900 * DAY, TODAY - DAY), (TODAY + DAY, None),
    ]  # fmt: skip
    for team in chance.sample(teams, 2):
        began, ended = chance.choice(when)
        Membership.objects.create(user=user, team=team, role=role, started_on=began, ended_on=ended)
        role = chance.choice([role, "hub_manager"])
    if chance.random() < 0.1:
        user.is_active = False
        user.save()
    return user


def _family(number: int, teams: list[Team], found: Population, chance: random.Random) -> None:
    people = [make_person(f"Given{number}", f"Family{number}") for _ in range(2)]
    if found.people and chance.random() < 0.6:
        people.append(chance.choice(found.people))
    kind = chance.choice(KINDS)
    file = make_family(
        chance.choice(teams), *people, service=make_service(kind, kind),
        allocated_to=chance.choice([None, *found.users]), **_ended(chance),
    )  # fmt: skip
    for _ in range(chance.randrange(3)):
        kind = chance.choice(KINDS)
        Involvement(
            family=file.family, service=make_service(kind, kind), team=chance.choice(teams),
            allocated_to=chance.choice([None, *found.users]), started_on=TODAY - 90 * DAY, **_ended(chance),
        ).save_by(by=None, reason=REASON)  # fmt: skip
    if chance.random() < 0.5:
        left = file.family.memberships.first()
        left.ended_on = TODAY - chance.choice([0, 1, 30]) * DAY
        left.save_by(by=None, reason=REASON)
    _belongings(file, chance, found)
    found.families.append(file.family)
    found.people += people


def _ended(chance: random.Random) -> dict[str, Any]:
    if chance.random() < 0.6:
        return {}
    return {"ended_on": TODAY - chance.choice([0, 1, 40]) * DAY, "end_reason": "needs_met"}


def _belongings(file: Any, chance: random.Random, found: Population) -> None:
    first, second = file.people[:2]
    writer = chance.choice(found.users)
    _merging(file, writer, chance, found)
    PersonName(person=first, name="Other").save_by(by=None, reason=REASON)
    Relationship(person=first, relative=second, kind="parent").save_by(by=None, reason=REASON)
    began = chance.choice([None, TODAY - 100 * DAY, TODAY - 2 * DAY])
    Address(person=first, lines="1 High Street", started_on=began).save_by(by=None, reason=REASON)
    phone = make_phone(second, "+447700900456")
    work = chance.choice([None, *file.family.involvements.all()])
    wall = work.wall if work else chance.choice(["", "youth_justice", "victim_service"])
    contact = make_contact(
        file, writer, about={first: {"seen": True}}, present=(second,), involvement=work, wall=wall
    )
    make_text(file, phone, writer, wall=wall)
    make_note(file.family, writer, wall=wall)
    make_audit(file.family, writer, wall=wall)
    sharing = make_disclosure(file.family, writer, wall=wall)
    make_download(sharing, writer)
    make_statement(file, writer, record_id=contact.pk)
    make_lock(writer, person=first)
    make_lock(writer, family=file.family)
    make_text_stop(first, writer)
    make_given(second, writer, wall=wall)
    make_telling(file.family, first, writer, wall=wall)
    make_task(file.family, writer, wall=wall)
    make_visit(file.family, writer, wall=wall)
    make_hand_over(chance.choice([*file.family.involvements.all()]), writer)
    make_warning(writer, family=file.family, wall=wall)
    make_warning(writer, person=second, wall=wall)
    make_document(file, writer, involvement=work, wall=wall)
    assessment = make_assessment(file, writer, answered=False)
    part = assessment.parts.select_related("section").first()
    asked = part.section.questions.first()
    Answer(part=part, question=asked, value="As it is", given_at=timezone.now()).save_by(
        by=writer, reason=REASON
    )
    plan = make_plan(file, writer)
    make_review(plan, writer)
    make_meeting(plan, writer)
    Draft.objects.create(owner=writer, family=file.family, form="contact_record", saved_at=timezone.now())
    if chance.random() < 0.6:
        cohort = make_cohort(make_programme(file.involvement.team))
        make_attendance(cohort.sessions.get(), make_enrolment(cohort, file))


def _merging(file: Any, writer: User, chance: random.Random, found: Population) -> None:
    """Pairs of people within a family and across, pairs of families, and merges of both that were asked for."""
    first, second = file.people[:2]
    make_pair(first, second)
    if others := [person for person in found.people if person not in (first, second)]:
        make_pair(second, chance.choice(others))
    make_merge(second, first, writer)
    if found.families:
        other = chance.choice(found.families)
        make_family_pair(file.family, other)
        make_merge(other, file.family, writer)


def _secrets(found: Population, chance: random.Random) -> None:
    for family in chance.sample(found.families, 4):
        named = chance.sample(found.users, 3)
        restriction = make_restriction(family, named, chance.choice(found.users))
        last = restriction.named.last()
        last.removed_at = timezone.now()
        last.save_by(by=None, reason=REASON)
        if chance.random() < 0.3:
            restriction.lifted_at, restriction.lifted_by = timezone.now(), named[0]
            restriction.save_by(by=None, reason=REASON)
    for user in found.users:
        ago = chance.choice([1, 30, 61, 600]) * datetime.timedelta(minutes=1)
        ended = {"ended_at": timezone.now()} if chance.random() < 0.2 else {}
        make_break_glass(
            chance.choice(found.people), user, ago=ago, opens_restricted=chance.random() < 0.3, **ended
        )
    Alert.objects.create(user=chance.choice(found.users), kind="break_glass", raised_at=timezone.now())


def _referrals(teams: list[Team], found: Population, chance: random.Random) -> None:
    for number in range(24):
        make = chance.choice([make_referral, make_decided])
        team, other = chance.sample(teams, 2)
        make(
            team, chance.choice(found.users), (f"Given{number}", "Named", None),
            passed_from=chance.choice([None, other]),
            family=chance.choice([None, *found.families]) if number % 2 else None,
            wall=chance.choice(["", "", "youth_justice", "victim_service"]),
        )  # fmt: skip


def compared() -> list[type]:
    """Every model with a ``visible_to`` and row security that the population fills."""
    return [
        model for model in apps.get_models()
        if model._meta.app_label in COMPARED and hasattr(model._default_manager, "visible_to")
    ] + [Alert]  # fmt: skip


def as_told(model: Any, user: User) -> set[Any]:
    """The rows ``visible_to`` gives, asked past row security, by somebody who asks for the first time."""
    with as_owner():
        asking = User.objects.get(pk=user.pk)
        return set(model._default_manager.visible_to(asking).values_list("pk", flat=True))


def as_enforced(model: Any) -> set[Any]:
    return set(model._base_manager.values_list("pk", flat=True))


@pytest.mark.parametrize("seed", SEEDS)
def test_row_security_shows_exactly_what_visible_to_says(db: None, seed: int) -> None:
    with as_owner():
        found = make_population(seed)
    wrong, seen = [], 0
    for user in found.users:
        with as_web(), acting_as(user):
            enforced = {model: as_enforced(model) for model in compared()}
        for model, rows in enforced.items():
            told = as_told(model, user)
            seen += len(told)
            if told != rows:
                wrong.append(f"{user} {model.__name__}: only told {told - rows}, only enforced {rows - told}")
    assert not wrong, "\n".join(wrong)
    assert seen > 200, "a population in which nobody sees anything proves nothing"


def test_naming_what_a_page_is_about_changes_nothing_that_is_seen(db: None) -> None:
    """The keys worked out for the page's family or person are a short cut, never another answer."""
    with as_owner():
        found = make_population(3)
    chance, wrong = random.Random(3), []
    for user in found.users:
        about = {"family": chance.choice(found.families).pk, "person": chance.choice(found.people).pk}
        with as_web(), acting_as(user):
            plain = {model: as_enforced(model) for model in compared()}
        with as_web(), acting_as(user, **about):
            near = {model: as_enforced(model) for model in compared()}
        wrong += [f"{user} {model.__name__}" for model in plain if plain[model] != near[model]]
    assert not wrong


def test_versions_are_shown_of_rows_that_are_seen_and_of_no_others(db: None) -> None:
    with as_owner():
        found = make_population(3)
    wrong = []
    for user in found.users:
        with as_web(), acting_as(user):
            for model in compared():
                if hasattr(model, "history"):
                    versions = set(model.history.values_list("id", flat=True))
                    if versions != as_enforced(model):
                        wrong.append(f"{user} {model.__name__}")
    assert not wrong


@pytest.mark.parametrize("seed", SEEDS)
def test_the_page_that_says_who_sees_a_family_names_them_all_and_nobody_else(db: None, seed: int) -> None:
    with as_owner():
        found = make_population(seed)
        for family in found.families:
            seers = {user.pk for user in found.users if Family.objects.visible_to(user).filter(pk=family.pk)}
            restriction = Restriction.objects.standing().filter(family=family).first()
            grants = BreakGlass.objects.standing(timezone.now()).filter(
                person__in=family.memberships.current(TODAY).values("person")
            )
            if restriction:
                named = NamedStaff.objects.in_force().filter(restriction=restriction)
                told = by_name(named, TODAY) + by_emergency(grants.filter(opens_restricted=True))
            else:
                told = by_work(family.involvements.all(), TODAY) + by_emergency(grants)
            assert {seer.user.pk for seer in told} >= seers
            # Break-glass of somebody who may not pass the family's walls, or has no job any more, opens nothing.
            assert {seer.user.pk for seer in told if not seer.why.startswith("Emergency")} <= seers
