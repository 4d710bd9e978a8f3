"""Every route of the portal and who gets in: one line a route.

    Route("families:family", opens=HUB, hidden=OTHER_CASEWORKERS, ids=family)

- ``opens``   personas that get the page (status 200, or ``status=``);
- ``hidden``  personas that may open such pages but not this object: 404;
- everybody else signed in gets 403; whoever is signed out is sent to sign in, unless ``public=True``;
- ``ids``     a function of a `Case` (a family file of the north hub with a row of everything) to the URL's arguments;
              the second pass calls it with other people's cases and expects 404;
- ``post``    what to send, for a route that answers POST alone (``{}`` is fine: say the status, often 302 or 200);
- ``status``  when it is not 200.

A route may have several lines, for instance one for each value of a slug. Routes of Django's own admin need no line:
they belong to administrators, and ``test_routes`` asks each of them. When the objects of your app are needed, build
them in your own function (inside ``as_owner()`` already) and keep their keys in ``case.extra``.
"""

import datetime
import uuid
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.core import signing
from django.utils import timezone

from accounts.models import User
from cases.assessments.models import PlanAction, PlanGoal, PlanNeed
from cases.families.models import Involvement, Person
from cases.texts.models import TextTemplate
from privacy.models import Pack
from privacy.notices.models import NoticeVersion
from privacy.partners.models import Download, DownloadFile
from privacy.redaction.models import Decision, Output, Passage, Picture, Review
from privacy.release.models import Release
from privacy.survey.models import Survey
from retention.models import DisposalItem, DisposalList
from tests.factories.access import make_pattern
from tests.factories.accounts import make_session
from tests.factories.assessments import make_assessment, make_submitted
from tests.factories.contacts import make_contact
from tests.factories.diary import make_task, make_visit
from tests.factories.documents import PNG, make_document
from tests.factories.duties import make_breach, make_complaint
from tests.factories.families import (
    REASON,
    FamilyFile,
    make_break_glass,
    make_family,
    make_person,
    make_service,
    make_warning,
)
from tests.factories.groups import make_cohort, make_enrolment, make_programme
from tests.factories.merging import make_family_pair, make_merge, make_pair
from tests.factories.oversight import make_audit, make_closed_work, make_note
from tests.factories.plans import make_meeting, make_plan
from tests.factories.privacy import (
    make_disclosure,
    make_request,
    make_telling,
    make_touching_version,
    make_waiting_version,
)
from tests.factories.public_forms import make_evidence, make_submission
from tests.factories.referrals import make_decided, make_referral
from tests.factories.retention import make_hold
from tests.factories.rights import make_decision, make_lock, make_recipient, make_text_stop
from tests.factories.survey import make_survey
from tests.factories.workbench import make_asked, make_letter, make_party
from tests.rules.cases import Case

PERSONAS = frozenset({
    "hub_worker", "hub_manager", "yj_officer", "victim_worker",
    "information_officer", "records_officer", "admin", "other_hub_worker",
})  # fmt: skip
RECEIVED_AT = datetime.datetime(2027, 3, 10, tzinfo=datetime.UTC)
RECEIVED_ON = datetime.date(2027, 3, 10)
NOBODY: frozenset[str] = frozenset()
CASEWORKERS = frozenset({"hub_worker", "hub_manager", "yj_officer", "victim_worker", "other_hub_worker"})
HUB = frozenset(
    {"hub_worker", "hub_manager"}
)  # see the family of the case: the worker and the manager of its team
OTHER_CASEWORKERS = CASEWORKERS - HUB
BREAKER = frozenset({"other_hub_worker"})  # has emergency access to the family of the case
LEADERS = frozenset({"hub_manager"})  # leads the team of the case
OFFICERS = frozenset({"information_officer"})
RECORDS = frozenset({"records_officer"})
MANAGERS = frozenset({"hub_manager"})
SEARCHERS = CASEWORKERS | OFFICERS | RECORDS
ADMIN = frozenset({"admin"})
PUBLISHERS = ADMIN | OFFICERS


def first_version(case: Case) -> dict[str, Any]:
    """A published version."""
    return {"page": "service", "number": 1}


def service_page(case: Case) -> dict[str, Any]:
    """The page for families."""
    return {"page": "service"}


def in_polish(case: Case) -> dict[str, Any]:
    """The shortest page, in Polish."""
    return {"page": "third_party", "language": "pl"}


def touching_version(case: Case) -> dict[str, Any]:
    """A published version that changes who we share with."""
    return {"version_id": make_touching_version().pk}


def telling_run(case: Case) -> dict[str, Any]:
    """A run with a letter to somebody of the family."""
    return {"telling_id": make_telling(case.family, case.person, case.by).pk}


def somebody_to_tell(case: Case) -> dict[str, Any]:
    """No argument, and a letter that waits."""
    make_telling(case.family, case.person, case.by)
    return {}


def member_of_family(case: Case) -> dict[str, Any]:
    """Somebody, in their family."""
    return {"family_id": case.family.pk, "person_id": case.person.pk}


def waiting_notice(case: Case) -> dict[str, Any]:
    """A page of which a version waits for a second person."""
    if not NoticeVersion.objects.filter(page="survey", state="waiting").exists():
        make_waiting_version(case.by)
    return {"page": "survey"}


def no_ids(case: Case) -> dict[str, Any]:
    """A route without arguments."""
    return {}


@dataclass(frozen=True)
class Route:
    """One line of the table."""

    name: str
    opens: frozenset[str] = NOBODY
    hidden: frozenset[str] = NOBODY
    ids: Callable[[Case], dict[str, Any]] = no_ids
    post: dict[str, Any] | None = None
    status: int = 200
    public: bool = False

    def expected(self, persona: str) -> int:
        """The status this persona should get."""
        if self.public or persona in self.opens:
            return self.status
        return 404 if persona in self.hidden else 403


def family(case: Case) -> dict[str, Any]:
    """The family alone."""
    return {"family_id": case.family.pk}


def person(case: Case) -> dict[str, Any]:
    """A person alone."""
    return {"person_id": case.person.pk}


def of_family(name: str) -> Callable[[Case], dict[str, Any]]:
    """The family and one of its rows: ``of_family("membership")`` gives ``family_id`` and ``membership_id``."""
    return lambda case: {"family_id": case.family.pk, f"{name}_id": getattr(case, name).pk}


def part(slug: str) -> Callable[[Case], dict[str, Any]]:
    """The person and the name of a part of their record."""
    return lambda case: {"person_id": case.person.pk, "part": slug}


def row(slug: str) -> Callable[[Case], dict[str, Any]]:
    """The person, the name of a part and the key of one of its rows."""
    return lambda case: {"person_id": case.person.pk, "part": slug, "row_id": case.rows[slug].pk}


def stranger(case: Case) -> dict[str, Any]:
    """Somebody whom no persona sees, and everybody's search would find."""
    found = Person.objects.filter(family_name="Stranger").first()
    if found is None:
        found = make_person("Sidney", "Stranger")
        make_family(case.involvement.team.parent, found, name="Stranger")
    return {"person_id": found.pk}


