"""The whole council, made in one transaction: all of it or nothing."""

from __future__ import annotations

import datetime
from collections import defaultdict

from accounts.models import User
from cases.families.models import Family, Service
from familyhubs.demo.council.answers import Answers
from familyhubs.demo.council.assessments import assessments_make
from familyhubs.demo.council.belongings import Belongings
from familyhubs.demo.council.casework import Casework
from familyhubs.demo.council.diary import diary_make
from familyhubs.demo.council.documents import Documents
from familyhubs.demo.council.duplicates import duplicates_make, family_twice_make
from familyhubs.demo.council.duties import duties_make
from familyhubs.demo.council.family_plans import plans_make
from familyhubs.demo.council.groups import groups_make
from familyhubs.demo.council.households import Household, Households
from familyhubs.demo.council.maker import Maker
from familyhubs.demo.council.messages import Messages
from familyhubs.demo.council.need_to_know import emergency, restricted_family
from familyhubs.demo.council.notices import notices_make
from familyhubs.demo.council.offices import Offices
from familyhubs.demo.council.oversight import oversight_make
from familyhubs.demo.council.plan import SERVICES, Case, Plan
from familyhubs.demo.council.quality import quality_make
from familyhubs.demo.council.referrals import referrals_make
from familyhubs.demo.council.requests import Requests
from familyhubs.demo.council.rights import rights_make
from familyhubs.demo.council.sharing import download_make
from familyhubs.demo.council.significant import significant_make
from familyhubs.demo.council.staff import HUBS, Staff, staff_make
from familyhubs.demo.council.surveys import surveys_make
from familyhubs.demo.council.warnings import warnings_make

KEEP_FROM = "{father}: has been told to stay away; asks the school and relatives where they live now"
WITH_TEXTS = 40
WITH_DRAFTS = 5


class NotEmptyError(Exception):
    """The database has families in it already: made-up ones must never be mixed with real ones."""


def council_load(*, today: datetime.date, seed: int) -> Staff:
    """Fill an empty database. Call it in a transaction as a job of the system; raises ``NotEmptyError`` otherwise.

    The same seed on the same day makes the same council, save for the passwords, which are new each time.
    """
    if Family.objects.exists() or User.objects.exists():
        raise NotEmptyError
    maker = Maker(seed=seed, today=today)
    staff = staff_make(maker)
    homes = _families(maker, staff)
    referrals_make(maker, staff, homes)
    assessments_make(maker, staff, homes)
    plans_make(maker, homes)
    _messages(maker, staff, homes)
    _offices(maker, staff, homes)
    duties_make(maker, staff, [home.main_carer for home in homes["open"][:4]])
    quality_make(maker, staff, homes["own"], homes["own"][10:])
    download_make(maker, staff, homes["own"][2])
    diary_make(maker, staff)
    restricted_family(maker, staff, homes["own"][9])
    emergency(maker, staff, homes["own"][3])
    for number, home in enumerate([*homes["long file"], *homes["own"][:4], *homes["youth justice"][:2]]):
        Documents(maker).papers(home, home.by, 4 - number % 3)
    for home in [*homes["open"], *homes["own"][4:]]:
        Documents(maker).papers(home, home.by, 1)
    significant_make(maker, [*homes["long file"], *homes["own"][:6]])
    oversight_make(maker, staff, homes["own"][0].family)
    warnings_make(maker, homes["own"], homes["safe address"])
    duplicates_make(maker, homes["own"][5:8], homes["open"][-3:])
    family_twice_make(maker, homes["own"][8], homes["open"][-4])
    groups_make(maker, staff, homes)
    rights_make(maker, staff, homes["own"][:3], homes["open"][4:7])
    surveys_make(maker, staff)
    notices_make(maker, staff, homes["own"][:4])
    return staff


def _families(maker: Maker, staff: Staff) -> dict[str, list[Household]]:
    """Households by the label of their case and by each of their notes."""
    households, belongings, casework = Households(maker), Belongings(maker), Casework(maker)
    homes: dict[str, list[Household]] = defaultdict(list)
    plan = Plan(maker, staff, _services(maker))
    for case in plan.cases():
        first = case.courses[0]
        home = households.make(case.wish, opened_on=first.started_on, by=first.author)
        belongings.add(home)
        for course in case.courses:
            casework.run(home, course)
        for label in (case.label, *sorted(case.notes)):
            homes[label].append(home)
    maker.ledger.write()
    for home in homes["safe address"]:
        _keep_safe(maker, belongings, home)
    _second_families(maker, plan, homes, belongings, casework)
    return homes


def _services(maker: Maker) -> dict[str, Service]:
    made = {}
    for name, kind in SERVICES:
        made[name], _ = Service.objects.get_or_create(
            name=name, defaults={"kind": kind, "id": maker.key(maker.now)}
        )
    return made


def _keep_safe(maker: Maker, belongings: Belongings, home: Household) -> None:
    father = home.apart[0].full_name
    moved = maker.days_ago(75)
    place = belongings.somewhere()
    for person in home.at_home:
        belongings.safe_address(
            home, person, place, moved_on=moved, keep_from=KEEP_FROM.format(father=father)
        )


def _second_families(
    maker: Maker,
    plan: Plan,
    homes: dict[str, list[Household]],
    belongings: Belongings,
    casework: Casework,
) -> None:
    """Fathers who left and whom the council knows again in a family of their own."""
    parted = [
        home
        for label in ("second family", "open")
        for home in homes[label]
        if home.apart and _has_father(home)
    ]
    for number, first in enumerate(parted[:6]):
        case: Case = plan.second(HUBS[(number + 2) % len(HUBS)])
        course = case.courses[0]
        began = max(course.started_on, first.opened_on + datetime.timedelta(days=7))
        course.started_on = began
        home = Households(maker).second_family(first, on=began, by=course.author)
        belongings.add(home, known=first.everybody)
        casework.run(home, course)
        homes["second"].append(home)
    maker.ledger.write()


def _has_father(home: Household) -> bool:
    return home.apart[0] not in home.women


def _messages(maker: Maker, staff: Staff, homes: dict[str, list[Household]]) -> None:
    messages, worker = Messages(maker), staff.personas["hub_worker"]
    waiting = next(home for home in reversed(homes["own"]) if messages.text_waiting(home, worker))
    written_to = [*homes["long file"], *homes["own"], *homes["open"], *homes["youth justice"]][:WITH_TEXTS]
    for home in written_to:
        if home is not waiting:  # a number that failed before would stop the one in the queue
            messages.text_sent(home, home.by)
    maker.ledger.write()
    for number, home in enumerate(homes["own"][:WITH_DRAFTS]):
        messages.draft(home, worker, number)


def _offices(maker: Maker, staff: Staff, homes: dict[str, list[Household]]) -> None:
    offices = Offices(maker, staff)
    requests = Requests(maker, offices.information)
    requests.searched(offices.request_in_hand(homes["long file"][0].main_carer))
    requests.in_every_state(homes["own"][1:7])
    requests.forms_sent(homes["own"][7].main_carer, ("Wilhelmina", "Nobody-Known"))
    answers = Answers(maker, offices.information, staff.personas["information_officer_2"])
    answers.in_review(homes["own"][7].main_carer)
    answers.sent(homes["own"][8].main_carer)
    offices.request_waiting(homes["open request"][0].main_carer)
    offices.request_answered(homes["closed request"][0].main_carer)
    offices.holds(homes["hold"])
    for home in [*homes["long file"], *homes["own"][:6]]:
        offices.looked_at(home, home.by, times=maker.between(2, 6))
    offices.schedule_in_force()
    offices.propose()
