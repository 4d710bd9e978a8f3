"""The made-up council: the same from the same seed, nobody real, and something to show to each persona."""

import datetime
import json
import re
import stat

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.utils import timezone

from accounts.actor import acting_as
from accounts.models import Membership, MembershipReview, Team, User
from accounts.permissions import Permission
from accounts.roles import roles_with
from cases.assessments.models import (
    Answer,
    Assessment,
    AssessmentPart,
    FamilyCopy,
    GoalProgress,
    MeetingInvitee,
    Plan,
    PlanAction,
    PlanGoal,
    PlanNeed,
    PlanReview,
    TeamMeeting,
)  # fmt: skip
from cases.contacts.models import Contact, ContactAbout, ContactPresent
from cases.diary.models import Task, Visit
from cases.families.caseload import led_work, waiting_work
from cases.families.models import (
    AccessPattern,
    Address,
    Draft,
    Email,
    EqualityProfile,
    Family,
    FamilyMembership,
    HealthNeed,
    Involvement,
    Person,
    PersonLanguage,
    PersonName,
    Phone,
    Relationship,
    SchoolAttendance,
    Service,
    SpecialRequirement,
)
from cases.groups.models import Attendance, Cohort, Enrolment, Programme, Session
from cases.referrals.models import Referral, ReferralDecision, ReferralPerson
from cases.texts.models import Delivery, Text
from familyhubs.demo.council.staff import PERSONAS
from govuk.fields import PostcodeField, UKPhoneField
from privacy.models import DataRequest
from privacy.partners.models import Download
from privacy.redaction.models import Review
from privacy.redaction.queries import progress_of
from privacy.release.models import Release
from privacy.rules.clock import request_clock
from retention.models import DisposalItem, Hold
from tests.database import as_owner, as_worker, copied_database, pointed_at

SEED, TODAY = 7, datetime.date(2026, 11, 20)
RECORDS = (
    Address, Answer, Assessment, AssessmentPart, FamilyCopy, GoalProgress, MeetingInvitee, Plan, PlanAction, PlanGoal,
    PlanNeed, PlanReview, TeamMeeting,
    Address, Attendance, Cohort, Contact, ContactAbout, ContactPresent, Email, Enrolment, EqualityProfile, Family,
    FamilyMembership, HealthNeed, Involvement, Person, PersonLanguage, PersonName, Phone, Programme, Referral,
    ReferralDecision, ReferralPerson, Relationship, SchoolAttendance, Session, SpecialRequirement, Task, Text, Visit,
)  # fmt: skip
BY_ACTIONS = (DataRequest, Draft, Hold)
PLAIN = (Delivery, Membership, Service, Team, User)
EVER_NEW = {"id", "password", "history_id", "last_login"}


pytestmark = pytest.mark.django_db


def load(folder):
    """As the supervisor does it: in the worker's plain role."""
    with as_worker():
        call_command("demo_data", today=TODAY, seed=SEED, folder=folder, verbosity=0)
    return [persona["password"] for persona in json.loads((folder / "personas.json").read_text())]


def rows(model, *, without=frozenset()):
    names = [field.attname for field in model._meta.fields if field.attname not in without]
    return sorted(map(repr, model._base_manager.values_list(*names)))


def everything():
    with as_owner():
        made = {model: rows(model, without={"password", "last_login"}) for model in (*RECORDS, *PLAIN)}
        made |= {model.history.model: rows(model.history.model, without={"history_id"}) for model in RECORDS}
        return made | {model: rows(model, without=EVER_NEW) for model in BY_ACTIONS}


@pytest.fixture(scope="module")
def made(django_db_setup, django_db_blocker, tmp_path_factory):
    """Two databases from one seed: what the first came to, and the second to look into."""
    folder = tmp_path_factory.mktemp("demo")
    name = f"{connection.settings_dict['NAME']}_demo"
    with pytest.MonkeyPatch.context() as patch, django_db_blocker.unblock():
        patch.setattr(
            "cases.texts.actions.text.nudge_to_send", lambda key: None
        )  # nobody is there to hear it
        with copied_database(name), pointed_at(name):
            passwords = load(folder)
            first = everything()
        with copied_database(name), pointed_at(name):
            load(folder)
            yield first, passwords, folder