def emergency(case: Case) -> dict[str, Any]:
    """Emergency access that somebody of another team had to the family of the case."""
    if "emergency" not in case.extra:
        case.extra["emergency"] = make_break_glass(
            case.person, User.objects.get(full_name="Otto Worker"), ago=datetime.timedelta(hours=2)
        )
    return {"grant_id": case.extra["emergency"].pk}


def warning(case: Case) -> dict[str, Any]:
    """The family and a warning about its person."""
    if "warning" not in case.extra:
        case.extra["warning"] = make_warning(case.by, person=case.person)
    return {"family_id": case.family.pk, "warning_id": case.extra["warning"].pk}


def contact(case: Case) -> dict[str, Any]:
    """The family and a contact with it, recorded by the worker of the case."""
    if "contact" not in case.extra:
        case.extra["contact"] = make_contact(case, case.by)
    return {"family_id": case.family.pk, "contact_id": case.extra["contact"].pk}


def entry(case: Case) -> dict[str, Any]:
    """The family and an entry of its chronology: that contact."""
    found = contact(case)
    return {"family_id": found["family_id"], "strand": "contact", "entry_id": found["contact_id"]}


def document(case: Case) -> dict[str, Any]:
    """The family and a document of it, added by the worker of the case."""
    if "document" not in case.extra:
        case.extra["document"] = make_document(case, case.by)
    return {"family_id": case.family.pk, "document_id": case.extra["document"].pk}


def document_file(case: Case) -> dict[str, Any]:
    """The same with the version of its file."""
    keys = document(case)
    return {**keys, "version_id": case.extra["document"].versions.first().pk}


def group(case: Case) -> dict[str, Any]:
    """A group of the team of the case that meets today, in which the person of the case takes part."""
    if "enrolment" not in case.extra:
        cohort = make_cohort(make_programme(case.involvement.team))
        case.extra["enrolment"] = make_enrolment(
            cohort, FamilyFile(case.family, case.involvement, [case.person])
        )
    return {"cohort_id": case.extra["enrolment"].cohort_id}


def programme(case: Case) -> dict[str, Any]:
    """The programme of that group."""
    group(case)
    return {"programme_id": case.extra["enrolment"].cohort.programme_id}


def group_session(case: Case) -> dict[str, Any]:
    """Its session today."""
    group(case)
    return {"session_id": case.extra["enrolment"].cohort.sessions.get().pk}


def walk_in_search(case: Case) -> dict[str, Any]:
    """That session, and a search that is no longer kept."""
    return {**group_session(case), "token": "gone"}


def walk_in_person(case: Case) -> dict[str, Any]:
    """That session and the person of the case."""
    return {**group_session(case), "person_id": case.person.pk}


def enrolment(case: Case) -> dict[str, Any]:
    """The person of the case in that group."""
    group(case)
    return {"enrolment_id": case.extra["enrolment"].pk}


def assessment(case: Case) -> dict[str, Any]:
    """The family and an assessment of it that its worker is filling in."""
    if "assessment" not in case.extra:
        case.extra["assessment"] = make_assessment(case, case.by)
    return {"family_id": case.family.pk, "assessment_id": case.extra["assessment"].pk}


def sent_assessment(case: Case) -> dict[str, Any]:
    """Another one, as part of other work of the same team, that waits for the manager."""
    if "sent_assessment" not in case.extra:
        work = Involvement(
            family=case.family,
            service=make_service("Targeted support", "targeted_support"),
            team=case.involvement.team,
            started_on=RECEIVED_ON - datetime.timedelta(days=400),
        )
        work.save_by(by=None, reason=REASON)
        case.extra["sent_assessment"] = make_submitted(FamilyFile(case.family, work), case.by)
    return {"family_id": case.family.pk, "assessment_id": case.extra["sent_assessment"].pk}


def approved_assessment(case: Case) -> dict[str, Any]:
    """An approved one, as part of work that the family had before."""
    if "approved_assessment" not in case.extra:
        work = make_closed_work(case.family, case.involvement.team)
        manager = case.involvement.team.memberships.filter(role__endswith="manager").first()
        by = (
            manager.user
            if manager and manager.user != case.by
            else User.objects.exclude(pk=case.by.pk).first()
        )
        decided = {"state": "approved", "decided_by": by, "decided_at": timezone.now()}
        case.extra["approved_assessment"] = make_submitted(FamilyFile(case.family, work), case.by, **decided)
    return {"family_id": case.family.pk, "assessment_id": case.extra["approved_assessment"].pk}


def plan(case: Case) -> dict[str, Any]:
    """The family and the plan of its work."""
    if "plan" not in case.extra:
        case.extra["plan"] = make_plan(case, case.by)
    return {"family_id": case.family.pk, "plan_id": case.extra["plan"].pk}


def plan_row(name: str, model: Any, path: str) -> Any:
    """The same with a need, a goal or an action of it."""

    def ids(case: Case) -> dict[str, Any]:
        keys = plan(case)
        return {**keys, f"{name}_id": model.objects.get(**{path: keys["plan_id"]}).pk}

    return ids


def meeting(case: Case) -> dict[str, Any]:
    """The same with a meeting about it."""
    keys = plan(case)
    if "meeting" not in case.extra:
        case.extra["meeting"] = make_meeting(case.extra["plan"], case.by)
    return {**keys, "meeting_id": case.extra["meeting"].pk}


def plan_draft(case: Case) -> dict[str, Any]:
    """The plan and the form of its next review."""
    keys = plan(case)
    return {**keys, "key": keys["plan_id"]}


def new_work(case: Case) -> dict[str, Any]:
    """The family, with other work of the same team that has no plan."""
    sent_assessment(case)
    return family(case)


def assessment_part(case: Case) -> dict[str, Any]:
    """One of its sections."""
    ids = assessment(case)
    return {**ids, "part_id": case.extra["assessment"].parts.first().pk}


def text(case: Case) -> dict[str, Any]:
    """The family, a phone of it that may be texted, and a template."""
    template = TextTemplate.objects.get(name="Please ring us")
    return {"family_id": case.family.pk, "phone_id": case.rows["phones"].pk, "template_id": template.pk}


def other_session(case: Case) -> dict[str, Any]:
    """A session of the worker of the case, on another device."""
    return {"session_id": make_session(case.by).pk}


def no_passkey(case: Case) -> dict[str, Any]:
    """A passkey that nobody has."""
    return {"pk": 1}


