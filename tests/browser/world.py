"""A council for the browser: a family with a long life in the hub, a request with its pack, disposal under way."""

import datetime
from dataclasses import dataclass, field

from django.contrib.auth.hashers import make_password
from django.utils import timezone

from accounts.models import Membership, User
from cases.families.models import Address, Phone, Relationship
from cases.referrals.models import Referral
from privacy import tasks
from privacy.actions.packs import pack_ask
from privacy.models import DataRequest, Pack
from privacy.redaction.actions.prepare import review_start
from privacy.redaction.tasks import see_to_reviews
from retention.models import DisposalItem, DisposalList, Hold
from tests.database import as_worker
from tests.factories.access import make_pattern, make_review
from tests.factories.accounts import PASSWORD, Council, make_council
from tests.factories.contacts import make_contact
from tests.factories.documents import make_document, make_version
from tests.factories.families import REASON, FamilyFile, join_family, make_family, make_person
from tests.factories.privacy import make_request
from tests.factories.referrals import make_decided, make_referral
from tests.factories.retention import approve_schedule, approved_list, make_hold, make_old_family, propose
from tests.factories.texts import make_phone, make_text
from tests.rules.cases import Case, make_case

DAY = datetime.timedelta(days=1)
SCHOOL_GATE = (
    "Alex met me at the school gate with Sam. Sam showed me the reading book and read two pages aloud. Alex said: “The "
    "mornings are the worst. By the time I am home from the night shift he is already dressed and waiting.”\n\nThe "
    "kitchen was warm and there was food in the fridge. Sam has his own bed again since Saturday."
)
THOUGHT = "The night shifts leave a gap that Sam fills by himself. A breakfast club would close it on four mornings."


@dataclass
class World:
    """What there is to see. ``case`` is the family every page can be opened about."""

    council: Council
    case: Case
    file: FamilyFile
    request: DataRequest
    pack: Pack
    disposal: DisposalList
    item: DisposalItem
    review: DisposalItem | None
    hold: Hold
    safe_phone: Phone
    users: dict[str, User] = field(default_factory=dict)

    def staff(self, persona: str) -> User:
        """Somebody of the council by the name of their job."""
        user: User = getattr(self.council, persona)
        return user


def make_world() -> World:
    """Everything; call inside ``as_owner()``."""
    council, today = make_council(), timezone.localdate()
    for user in (*council.personas().values(), council.second_records_officer):
        user.password = make_password(PASSWORD, hasher="pbkdf2_sha256")
        user.save()
    case = make_case(council.north_hub, council.hub_worker, "Okonkwo-Featherstone")
    file = FamilyFile(case.family, case.involvement, [case.person, case.relative])
    _fill_family(file, council)
    phone = Phone.objects.get(person=case.person, may_text=True)
    _fill_days(file, council, phone, today)
    for name in ("Ashworth", "Begum", "Castellanos"):
        make_family(council.north_hub, make_person("Jo", name), name=name, allocated_to=council.hub_worker)
    make_family(council.north_hub, make_person("Kit", "Dovedale"), name="Dovedale")
    # Somebody the hub worker may not see, with a name like one they may.
    make_family(council.south_hub, make_person("Alexa", "Okonkwo-Fetherston"), name="Okonkwo-Fetherston")
    request, pack = _ask_for_data(file, council, today)
    # The route table opens these instead of making its own.
    case.extra |= {"data_request": request, "pack": pack}
    case.extra["referral"] = _wait_at_the_front_door(council, file)
    case.extra["pattern"] = make_pattern(council.hub_worker, family=file.family, day=today)
    for job in Membership.objects.exclude(role="records_officer"):
        make_review(
            job,
            looks=12,
            last_used_at=timezone.now(),
            is_for_administrators=job.team_id != council.north_hub.pk,
        )
    case.extra["document"] = make_document(file, council.hub_worker, about=tuple(file.people[:2]))
    make_version(case.extra["document"], council.hub_worker, number=2)
    make_document(
        file, council.hub_worker, title="School report, spring term", kind="school", source="School"
    )
    disposal, hold = _start_disposal(council, today)
    items = disposal.items.all()
    return World(
        council=council,
        case=case,
        file=file,
        request=request,
        pack=pack,
        disposal=disposal,
        item=items.filter(state="due")[0],
        review=items.filter(state="blocked", blocks=["review"]).first(),
        hold=hold,
        safe_phone=phone,
    )