@pytest.fixture
def guide(made):
    return json.loads((made[2] / "personas.json").read_text())


def persona(code):
    return User.objects.get(email=f"{code.replace('_', '.')}@demo.example")


def families_seen_by(code):
    with acting_as(persona(code)):
        seen, by_row_security = Family.objects.visible_to(persona(code)).count(), Family.objects.count()
    assert seen == by_row_security
    return seen


def test_the_same_seed_makes_the_same_council(made):
    second = everything()
    for model, first_rows in made[0].items():
        assert first_rows, f"no {model.__name__}"
        assert second[model] == first_rows, model.__name__


def test_passwords_are_new_each_time_and_kept_for_the_owner_alone(made, guide):
    _, first, folder = made
    second = [row["password"] for row in guide]
    assert len(second) == len(PERSONAS) == len({*first, *second}) / 2
    assert stat.S_IMODE((folder / "personas.json").stat().st_mode) == 0o600
    with as_owner():
        assert User.objects.get(email=guide[0]["email"]).check_password(guide[0]["password"])


def test_the_council_is_as_big_as_promised(made):
    with as_owner():
        assert 300 <= Family.objects.count() <= 325
        assert 950 <= Person.objects.count() <= 1_250
        assert Contact.objects.values("family").distinct().count() == Family.objects.count()
        assert max(f.contacts.count() for f in Family.objects.all()) >= 300


def test_every_family_has_somebody_who_may_see_it(made):
    with as_owner():
        working = Membership.objects.current(TODAY).filter(role__in=roles_with(Permission.FAMILY_VIEW))
        grounded = Involvement.objects.filter(team__in=working.values("team")).values("family")
        assert not Family.objects.exclude(pk__in=grounded).exists()


def test_the_front_door_has_referrals_at_every_stage_some_late_and_some_again(made):
    with as_owner():
        now = datetime.datetime.now(datetime.UTC)
        assert Referral.objects.count() >= 25
        assert set(Referral.objects.values_list("stage", flat=True)) == {
            "new",
            "screening",
            "decision",
            "done",
        }
        assert Referral.objects.exclude(stage="done").filter(due_at__lt=now).count() >= 3
        everything = Referral.objects.all()
        assert everything.with_earlier(everything, 12).filter(is_again=True).count() >= 3
        outcomes = set(ReferralDecision.objects.values_list("outcome", flat=True))
        assert outcomes == {"opened", "advice", "signpost", "step_up", "returned"}


def test_groups_are_over_running_full_and_about_to_begin_and_agree_with_the_contacts(made):
    with as_owner():
        waiting = Enrolment.objects.filter(state="waiting").values_list("cohort", flat=True)
        (full,) = Cohort.objects.filter(pk__in=waiting)
        assert full.enrolments.filter(state="enrolled").count() == full.capacity
        assert Cohort.objects.filter(starts_on__gt=TODAY).exists()
        assert Enrolment.objects.filter(state="completed").exclude(outcome_note="").count() >= 10
        assert set(Session.objects.values_list("state", flat=True)) == {"planned", "moved", "cancelled"}
        assert not Attendance.objects.filter(session__happens_on__gte=TODAY).exists()
        biggest = max(cohort.enrolments.count() for cohort in Cohort.objects.all())
        assert biggest >= 25, "somebody takes a register of many"
        told = Contact.objects.filter(kind="group_session", involvement__service__name="Parenting groups")
        lines = set(
            Attendance.objects.filter(mark="present").values_list("enrolment__family", "session__happens_on")
        )
        days = {row for row in told.values_list("family", "happened_on") if row[1] < TODAY}
        assert days, "no contact tells of a group"
        assert days <= lines


def test_no_telephone_number_can_ring_anywhere(made):
    with as_owner():
        numbers = [
            *Phone.objects.values_list("number", flat=True),
            *Team.objects.values_list("phone", flat=True),
        ]
        bodies = " ".join(Text.objects.values_list("body", flat=True))
    assert all(re.fullmatch(r"\+44(7700900|1632960)\d{3}", number) for number in numbers)
    assert all(UKPhoneField().clean(number) == number for number in numbers)
    assert len(numbers) == len(set(numbers))
    assert re.findall(r"0\d{9,10}", bodies.replace(" ", "")) == ["01632960510"] * bodies.count("01632 960510")