ANYBODY = [
    Route("home", opens=PERSONAS),
    Route("account", opens=PERSONAS),
    Route("account_change_password", opens=PERSONAS),
    Route("account_session", opens=PERSONAS),
    Route("account_session_ended", public=True, post={}, status=302),
    Route("account_sessions", opens=PERSONAS),
    Route("account_sessions_end", opens=PERSONAS, post={}, status=302),
    Route(
        "account_session_end",
        ids=other_session,
        opens=frozenset({"hub_worker"}),
        hidden=PERSONAS - {"hub_worker"},
        post={},
        status=302,
    ),
    Route("home_postcode", opens=PERSONAS),
    Route("alerts", opens=PERSONAS),
    Route("alerts_seen", opens=PERSONAS, post={}, status=302),
    Route("account_login", public=True, status=302),
    Route("account_carry_on", opens=PERSONAS, status=302),  # nothing waits
    Route("account_persona", public=True, post={}, status=404),  # this is no demo
    Route("openid_connect_login", public=True, post={}, status=302),  # signed in already
    Route("openid_connect_callback", public=True, status=404),  # no Entra ID is set up
    Route("mfa_login_webauthn", public=True, status=302),
    Route("mfa_authenticate", public=True, status=302),
    Route("mfa_index", opens=PERSONAS),
    Route("account_reauthenticate", opens=PERSONAS),
    # These send on to the page that asks for the password again, or have nothing to show somebody without a factor.
    Route("mfa_reauthenticate", opens=PERSONAS, status=302),
    Route("mfa_reauthenticate_webauthn", opens=PERSONAS, status=302),
    Route("mfa_activate_totp", opens=PERSONAS, status=302),
    Route("mfa_add_webauthn", opens=PERSONAS, status=302),
    Route("mfa_generate_recovery_codes", opens=PERSONAS, status=302),
    Route("mfa_remove_webauthn", opens=PERSONAS, ids=no_passkey, status=302),
    Route("mfa_deactivate_totp", opens=PERSONAS, status=404),
    Route("mfa_view_recovery_codes", opens=PERSONAS, status=404),
    Route("account_logout", public=True),
    Route("health", public=True),
    Route("health_ready", public=True),
    Route("security_txt", public=True, status=404),  # nobody has said where reports go
    Route("robots_txt", public=True),
    Route("privacy:notice", public=True),
    Route("privacy:survey", public=True),
    Route("privacy:third_party", public=True),
    Route("telling:runs", opens=PUBLISHERS),
    Route("telling:run", ids=telling_run, opens=PUBLISHERS),
    Route("telling:start", ids=touching_version, opens=PUBLISHERS, post={}, status=302),
    Route("telling:to_do", opens=CASEWORKERS, ids=somebody_to_tell),
    Route("telling:people", ids=telling_run, opens=CASEWORKERS),
    Route("telling:letters", opens=CASEWORKERS, ids=somebody_to_tell),
    Route("telling:letters_csv", opens=CASEWORKERS, ids=somebody_to_tell),
    Route("telling:letters_printed", opens=CASEWORKERS, post={}, status=302),
    Route("notices:versions", public=True),
    Route("notices:version", public=True, ids=first_version),
    Route("notices:version_json", public=True, ids=first_version),
    Route("notices:version_schema", public=True),
    Route("notices:drafts", opens=PUBLISHERS),
    Route("notices:draft", ids=waiting_notice, opens=PUBLISHERS),
    Route("notices:preview", ids=waiting_notice, opens=PUBLISHERS),
    Route("notices:propose", ids=service_page, opens=ADMIN),
    Route("notices:publish", ids=waiting_notice, opens=PUBLISHERS),
    Route("notices:languages", ids=service_page, opens=ADMIN),
    Route("notices:translate", ids=in_polish, opens=ADMIN),
    Route("notices:translate_csv", ids=in_polish, opens=ADMIN),
    Route("promises", public=True),
    Route("cookies", public=True),
    Route("accessibility", public=True),
    Route("referrals:web_start", public=True),
    Route("referrals:web_stop", public=True),
    Route("referrals:web_form", public=True),
    Route("referrals:web_sent", ids=lambda case: {"reference": "RF-1"}, public=True),
]

PARTS = [
    "names",
    "addresses",
    "phones",
    "emails",
    "schools",
    "languages",
    "requirements",
    "health",
    "equality",
]
ONE_FAMILY: dict[str, Any] = {"opens": HUB, "hidden": OTHER_CASEWORKERS}

MANAGERS_ONLY: dict[str, Any] = {"opens": frozenset({"hub_manager"})}

FAMILIES = [
    Route("families:draft_keep", opens=PERSONAS, post={}, status=404),  # of no form
    Route("families:draft_read", opens=PERSONAS, status=404),
    Route("families:draft_discard", opens=PERSONAS, post={}, status=404),
    Route("families:list", opens=CASEWORKERS),
    Route("families:due", opens=CASEWORKERS),
    Route("families:allocation", opens=LEADERS),
    Route("families:reallocate", opens=LEADERS, ids=lambda case: {"worker_id": case.by.pk}),
    Route("families:allocation_history", ids=family, **ONE_FAMILY),
    Route("families:family", ids=family, **ONE_FAMILY),
    Route("families:family_name", ids=family, **ONE_FAMILY),
    Route("families:family_changes", ids=family, **ONE_FAMILY),
    Route("families:genogram", ids=family, **ONE_FAMILY),
    Route("families:family_looks", ids=family, **MANAGERS_ONLY),
    Route("families:member_add", ids=family, **ONE_FAMILY),
    Route("families:member_change", ids=of_family("membership"), **ONE_FAMILY),
    Route("families:member_end", ids=of_family("membership"), **ONE_FAMILY),
    Route("families:relationship_add", ids=family, **ONE_FAMILY),
    Route("families:relationship_change", ids=of_family("relationship"), **ONE_FAMILY),
    Route("families:involvement_open", ids=family, **ONE_FAMILY),
    Route("families:involvement_allocate", ids=of_family("involvement"), **ONE_FAMILY),
    Route("families:involvement_transfer", ids=of_family("involvement"), **ONE_FAMILY),
    Route("families:involvement_close", ids=of_family("involvement"), **ONE_FAMILY),
    Route("families:who_sees", ids=family, opens=LEADERS),
    Route("families:restrict", ids=family, opens=LEADERS),
    Route("families:restriction", ids=family, opens=LEADERS, status=302),  # restrict it first
    Route("families:restriction_lift", ids=family, opens=LEADERS),
    Route("families:warnings", ids=family, **ONE_FAMILY),
    Route("families:warning_add", ids=family, **ONE_FAMILY),
    Route("families:warning_change", ids=warning, **ONE_FAMILY),
    Route("families:warning_end", ids=warning, **ONE_FAMILY),
    Route("families:break_glass", ids=stranger, opens=CASEWORKERS),
    Route("families:break_glass_list", opens=LEADERS | OFFICERS),
    Route("families:break_glass_review", ids=emergency, opens=LEADERS | OFFICERS),
    Route(
        "families:break_glass_end",
        ids=emergency,
        opens=BREAKER,
        hidden=CASEWORKERS,
        post={},
        status=302,
    ),
    Route("families:person", ids=person, **ONE_FAMILY),
    Route("families:person_looks", ids=person, **MANAGERS_ONLY),
    Route("families:person_change", ids=person, **ONE_FAMILY),
    Route("families:person_changes", ids=person, **ONE_FAMILY),
    *[Route("families:part_add", ids=part(slug), **ONE_FAMILY) for slug in PARTS if slug != "equality"],
    Route("families:part_add", ids=part("equality"), status=302, **ONE_FAMILY),  # a person has one: change it
    *[Route("families:part_changes", ids=part(slug), **ONE_FAMILY) for slug in PARTS],
    *[Route("families:part_change", ids=row(slug), **ONE_FAMILY) for slug in PARTS],
    *[Route("families:part_end", ids=row(slug), **ONE_FAMILY) for slug in PARTS],
]