def _fill_family(file: FamilyFile, council: Council) -> None:
    alex, sam = file.people
    gran = make_person("Margaret", "Featherstone", date_of_birth=datetime.date(1957, 11, 30))
    dad = make_person("Chukwuemeka", "Okonkwo", date_of_birth=datetime.date(1988, 7, 9))
    baby = make_person("Unborn", "Okonkwo-Featherstone")
    for person in (gran, baby):
        join_family(person, file.family)
        file.people.append(person)
    join_family(dad, file.family, lives_with_family=False)
    file.people.append(dad)
    since = datetime.date(2019, 5, 6)
    for person, relative, kind, responsible in (
        (gran, alex, "parent", None),
        (dad, sam, "parent", since),
        (alex, dad, "former_partner", None),
    ):
        Relationship(
            person=person,
            relative=relative,
            kind=kind,
            started_on=since,
            responsibility_from=responsible,
            responsibility_source="Birth certificate" if responsible else "",
        ).save_by(by=None, reason=REASON)
    Address(
        person=sam,
        lines="Flat 4, 27 Llanfairpwllgwyngyllgogerychwyrndrobwll Terrace",
        postcode="LE3 9QX",
        is_confidential=True,
        confidential_from="Chukwuemeka must not learn where they live now",
        started_on=datetime.date(2025, 2, 3),
    ).save_by(by=None, reason=REASON)
    make_phone(dad, "+447700900456", may_text=False, is_shared=True, safe_times="After six in the evening")


def _fill_days(file: FamilyFile, council: Council, phone: Phone, today: datetime.date) -> None:
    alex, sam, gran = file.people[:3]
    kinds = ("visit", "call", "meeting", "intervention", "group_session")
    for number in range(30):
        make_contact(
            file,
            council.hub_worker if number % 3 else council.hub_manager,
            kind=kinds[number % 5],
            happened_on=today - (number * 6 + 1) * DAY,
            started_at=datetime.time(9, 30) if number % 2 else None,
            minutes=45,
            place="At home" if number % 2 else "North hub, room 3",
            about={sam: {"seen": True, "seen_alone": number % 4 == 0}, alex: {"seen": True}}
            | ({gran: {"seen": False}} if number < 3 else {}),
            present=(alex, sam),
            what_happened=SCHOOL_GATE,
            what_we_think=THOUGHT if number % 2 else "",
            next_step="Ring the school about the breakfast club" if number == 0 else "",
            next_step_on=today + 7 * DAY if number == 0 else None,
        )
    now = timezone.now()
    make_text(file, phone, council.hub_worker, at=now - 2 * DAY, status="delivered", next_try_at=None)
    make_text(file, phone, council.hub_worker, at=now - DAY, status="temporary-failure", next_try_at=None)
    make_text(file, phone, council.hub_worker)


def _wait_at_the_front_door(council: Council, file: FamilyFile) -> Referral:
    """A board with something late on it; the one that pages are opened about was referred before."""
    now, north, worker = timezone.now(), council.north_hub, council.hub_worker
    make_decided(north, worker, family=file.family)
    make_decided(north, worker, ago=60)
    for number, name in enumerate(("Featherstonehaugh-Okonkwo", "Begum", "Castellanos")):
        make_referral(
            north, worker, ("Jo", name, datetime.date(2018, 3, number + 1)), ("Kit", name, None),
            received_at=now - (9 - number) * DAY, due_at=now - (3 - 2 * number) * DAY,
            priority=("urgent", "high", "routine")[number], stage=("new", "screening", "decision")[number],
            assigned_to=council.hub_manager if number else None, screening="School confirms what was said.",
        )  # fmt: skip
    return make_referral(
        north, worker, way="email", concerns=SCHOOL_GATE, source_text=f"Dear front door,\n\n{SCHOOL_GATE}\n\nTess",
        asked_for="Somebody to help with mornings", referrer_organisation="Example Primary",
    )  # fmt: skip


def _ask_for_data(file: FamilyFile, council: Council, today: datetime.date) -> tuple[DataRequest, Pack]:
    officer = council.information_officer
    request = make_request(file.people[2], officer, received_on=today - 20 * DAY)
    make_request(file.people[1], officer, received_on=today - 40 * DAY, asked_by="parent")
    make_request(
        file.person, officer, received_on=today - 90 * DAY, closed_on=today - 70 * DAY, sent_how="By post"
    )
    pack = pack_ask(request=request, at=timezone.now())
    with as_worker():
        tasks.collect_pack(str(pack.pk))
    pack.refresh_from_db()
    assert pack.state == "ready", pack.state
    review_start(pack=pack, at=timezone.now(), by=officer)
    with as_worker():
        see_to_reviews()
    return request, pack


def _start_disposal(council: Council, today: datetime.date) -> tuple[DisposalList, Hold]:
    approve_schedule(council.admin)
    kept = make_old_family(council).family
    hold = make_hold(scope="family", family=kept, target_reference=kept.reference, review_on=today + 90 * DAY)
    make_old_family(council)
    approved_list(council, today)
    for _ in range(3):
        make_old_family(council, make_person("Old", "Case"), make_person("Older", "Case"))
    proposed = propose(today)
    assert proposed is not None
    return proposed, hold