def test_every_postcode_is_well_formed_and_of_no_real_place(made):
    with as_owner():
        postcodes = set(Address.objects.values_list("postcode", flat=True))
    assert all(re.fullmatch(r"ZZ[1-9] \d[A-Z]{2}", postcode) for postcode in postcodes)
    assert all(PostcodeField().clean(postcode) == postcode for postcode in postcodes)


def test_every_email_address_is_reserved_for_examples(made):
    with as_owner():
        addresses = [
            *Email.objects.values_list("address", flat=True),
            *User.objects.values_list("email", flat=True),
        ]
    assert all(address.endswith(".example") for address in addresses)


def test_every_version_says_who_and_why_and_none_lies_ahead(made):
    with as_owner():
        for model in RECORDS:
            versions = model.history.model.objects.all()
            assert not versions.filter(history_user=None).exists(), model.__name__
            assert not versions.exclude(history_change_reason__gt="").exists(), model.__name__
            assert not versions.filter(history_date__date__gt=TODAY).exists(), model.__name__
            kept = set(model._base_manager.values_list("pk", flat=True))
            assert set(versions.filter(history_type="+").values_list("id", flat=True)) == kept, model.__name__


def test_casework_personas_see_their_own_families_and_officers_none(made):
    seen = {row.code: families_seen_by(row.code) for row in PERSONAS}
    assert seen["hub_worker"] >= 20
    assert seen["other_hub_worker"] >= 20
    assert seen["hub_manager"] > seen["hub_worker"] + seen["other_hub_worker"]
    assert seen["yj_officer"] == 16
    assert seen["victim_worker"] == 12
    officers = {
        "information_officer",
        "information_officer_2",
        "records_officer",
        "records_officer_2",
        "admin",
    }
    officers |= {"triage_officer"}  # sees a family once it has opened one
    assert {code for code, count in seen.items() if not count} == officers


def test_nobody_from_youth_justice_sees_a_victim(made):
    with as_owner():
        harmed = set(
            Involvement.objects.filter(service__kind="victim_service").values_list("family", flat=True)
        )
    for code in ("yj_officer", "hub_worker", "hub_manager"):
        with acting_as(persona(code)):
            assert not Family.objects.filter(pk__in=harmed).exists()


def test_the_hub_worker_has_recent_contacts_drafts_and_texts(made):
    worker = persona("hub_worker")
    with acting_as(worker):
        recent = Contact.objects.visible_to(worker).filter(
            happened_on__gte=TODAY - datetime.timedelta(days=21)
        )
        assert recent.count() >= 10
        assert Draft.objects.visible_to(worker).count() == 5
        assert Text.objects.visible_to(worker).exists()
        assert Person.objects.filter(given_name="Siobhán", family_name="McGrane").count() == 1
    with as_owner():
        statuses = set(Delivery.objects.values_list("status", flat=True))
    assert {"queued", "delivered", "temporary-failure", "permanent-failure", "technical-failure"} <= statuses


def test_the_information_officer_has_open_and_answered_requests(made):
    officer = persona("information_officer")
    with acting_as(officer):
        requests = DataRequest.objects.visible_to(officer)
        clocks = [request_clock(request) for request in requests.open()]
        assert {clock.state for clock in clocks} == {"running", "paused", "waiting_for_authority"}
        running = [clock for clock in clocks if clock.due]
        assert sum(clock.due < TODAY for clock in running) == 1
        assert len(running) >= 4
        assert {request.right for request in requests} >= {"access", "rectification", "erasure"}
        assert requests.exclude(closed_on=None).count() == 3


def test_one_pack_is_being_looked_through_and_one_answer_was_sent(made):
    officer = persona("information_officer")
    with acting_as(officer):
        reviews = {review.state: review for review in Review.objects.visible_to(officer)}
        assert set(reviews) == {"reviewing", "ready"}
        waiting = reviews["reviewing"]
        assert 0 < progress_of(waiting).decided < progress_of(waiting).total
        sent = Release.objects.get()
        assert sent.review.output.hits == []
        assert sent.review.read_by == persona("information_officer_2")
        assert sent.review.pack.request.closed_on is not None