CONTACTS = [
    Route("contacts:chronology", ids=family, **ONE_FAMILY),
    Route("contacts:chronology_csv", ids=family, **ONE_FAMILY),
    Route("contacts:picture", ids=family, **ONE_FAMILY),
    Route("contacts:search", ids=family, post={}, status=302, **ONE_FAMILY),
    Route("contacts:mark", ids=entry, post={"stands": "yes"}, status=302, **ONE_FAMILY),
    Route("contacts:record", ids=family, **ONE_FAMILY),
    Route("contacts:draft", ids=family, post={}, **ONE_FAMILY),
    Route("contacts:discard", ids=family, post={}, status=302, **ONE_FAMILY),
    Route("contacts:contact", ids=contact, **ONE_FAMILY),
    Route("contacts:correct", ids=contact, **ONE_FAMILY),
    Route("groups:list", opens=CASEWORKERS),
    Route("groups:programme_add", opens=CASEWORKERS),
    Route("groups:programme_change", ids=programme, **ONE_FAMILY),
    Route("groups:cohort_add", ids=programme, **ONE_FAMILY),
    Route("groups:cohort", ids=group, **ONE_FAMILY),
    Route("groups:outcomes", ids=group, **ONE_FAMILY),
    Route("groups:cohort_change", ids=group, **ONE_FAMILY),
    Route("groups:register", ids=group_session, **ONE_FAMILY),
    Route("groups:register_draft", ids=group_session, post={}, **ONE_FAMILY),
    Route("groups:register_discard", ids=group_session, post={}, status=302, **ONE_FAMILY),
    Route("groups:session_move", ids=group_session, **ONE_FAMILY),
    Route("groups:session_cancel", ids=group_session, **ONE_FAMILY),
    Route("groups:walk_in", ids=group_session, **ONE_FAMILY),
    Route("groups:walk_in_results", ids=walk_in_search, status=302, **ONE_FAMILY),
    Route("groups:walk_in_add", ids=walk_in_person, **ONE_FAMILY),
    Route("groups:end", ids=enrolment, **ONE_FAMILY),
    Route("groups:place", ids=enrolment, post={}, status=302, **ONE_FAMILY),
    Route("groups:family", ids=family, **ONE_FAMILY),
    Route("groups:enrol", ids=family, **ONE_FAMILY),
]


def referral(case: Case) -> dict[str, Any]:
    """A referral that the worker of the case wrote down for their own team."""
    if "referral" not in case.extra:
        case.extra["referral"] = make_referral(case.involvement.team, case.by)
    return {"referral_id": case.extra["referral"].pk}


def decided_referral(case: Case) -> dict[str, Any]:
    """One that the front door decided."""
    if "decided_referral" not in case.extra:
        case.extra["decided_referral"] = make_decided(case.involvement.team, case.by)
    return {"referral_id": case.extra["decided_referral"].pk}


REFERRALS = [
    Route("referrals:board", opens=LEADERS),
    Route("referrals:decided", opens=LEADERS),
    Route("referrals:start", opens=CASEWORKERS),
    Route("referrals:stop", opens=CASEWORKERS),
    Route("referrals:record", opens=CASEWORKERS),
    Route("referrals:draft", opens=CASEWORKERS, post={}),
    Route("referrals:discard", opens=CASEWORKERS, post={}, status=302),
    Route("referrals:referral", ids=referral, **ONE_FAMILY),
    Route("referrals:correct", ids=referral, **ONE_FAMILY),
    Route(
        "referrals:take", ids=referral, opens=LEADERS, post={}, status=409
    ),  # without the version that was read
    Route("referrals:screen", ids=referral, opens=LEADERS),
    Route("referrals:link", ids=referral, opens=LEADERS),
    Route("referrals:pass", ids=referral, opens=LEADERS),
    Route("referrals:decide", ids=referral, opens=LEADERS),
    Route("referrals:return", ids=decided_referral, opens=LEADERS),
]

DOCUMENTS = [
    Route("documents:list", ids=family, **ONE_FAMILY),
    Route("documents:add", ids=family, **ONE_FAMILY),
    Route("documents:document", ids=document, **ONE_FAMILY),
    Route("documents:describe", ids=document, **ONE_FAMILY),
    Route("documents:replace", ids=document, **ONE_FAMILY),
    Route("documents:remove", ids=document, **ONE_FAMILY),
    Route("documents:file", ids=document_file, **ONE_FAMILY),
]

ASSESSMENTS = [
    Route("assessments:list", ids=family, **ONE_FAMILY),
    Route("assessments:start", ids=family, **ONE_FAMILY),
    Route("assessments:assessment", ids=assessment, **ONE_FAMILY),
    Route("assessments:read", ids=assessment, **ONE_FAMILY),
    Route("assessments:section", ids=assessment_part, **ONE_FAMILY),
    Route("assessments:draft", ids=assessment_part, post={}, **ONE_FAMILY),
    Route("assessments:discard", ids=assessment_part, post={}, status=302, **ONE_FAMILY),
    Route("assessments:join", ids=assessment, post={}, status=302, **ONE_FAMILY),
    Route("assessments:submit", ids=assessment, post={}, status=302, **ONE_FAMILY),
    Route("assessments:decide", ids=sent_assessment, opens=LEADERS),
    Route("assessments:compare", ids=assessment, **ONE_FAMILY),
    Route("assessments:copy", ids=approved_assessment, **ONE_FAMILY),
    Route("assessments:print", ids=approved_assessment, **ONE_FAMILY),
    Route("assessments:pdf", ids=approved_assessment, **ONE_FAMILY),
    Route("assessments:plan_start", ids=new_work, **ONE_FAMILY),
    Route("assessments:plan", ids=plan, **ONE_FAMILY),
    Route("assessments:plan_print", ids=plan, **ONE_FAMILY),
    Route("assessments:plan_pdf", ids=plan, **ONE_FAMILY),
    Route("assessments:need_add", ids=plan, **ONE_FAMILY),
    Route("assessments:need", ids=plan_row("need", PlanNeed, "plan"), **ONE_FAMILY),
    Route("assessments:goal_add", ids=plan_row("need", PlanNeed, "plan"), **ONE_FAMILY),
    Route("assessments:goal", ids=plan_row("goal", PlanGoal, "need__plan"), **ONE_FAMILY),
    Route("assessments:action_add", ids=plan_row("goal", PlanGoal, "need__plan"), **ONE_FAMILY),
    Route("assessments:action", ids=plan_row("action", PlanAction, "goal__need__plan"), **ONE_FAMILY),
    Route("assessments:review_add", ids=plan, **ONE_FAMILY),
    Route("assessments:meeting_add", ids=plan, **ONE_FAMILY),
    Route("assessments:meeting", ids=meeting, **ONE_FAMILY),
    Route("assessments:meeting_move", ids=meeting, **ONE_FAMILY),
    Route("assessments:meeting_write", ids=meeting, **ONE_FAMILY),
    Route("assessments:plan_draft", ids=plan_draft, post={}, **ONE_FAMILY),
    Route("assessments:plan_discard", ids=plan_draft, post={}, status=302, **ONE_FAMILY),
]

TEXTS = [
    Route("texts:list", ids=family, **ONE_FAMILY),
    Route("texts:send", ids=family, **ONE_FAMILY),
    Route("texts:write", ids=text, **ONE_FAMILY),
    Route("texts:receipt", public=True, post={}, status=403),  # nobody here has Notify's token
]


def pair(case: Case) -> dict[str, Any]:
    """The two people of the case, side by side."""
    if "pair" not in case.extra:
        case.extra["pair"] = make_pair(case.person, case.relative)
    return {"pair_id": case.extra["pair"].pk}


def family_pair(case: Case) -> dict[str, Any]:
    """The family of the case beside another one of its team."""
    if "family_pair" not in case.extra:
        other = make_family(case.involvement.team, name="Again").family
        case.extra["family_pair"] = make_family_pair(case.family, other)
    return {"pair_id": case.extra["family_pair"].pk}


def merge(case: Case) -> dict[str, Any]:
    """A merge of two of the case that was refused."""
    if "merge" not in case.extra:
        manager = User.objects.get(full_name="Malik Manager")
        case.extra["merge"] = make_merge(case.person, case.relative, manager, state="refused")
    return {"merge_id": case.extra["merge"].pk}


MERGING = [
    Route("merging:pairs", opens=LEADERS),
    Route("merging:pair_new", opens=LEADERS),
    Route("merging:merge", ids=pair, opens=LEADERS),
    Route("merging:not_same", ids=pair, opens=LEADERS),
    Route("merging:family_pairs", opens=LEADERS),
    Route("merging:family_pair_new", ids=family, opens=LEADERS),
    Route("merging:family_merge", ids=family_pair, opens=LEADERS),
    Route("merging:not_same_family", ids=family_pair, opens=LEADERS),
    Route("merging:merges", opens=LEADERS),
    Route("merging:merged", ids=merge, opens=LEADERS),
    Route("merging:unmerge", ids=merge, opens=LEADERS),
]


def lost_search(case: Case) -> dict[str, Any]:
    """The token of a search that is not of this session: back to the search box."""
    return {"token": "lost"}


SEARCH = [
    Route("search", opens=SEARCHERS),
    Route("search_results", ids=lost_search, opens=SEARCHERS, status=302),
    Route("person_create", ids=lost_search, opens=CASEWORKERS, status=302),
]


def data_request(case: Case) -> dict[str, Any]:
    """A data request about the person of the case."""
    if "data_request" not in case.extra:
        case.extra["data_request"] = make_request(case.person, case.by)
    return {"request_id": case.extra["data_request"].pk}


def disclosure(case: Case) -> dict[str, Any]:
    """A sharing that a worker of the case wrote down and nobody decided."""
    if "disclosure" not in case.extra:
        case.extra["disclosure"] = make_disclosure(case.family, case.by)
    return {"family_id": case.family.pk, "disclosure_id": case.extra["disclosure"].pk}


def download(case: Case) -> dict[str, Any]:
    """A file for a partner that was put together for an agreed sharing and not handed over."""
    keys = disclosure(case)
    if "download" not in case.extra:
        sharing = case.extra["disclosure"]
        other = User.objects.exclude(pk=case.by.pk).order_by("full_name")[0]
        sharing.decision, sharing.decided_by, sharing.decided_at = "approved", other, RECEIVED_AT
        sharing.save_by(by=other, reason="Agreed")
        case.extra["download"] = Download.objects.create(
            disclosure=sharing, prepared_by=case.by, prepared_at=RECEIVED_AT, digest="0" * 64
        )
        DownloadFile.objects.create(download=case.extra["download"], document=b"%PDF")
    return {**keys, "download_id": case.extra["download"].pk}


def handed_over(case: Case) -> dict[str, Any]:
    """One that was handed over."""
    keys = download(case)
    Download.objects.filter(pk=keys["download_id"], handed_at__isnull=True).update(
        handed_by=case.by, handed_at=RECEIVED_AT, expires_at=RECEIVED_AT + datetime.timedelta(days=7),
        link_digest=uuid.uuid4().hex, code_hash="!", code_way="phone",
    )  # fmt: skip
    return keys


def ready_pack(case: Case) -> dict[str, Any]:
    """The request and a pack that is ready."""
    keys = data_request(case)
    if "pack" not in case.extra:
        case.extra["pack"] = Pack.objects.create(
            request=case.extra["data_request"],
            state="ready",
            asked_at=RECEIVED_AT,
            data=b"{}",
            ready_at=RECEIVED_AT,
        )
    return {**keys, "pack_id": case.extra["pack"].pk}


def request_part(name: str, make: Callable[[Any, User], Any]) -> Callable[[Case], dict[str, Any]]:
    """The request and something on its workbench."""

    def keys(case: Case) -> dict[str, Any]:
        found = data_request(case)
        if name not in case.extra:
            case.extra[name] = make(case.extra["data_request"], case.by)
        return {**found, f"{name}_id": case.extra[name].pk}

    return keys


def letter_to_write(case: Case) -> dict[str, Any]:
    """The request and a kind of letter."""
    return {**data_request(case), "kind": "acknowledge"}


def reminder(case: Case) -> dict[str, Any]:
    """The request and what is waited for."""
    return {**data_request(case), "what": "identity"}


party, asked = request_part("party", make_party), request_part("asked", make_asked)
letter = request_part("letter", make_letter)


WORKBENCH = [
    Route("privacy:request_taken", ids=data_request, opens=OFFICERS, post={}, status=302),
    Route("workbench:chasing", opens=OFFICERS),
    Route("workbench:figures", opens=OFFICERS),
    Route("workbench:party_add", ids=data_request, opens=OFFICERS),
    Route("workbench:party_change", ids=party, opens=OFFICERS),
    Route("workbench:party_remove", ids=party, opens=OFFICERS),
    Route("workbench:search_add", ids=data_request, opens=OFFICERS),
    Route("workbench:records_ask", ids=data_request, opens=OFFICERS),
    Route("workbench:records_came", ids=asked, opens=OFFICERS),
    Route("workbench:chase", ids=reminder, opens=OFFICERS),
    Route("workbench:letter_new", ids=letter_to_write, opens=OFFICERS),
    Route("workbench:letter", ids=letter, opens=OFFICERS),
    Route("workbench:letter_pdf", ids=letter, opens=OFFICERS),
    Route("workbench:letter_word", ids=letter, opens=OFFICERS),
    Route("workbench:letter_went", ids=letter, opens=OFFICERS),
    Route("workbench:letter_gone", ids=letter, opens=OFFICERS, post={}, status=302),
]


def complaint(case: Case) -> dict[str, Any]:
    """A complaint about how we handle the data of the person of the case."""
    if "complaint" not in case.extra:
        officer = User.objects.get(full_name="Ines Officer")
        case.extra["complaint"] = make_complaint(officer, person=case.person)
    return {"complaint_id": case.extra["complaint"].pk}


def breach(case: Case) -> dict[str, Any]:
    """A breach that everything is decided about, so that it can be closed."""
    if "breach" not in case.extra:
        case.extra["breach"] = make_breach(User.objects.get(full_name="Ines Officer"), agreed_by=case.by)
    return {"breach_id": case.extra["breach"].pk}