def test_a_school_was_given_a_record_and_opened_it(made):
    worker = persona("hub_worker")
    with acting_as(worker):
        (given,) = Download.objects.visible_to(worker)
        assert given.disclosure.shared_on == timezone.localdate(given.handed_at)
        assert given.openings.count() == 1
        assert bytes(given.file.document).startswith(b"%PDF")


def test_the_hub_manager_has_looks_to_ask_about_and_staff_to_confirm(made):
    manager = persona("hub_manager")
    with acting_as(manager):
        (pattern,) = AccessPattern.objects.visible_to(manager).waiting()
        assert (pattern.kind, pattern.user.full_name, pattern.looks) == (
            "outside_work",
            "Kwame Asante-Reid",
            3,
        )
        asked = MembershipReview.objects.asked_of(manager)
        assert {persona("hub_worker").pk, persona("other_hub_worker").pk} <= {
            r.membership.user_id for r in asked
        }
        assert any(review.looks for review in asked)
    with acting_as(persona("admin")):
        assert MembershipReview.objects.asked_of(persona("admin")).filter(membership__user=manager).exists()


def test_the_hub_manager_has_work_to_allocate_and_workers_who_leave(made):
    manager = persona("hub_manager")
    with acting_as(manager):
        waiting = waiting_work(manager, TODAY)
        assert waiting.count() >= 4
        held = led_work(manager, TODAY).filter(allocated_to__isnull=False)
        assert {"high", "medium", "low"} == set(held.values_list("priority", flat=True))
        staying = Membership.objects.current(TODAY).filter(ended_on=None).values("user")
        leaving = Membership.objects.current(TODAY).exclude(ended_on=None).values("user")
        assert held.filter(allocated_to__in=leaving).exists()
        assert held.exclude(allocated_to__in=staying).exclude(allocated_to__in=leaving).count() >= 3
        versions = Involvement.history.filter(history_change_reason="The worker has left or is leaving")
        assert versions.exists()


@pytest.mark.parametrize("code", ["records_officer", "records_officer_2"])
def test_both_records_officers_have_a_list_with_files_due_and_files_held_back(made, code):
    with acting_as(persona(code)):
        states = list(DisposalItem.objects.values_list("state", flat=True))
        blocks = {block for found in DisposalItem.objects.values_list("blocks", flat=True) for block in found}
    assert states.count("due") >= 10
    assert {"hold", "request", "open_involvement", "linked"} <= blocks


def test_a_safe_address_says_from_whom_it_is_kept(made):
    with as_owner():
        kept = Address.objects.filter(is_confidential=True)
        assert kept.exists()
        assert all("stay away" in address.confidential_from for address in kept)
        fathers = {address.confidential_from.partition(":")[0] for address in kept}
        assert not {str(address.person) for address in kept} & fathers


def test_people_are_of_every_kind_the_file_knows(made):
    with as_owner():
        assert set(Person.objects.values_list("birth_date_kind", flat=True)) >= {
            "exact",
            "estimated",
            "unborn",
        }
        assert set(Relationship.objects.values_list("kind", flat=True)) >= {
            "parent", "step_parent", "guardian", "grandparent", "sibling", "half_sibling", "former_partner",
        }  # fmt: skip
        twice = [
            p for p in Person.objects.all() if p.family_memberships.values("family").distinct().count() > 1
        ]
        assert any(person.family_memberships.filter(ended_on__isnull=False).exists() for person in twice)


def test_a_database_with_families_is_refused_and_left_alone(made, tmp_path):
    before = everything()
    with as_worker(), pytest.raises(CommandError, match="people in it"):
        call_command("demo_data", today=TODAY, folder=tmp_path)
    assert everything() == before
    assert not list(tmp_path.iterdir())


def test_a_real_installation_is_refused(made, settings, tmp_path):
    settings.INSECURE_LOCAL = False
    with as_worker(), pytest.raises(CommandError, match="machine of your own"):
        call_command("demo_data", folder=tmp_path)