def breach_about(case: Case) -> dict[str, Any]:
    """The same, with whom a decision is about."""
    return {**breach(case), "about": "ico"}


def decision(case: Case) -> dict[str, Any]:
    """A correction for the team, granted by the officer."""
    if "decision" not in case.extra:
        data_request(case)
        officer = User.objects.get(full_name="Ines Officer")
        case.extra["decision"] = make_decision(case.extra["data_request"], officer)
    return {"decision_id": case.extra["decision"].pk}


def portability(case: Case) -> dict[str, Any]:
    """A decision on what may be taken elsewhere."""
    if "portability" not in case.extra:
        data_request(case)
        said = {"right": "portability", "is_granted": False, "ground": "not_by_consent"}
        officer = User.objects.get(full_name="Ines Officer")
        case.extra["portability"] = make_decision(case.extra["data_request"], officer, **said)
    return {"decision_id": case.extra["portability"].pk}


def recipient_notice(case: Case) -> dict[str, Any]:
    """A school that was given the data and is to be told of that correction."""
    if "recipient_notice" not in case.extra:
        decision(case)
        case.extra["recipient_notice"] = make_recipient(case.extra["decision"])
    return {"notice_id": case.extra["recipient_notice"].pk}


def use_lock(case: Case) -> dict[str, Any]:
    """Data of somebody else that may not be used, so that the case itself stays open."""
    if "use_lock" not in case.extra:
        officer = User.objects.get(full_name="Ines Officer")
        case.extra["use_lock"] = make_lock(officer, person=make_person("Loki", "Locked"))
    return {"lock_id": case.extra["use_lock"].pk}


def right_of_request(case: Case) -> dict[str, Any]:
    """The request and one right."""
    return {**data_request(case), "right": "erasure"}


def statement_about(case: Case) -> dict[str, Any]:
    """A contact of the case, for words beside it."""
    if "said_about" not in case.extra:
        file = FamilyFile(case.family, case.involvement, [case.person])
        case.extra["said_about"] = make_contact(file, case.by)
    return {"family_id": case.family.pk, "about": "contact", "record_id": case.extra["said_about"].pk}


def text_stop(case: Case) -> dict[str, Any]:
    """Somebody of the case who does not want texts."""
    if "text_stop" not in case.extra:
        case.extra["text_stop"] = make_text_stop(case.relative, case.by)
    return {"family_id": case.family.pk, "stop_id": case.extra["text_stop"].pk}


def open_survey(case: Case) -> dict[str, Any]:
    """A survey that takes answers; it belongs to nobody, so every case has the same."""
    found = Survey.objects.first() or make_survey(case.by)
    return {"survey_id": found.pk}


SURVEYS = [
    Route("survey:open", public=True),
    Route("survey:take", ids=open_survey, public=True),
    Route("survey:thanks", public=True),
    Route("survey:list", opens=ADMIN),
    Route("survey:publish", ids=open_survey, opens=ADMIN, post={}, status=302),
    Route("survey:results", ids=open_survey, opens=ADMIN),
]


RIGHTS = [
    Route("rights:list", opens=OFFICERS),
    Route("rights:request", ids=data_request, opens=OFFICERS),
    Route("rights:decide", ids=right_of_request, opens=OFFICERS),
    Route("rights:agree", ids=decision, opens=OFFICERS, post={}, status=302),
    Route("rights:corrected", ids=decision, opens=OFFICERS),
    Route("rights:recipients_csv", ids=decision, opens=OFFICERS),
    Route("rights:recipients_given", ids=decision, opens=OFFICERS),
    Route("rights:portable", ids=portability, opens=OFFICERS),
    Route("rights:recipient", ids=recipient_notice, opens=OFFICERS),
    Route("rights:lift", ids=use_lock, opens=OFFICERS),
    Route("rights:statement_new", ids=statement_about, **ONE_FAMILY),
    Route("texts:stop", ids=family, **ONE_FAMILY),
    Route("texts:stop_lift", ids=text_stop, **ONE_FAMILY),
]


DUTIES = [
    Route("duties:complaints", opens=OFFICERS),
    Route("duties:complaints_csv", opens=OFFICERS),
    Route("duties:complaint_new", opens=OFFICERS),
    Route("duties:complaint", ids=complaint, opens=OFFICERS),
    Route("duties:complaint_step", ids=complaint, opens=OFFICERS),
    Route("duties:complaint_hand_over", ids=complaint, opens=OFFICERS),
    Route("duties:complaint_close", ids=complaint, opens=OFFICERS),
    Route("duties:breaches", opens=OFFICERS),
    Route("duties:breaches_csv", opens=OFFICERS),
    Route("duties:breach_new", opens=OFFICERS),
    Route("duties:breach", ids=breach, opens=OFFICERS),
    Route("duties:breach_step", ids=breach, opens=OFFICERS),
    Route("duties:breach_weigh", ids=breach, opens=OFFICERS),
    Route("duties:breach_told", ids=breach, opens=OFFICERS),
    Route("duties:breach_person", ids=breach, opens=OFFICERS),
    Route("duties:breach_close", ids=breach, opens=OFFICERS),
    Route("duties:breach_decide", ids=breach_about, opens=OFFICERS),
    Route("duties:breach_agree", ids=breach_about, opens=OFFICERS, post={}, status=302),
]


def submission(case: Case) -> dict[str, Any]:
    """A form that somebody sent and nobody has taken on."""
    if "submission" not in case.extra:
        case.extra["submission"] = make_submission()
    return {"submission_id": case.extra["submission"].pk}


def evidence(case: Case) -> dict[str, Any]:
    """The same, with a file."""
    found = submission(case)
    if "evidence" not in case.extra:
        case.extra["evidence"] = make_evidence(case.extra["submission"])
    return {**found, "evidence_id": case.extra["evidence"].pk}


def receipt(case: Case) -> dict[str, Any]:
    """The address of the page that says we have it."""
    told = {"kind": "copy", "reference": "ASK-TEST", "on": RECEIVED_ON.isoformat()}
    return {"token": signing.dumps(told, salt="privacy.public_forms.sent")}


PUBLIC_FORMS = [
    Route("public_forms:start", public=True),
    Route("public_forms:return", public=True),
    Route("public_forms:sent", ids=receipt, public=True),
    Route("public_forms:take_back", ids=receipt, public=True, post={}, status=404),
    Route("public_forms:ask", ids=lambda case: {"kind": "copy"}, public=True),
    Route("public_forms:inbox", opens=OFFICERS),
    Route("public_forms:submission", ids=submission, opens=OFFICERS),
    Route("public_forms:answer", ids=submission, opens=OFFICERS),
    Route("public_forms:evidence", ids=evidence, opens=OFFICERS, post={}),
    Route("public_forms:match", ids=submission, opens=OFFICERS, post={}, status=404),
    Route("public_forms:complaint", ids=submission, opens=OFFICERS, post={}, status=302),
]


PRIVACY = [
    *PUBLIC_FORMS,
    *WORKBENCH,
    Route("privacy:looks", opens=OFFICERS),
    Route("privacy:disclosure_counts", opens=OFFICERS),
    Route("telling:give", ids=member_of_family, **ONE_FAMILY),
    Route("privacy:disclosures", ids=family, **ONE_FAMILY),
    Route("privacy:disclosure_new", ids=family, **ONE_FAMILY),
    Route("privacy:disclosure_decided", ids=disclosure, opens=LEADERS),
    Route("privacy:disclosure_sent", ids=disclosure, **ONE_FAMILY),
    Route("privacy:requests", opens=OFFICERS),
    Route("privacy:request_new", ids=person, opens=OFFICERS),
    Route("privacy:request", ids=data_request, opens=OFFICERS),
    Route("privacy:request_event", ids=data_request, opens=OFFICERS),
    Route("privacy:request_answered", ids=data_request, opens=OFFICERS),
    Route("privacy:pack_new", ids=data_request, opens=OFFICERS, post={}, status=302),
    Route("privacy:pack_progress", ids=ready_pack, opens=OFFICERS),
    Route("privacy:pack_preview", ids=ready_pack, opens=OFFICERS),
    Route("privacy:pack_pdf", ids=ready_pack, opens=OFFICERS),
    Route("privacy:pack_json", ids=ready_pack, opens=OFFICERS),
]


def review(case: Case) -> dict[str, Any]:
    """A pack of the person of the case that is being looked through, with a passage, a page and a decision."""
    if "review" not in case.extra:
        ready_pack(case)
        made, _ = Review.objects.update_or_create(  # a page may have begun it
            pack=case.extra["pack"], defaults={
                "state": "reviewing", "started_by": case.by, "started_at": RECEIVED_AT,
                "people": [{"code": "s", "person": "", "name": "Alex", "names": ["Alex"], "who": "subject"}],
            },
        )  # fmt: skip
        case.extra["review"] = made
        case.extra["page"], _ = Picture.objects.get_or_create(
            review=made, defaults={"image": PNG, "width": 1, "height": 1}
        )
        said = {"title": "Name", "label": "Name", "text": "Alex", "why": "About the person"}
        where = {"item": 0, "section": 0, "place": "f0", "start": 0, "end": 4, "said_by": "professional"}
        Passage.objects.get_or_create(review=made, number=1, defaults={**said, **where})
        case.extra["decided"], _ = Decision.objects.get_or_create(
            review=made,
            number=1,
            defaults={"kind": "keep", "passages": [1], "by": case.by, "at": RECEIVED_AT},
        )
    return {"review_id": case.extra["review"].pk}


def of_review(**keys: Any) -> Callable[[Case], dict[str, Any]]:
    """The review and one thing of it: a number, or the name under which the case keeps it."""
    return lambda case: {
        **review(case),
        **{name: case.extra[key].pk if isinstance(key, str) else key for name, key in keys.items()},
    }


def answer(case: Case) -> dict[str, Any]:
    """A review whose answer may go out."""
    made = review(case)
    Review.objects.filter(pk=made["review_id"]).update(
        state="ready",
        submitted_by=case.by,
        read_by=User.objects.exclude(pk=case.by.pk).order_by("full_name")[0],
        read_at=RECEIVED_AT,
    )
    Output.objects.get_or_create(
        review_id=made["review_id"],
        defaults={
            "frame": {"title": "x"},
            "template": '#set document(title: "x")\nNothing',
            "document": b"",
            "data": b"{}",
            "last_decision": 1,
            "made_at": RECEIVED_AT,
            "scanned_at": RECEIVED_AT,
        },
    )
    return made


def release(case: Case) -> dict[str, Any]:
    """An answer that was sent by a link."""
    made = answer(case)
    if "release" not in case.extra:
        case.extra["release"] = Release.objects.create(
            review_id=made["review_id"], way="link", made_by=case.by, made_at=RECEIVED_AT,
            expires_at=RECEIVED_AT + datetime.timedelta(days=14), link_digest=uuid.uuid4().hex, code_hash="!",
            code_way="phone",
        )  # fmt: skip
    return {**made, "release_id": case.extra["release"].pk}


def no_link(case: Case) -> dict[str, Any]:
    """A link that nobody made."""
    return {"link": "nobodys"}


RELEASE = [
    Route("partners:downloads", ids=disclosure, **ONE_FAMILY),
    Route("partners:prepare", ids=disclosure, post={}, **ONE_FAMILY),
    Route("partners:preview", ids=download, **ONE_FAMILY),
    Route("partners:hand_over", ids=download, **ONE_FAMILY),
    Route("partners:recall", ids=handed_over, post={}, status=302, **ONE_FAMILY),
    Route("partners:asked", ids=no_link, public=True),
    Route("partners:given", ids=no_link, public=True, post={}),
    Route("release:releases", ids=answer, opens=OFFICERS),
    Route("release:new", ids=answer, opens=OFFICERS),
    Route("release:recall", ids=release, opens=OFFICERS, post={}, status=302),
    Route("release:answer", ids=no_link, public=True),
    Route("release:file", ids=no_link, public=True, post={}),
]

REDACTION = [
    Route("redaction:start", ids=ready_pack, opens=OFFICERS, post={}, status=302),
    Route("redaction:review", ids=review, opens=OFFICERS),
    Route("redaction:next", ids=review, opens=OFFICERS, status=302),
    Route("redaction:log", ids=review, opens=OFFICERS),
    Route("redaction:undo", ids=of_review(decision_id="decided"), opens=OFFICERS, post={}, status=302),
    Route("redaction:passage", ids=of_review(number=1), opens=OFFICERS),
    Route("redaction:quick", ids=of_review(number=1), opens=OFFICERS, post={"keep": "1"}, status=302),
    Route("redaction:picture", ids=of_review(picture_id="page"), opens=OFFICERS),
    Route("redaction:many", ids=review, opens=OFFICERS),
    Route("redaction:people", ids=review, opens=OFFICERS),
    Route("redaction:submit", ids=review, opens=OFFICERS),
    Route("redaction:second", ids=review, opens=OFFICERS),
    Route("redaction:again", ids=answer, opens=OFFICERS, post={}, status=302),
    Route("redaction:pdf", ids=answer, opens=OFFICERS),
    Route("redaction:json", ids=answer, opens=OFFICERS),
]


def disposal_list(case: Case) -> dict[str, Any]:
    """A proposed list with the family of the case on it; there is one such list at a time."""
    found, _ = DisposalList.objects.get_or_create(
        state="proposed", defaults={"due_on": RECEIVED_ON, "proposed_at": RECEIVED_AT}
    )
    return {"list_id": found.pk}


def disposal_item(case: Case) -> dict[str, Any]:
    """The file of the case on that list."""
    item, _ = DisposalItem.objects.get_or_create(
        disposal_list_id=disposal_list(case)["list_id"],
        family_id=case.family.pk,
        defaults={
            "group_key": case.family.pk,
            "reference": case.family.reference,
            "people": 2,
            "due_on": RECEIVED_ON,
            "state": "due",
        },
    )
    return {"item_id": item.pk}


def hold(case: Case) -> dict[str, Any]:
    """A hold on everything, placed by nobody in particular."""
    if "hold" not in case.extra:
        case.extra["hold"] = make_hold()
    return {"hold_id": case.extra["hold"].pk}


def pattern(case: Case) -> dict[str, Any]:
    """A question about the worker of the case."""
    if "pattern" not in case.extra:
        case.extra["pattern"] = make_pattern(case.by, family=case.family)
    return {"pattern_id": case.extra["pattern"].pk}


def note(case: Case) -> dict[str, Any]:
    """The family and a note about it by the manager of its team."""
    if "note" not in case.extra:
        manager = case.involvement.team.memberships.filter(role="hub_manager").first()
        case.extra["note"] = make_note(case.family, manager.user if manager else case.by)
    return {"family_id": case.family.pk, "note_id": case.extra["note"].pk}


def audit(case: Case) -> dict[str, Any]:
    """The family and an audit of it that waits for the manager of its team."""
    if "audit" not in case.extra:
        manager = case.involvement.team.memberships.filter(role="hub_manager").first()
        case.extra["audit"] = make_audit(case.family, manager.user if manager else case.by)
    return {"family_id": case.family.pk, "audit_id": case.extra["audit"].pk}


def closed_work(case: Case) -> dict[str, Any]:
    """The family and work of the same team that ended."""
    if "closed_work" not in case.extra:
        case.extra["closed_work"] = make_closed_work(case.family, case.involvement.team)
    return {"family_id": case.family.pk, "involvement_id": case.extra["closed_work"].pk}


def task(case: Case) -> dict[str, Any]:
    """The family and something its worker has to do for it."""
    if "task" not in case.extra:
        case.extra["task"] = make_task(case.family, case.by)
    return {"family_id": case.family.pk, "task_id": case.extra["task"].pk}


def task_to_tick_off(case: Case) -> dict[str, Any]:
    """The family and a task of its own to tick off, so that the other pages about a task stay open."""
    if "task_to_tick_off" not in case.extra:
        case.extra["task_to_tick_off"] = make_task(case.family, case.by)
    return {"family_id": case.family.pk, "task_id": case.extra["task_to_tick_off"].pk}


def task_done(case: Case) -> dict[str, Any]:
    """The family and a task that is done."""
    if "task_done" not in case.extra:
        at = {"done_at": timezone.now(), "done_by": case.by}
        case.extra["task_done"] = make_task(case.family, case.by, **at)
    return {"family_id": case.family.pk, "task_id": case.extra["task_done"].pk}


def task_of_contact(case: Case) -> dict[str, Any]:
    """The family and a contact from which a task comes."""
    return {"family_id": case.family.pk, "source": "contact", "record_id": contact(case)["contact_id"]}


def visit(case: Case) -> dict[str, Any]:
    """The family and a visit planned with it."""
    if "visit" not in case.extra:
        case.extra["visit"] = make_visit(case.family, case.by)
    return {"family_id": case.family.pk, "visit_id": case.extra["visit"].pk}


def colleague(case: Case) -> dict[str, Any]:
    """The worker of the case, whose work is handed over."""
    return {"worker_id": case.by.pk}


def no_calendar(case: Case) -> dict[str, Any]:
    """A key of a calendar that opens nothing."""
    return {"key": "nobodys"}


DIARY = [
    Route("diary:tasks", opens=CASEWORKERS),
    Route("diary:team_tasks", opens=CASEWORKERS),
    Route("diary:hand_over", ids=colleague, opens=LEADERS),
    Route("diary:family", ids=family, **ONE_FAMILY),
    Route("diary:task_add", ids=family, **ONE_FAMILY),
    Route("diary:task_from", ids=task_of_contact, **ONE_FAMILY),
    Route("diary:task", ids=task, **ONE_FAMILY),
    Route("diary:task_done", ids=task_to_tick_off, post={}, status=302, **ONE_FAMILY),
    Route("diary:task_again", ids=task_done, **ONE_FAMILY),
    Route("diary:visit_plan", ids=family, **ONE_FAMILY),
    Route("diary:visit", ids=visit, **ONE_FAMILY),
    Route("diary:visit_change", ids=visit, **ONE_FAMILY),
    Route("diary:visit_call_off", ids=visit, **ONE_FAMILY),
    Route("diary:week", opens=CASEWORKERS),
    Route("diary:day", opens=CASEWORKERS),
    Route("diary:calendar", opens=CASEWORKERS),
    Route("diary:feed", ids=no_calendar, public=True, status=404),
]

SUPERVISION = [
    Route("oversight:file", ids=family, **ONE_FAMILY),
    Route("oversight:note_add", ids=family, opens=LEADERS),
    Route("oversight:note_correct", ids=note, opens=LEADERS),
    Route("oversight:audits", opens=LEADERS),
    Route("oversight:audit", ids=audit, opens=LEADERS),
    Route("oversight:missing", opens=LEADERS),
    Route("oversight:step", ids=of_family("involvement"), **ONE_FAMILY),
    Route("oversight:reopen", ids=closed_work, **ONE_FAMILY),
]

OVERSIGHT = [
    Route("access_review", opens=MANAGERS),
    Route("access_review_all", opens=ADMIN),
    Route("access_patterns", opens=MANAGERS),
    Route("access_pattern", ids=pattern, opens=MANAGERS),
    Route("access_patterns_all", opens=OFFICERS),
    Route("access_pattern_all", ids=pattern, opens=OFFICERS),
]

RETENTION = [
    Route("retention:schedule", public=True),
    Route("retention:schedule_approval", opens=RECORDS | ADMIN),
    Route("retention:lists", opens=RECORDS | OFFICERS),
    Route("retention:list", ids=disposal_list, opens=RECORDS | OFFICERS),
    Route("retention:take_off", ids=disposal_item, opens=RECORDS),
    Route("retention:agree", ids=disposal_item, opens=RECORDS),
    Route("retention:submit", ids=disposal_list, opens=RECORDS, post={}, status=302),
    Route("retention:approve", ids=disposal_list, opens=RECORDS, post={}, status=302),
    Route("retention:stop", ids=disposal_list, opens=RECORDS, post={}, status=302),
    Route("retention:holds", opens=RECORDS | OFFICERS),
    Route("retention:hold_new", opens=RECORDS),
    Route("retention:hold_release", ids=hold, opens=RECORDS),
    Route("retention:processing", opens=OFFICERS),
    Route("retention:processing_csv", opens=OFFICERS),
    Route("retention:processing_docx", opens=OFFICERS),
    Route("retention:impact", opens=OFFICERS),
    Route("retention:impact_csv", opens=OFFICERS),
    Route("retention:impact_docx", opens=OFFICERS),
    Route("retention:register", opens=RECORDS | OFFICERS),
]

ROUTES: list[Route] = [
    *DIARY,
    *SUPERVISION,
    *REFERRALS,
    *MERGING,
    *OVERSIGHT,
    *RETENTION,
    *PRIVACY,
    *REDACTION,
    *RELEASE,
    *DUTIES,
    *RIGHTS,
    *SURVEYS,
    *SEARCH,
    *TEXTS,
    *ANYBODY,
    *FAMILIES,
    *CONTACTS,
    *DOCUMENTS,
    *ASSESSMENTS,
]
