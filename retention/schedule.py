"""The retention schedule as it is first loaded: how long each kind of record is kept, counted from what, and why.

These are proposed defaults (reference/rights-and-retention.md, 2): councils differ widely, and none of them acts before
the council has approved it. From then on the rows of ``retention.models.Rule`` count; this file is what they began as,
and the place where every model with data about people names its rule or the record it goes with.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from privacy.codes import Law


class Trigger(StrEnum):
    """The day a period is counted from."""

    LAST_ACTIVITY = "last_activity"
    FINANCIAL_YEAR = "financial_year"
    COLLECTED = "collected"
    CREATED = "created"
    SAVED = "saved"
    CLOSED = "closed"
    LEFT = "left"
    NONE = "none"


class Action(StrEnum):
    """What happens when the period is over."""

    DESTROY = "destroy"
    REVIEW = "review"
    BLANK = "blank"
    KEEP = "keep"


@dataclass(frozen=True)
class DefaultRule:
    """One rule of the schedule.

    A rule with a service kind, or with a reason why work ended, counts for the files of families that used that
    service; the longest of all that fit a file wins. ``birthday_years`` adds: never before that birthday of the
    youngest child; ``death_years`` replaces that birthday for a child who died under 18.
    """

    code: str
    title: str
    records: str
    trigger: Trigger
    action: Action
    reason: str
    source: str
    years: int = 0
    months: int = 0
    birthday_years: int | None = None
    death_years: int | None = None
    service_kind: str = ""
    end_reason: str = ""


LIMITATION = "Limitation Act 1980: claims may be brought for six years, and by a child from the age of 18."
ACCOUNTABILITY = "UK GDPR Article 5(2): we must be able to show what we did."
LEAST_DATA = "UK GDPR Article 5(1)(e): kept no longer than it is needed."

LAW_OF_SOURCE: Mapping[str, Law] = {LIMITATION: Law.LIMITATION_ACT_1980}
"""Sources of rules that are laws of the notice."""

DEFAULTS: tuple[DefaultRule, ...] = (
    DefaultRule(
        "hub",
        "Family hub services open to everyone",
        "The file of a family who came to a family hub: who they are, what they used, our contacts with them.",
        Trigger.FINANCIAL_YEAR,
        Action.DESTROY,
        "So that we can help you again, and answer a claim or a complaint.",
        LIMITATION,
        years=6,
        service_kind="hub",
    ),
    DefaultRule(
        "groupwork",
        "Groups and courses",
        "Who came to a group. When you also have help from a worker, it stays with that file.",
        Trigger.FINANCIAL_YEAR,
        Action.DESTROY,
        "So that we can answer a claim or a complaint.",
        LIMITATION,
        years=6,
        service_kind="groupwork",
    ),
    DefaultRule(
        "targeted_support",
        "Targeted family support",
        "The file of a family who had help from a worker: contacts, needs, plans and what came of them.",
        Trigger.LAST_ACTIVITY,
        Action.DESTROY,
        "So that a child can read about their own childhood as an adult, and so that claims can be answered.",
        LIMITATION,
        years=6,
        birthday_years=25,
        death_years=6,
        service_kind="targeted_support",
    ),
    DefaultRule(
        "stepped_up",
        "Help that passed to Children’s Social Care",
        "The file of a family whose support ended because Children’s Social Care took over to protect a child.",
        Trigger.LAST_ACTIVITY,
        Action.REVIEW,
        "Survivors, courts and public inquiries may need it decades later.",
        "Children Act 1989, section 47; the period upheld in R (C) v Northumberland CC [2015] EWHC 2134 (Admin).",
        years=35,
        end_reason="step_up",
    ),
    DefaultRule(
        "youth_justice",
        "Youth justice",
        "The file of a young person the youth justice service worked with.",
        Trigger.LAST_ACTIVITY,
        Action.REVIEW,
        "To prevent offending. A person decides each time, because some orders must be kept for longer.",
        "Crime and Disorder Act 1998; records of serious or sexual offences and MAPPA cases are held back.",
        years=5,
        birthday_years=18,
        death_years=6,
        service_kind="youth_justice",
    ),
    DefaultRule(
        "victim_service",
        "Support for victims of youth crime",
        "What we hold about somebody harmed by youth crime while we support them.",
        Trigger.LAST_ACTIVITY,
        Action.DESTROY,
        "As little as we can, for as short as we can.",
        "Code of Practice for Victims of Crime; " + LEAST_DATA,
        months=12,
        service_kind="victim_service",
    ),
    DefaultRule(
        "funded_programme",
        "Programmes the Government pays for",
        "The file of a family on a funded programme. Claims are kept by the programme itself, not in this portal.",
        Trigger.FINANCIAL_YEAR,
        Action.DESTROY,
        "The Government may check a claim.",
        "Grant conditions of the programme: internal audit and spot checks of claims.",
        years=6,
        service_kind="funded_programme",
    ),
    DefaultRule(
        "survey",
        "Surveys and testing our website",
        "Your name and how to reach you, when you help us test. Your"
        " answers have a rule of their own, and nobody can tell that they are yours.",
        Trigger.COLLECTED,
        Action.DESTROY,
        "Our notice promises that it is gone within six months; the sixth is for the checks before we destroy it.",
        LEAST_DATA,
        months=5,
        service_kind="survey",
    ),
    DefaultRule(
        "survey_answer",
        "Answers to surveys",
        "What people answered when they tested this website. No names. Gone when testing ends, and after this time at"
        " the latest.",
        Trigger.COLLECTED,
        Action.DESTROY,
        "Our notice promises that it is gone within six months.",
        LEAST_DATA,
        months=5,
    ),
    DefaultRule(
        "text_delivery",
        "Delivery of text messages",
        "The copy of your number that a text went to, what was filled in for you, and the text’s key at GOV.UK Notify."
        " What we wrote to you, and whether it arrived, stays in your family’s file.",
        Trigger.CREATED,
        Action.BLANK,
        "To find out what happened to a text that did not arrive.",
        LEAST_DATA,
        months=12,
    ),
    DefaultRule(
        "data_request",
        "Requests about your information",
        "What you asked for, the copy we made for you and when we sent it.",
        Trigger.CLOSED,
        Action.DESTROY,
        "To show that we answered, and to deal with a complaint about the answer.",
        ACCOUNTABILITY,
        years=3,
    ),
    DefaultRule(
        "referral",
        "Requests for help we did not take on",
        "What somebody told us when they asked us to help a family, and what we decided. When we went on to help, it"
        " stays with the family’s file instead.",
        Trigger.CLOSED,
        Action.DESTROY,
        "So that we notice when somebody worries about the same child again, and can explain our decision.",
        LEAST_DATA,
        years=2,
    ),
    DefaultRule(
        "draft",
        "Notes being written",
        "What a worker has typed and not yet saved to a file.",
        Trigger.SAVED,
        Action.DESTROY,
        "So that work is not lost. It goes at once when the form is sent, and with the family’s file at the latest.",
        LEAST_DATA,
        months=1,
    ),
    DefaultRule(
        "staff_account",
        "Staff accounts",
        "How our staff sign in: email address, password and last sign-in. Their names and jobs stay on what they"
        " wrote.",
        Trigger.LEFT,
        Action.BLANK,
        "You have a right to know who made decisions about your family.",
        ACCOUNTABILITY,
        months=12,
    ),
    DefaultRule(
        "staff_alert",
        "Alerts to our staff",
        "What the portal told a member of staff about their own account or team. No names of families.",
        Trigger.CREATED,
        Action.DESTROY,
        "So that our staff can read an alert again.",
        LEAST_DATA,
        months=12,
    ),
    DefaultRule(
        "access_check",
        "Checks on our staff’s access",
        "Who confirmed that a member of staff still needs access, and what we asked when somebody looked at records in"
        " a way that needed a reason. No names of families.",
        Trigger.CLOSED,
        Action.DESTROY,
        "To show that we check who looks at your information, and to see when somebody does it again.",
        ACCOUNTABILITY,
        years=3,
    ),
    DefaultRule(
        "complaint",
        "Complaints about your information",
        "What you complained about, what we found and what we did.",
        Trigger.CLOSED,
        Action.DESTROY,
        "So that we can answer a claim, and see when the same thing goes wrong again.",
        LIMITATION,
        years=6,
    ),
    DefaultRule(
        "breach_log",
        "List of what went wrong with data",
        "What happened, what kinds of data it was, what we did and whom we told. No names of families.",
        Trigger.NONE,
        Action.KEEP,
        "The Information Commissioner may ask for it at any time.",
        "UK GDPR Article 33(5).",
    ),
    DefaultRule(
        "disposal_register",
        "List of what we destroyed",
        "How many records were destroyed, when, under which rule and who agreed. No names of families.",
        Trigger.NONE,
        Action.KEEP,
        "To show that records were destroyed properly.",
        ACCOUNTABILITY,
    ),
)

FILE = "families.Family"
"""The file of a family: the rules with a service kind or an end reason decide about it, the longest first."""

KEPT_WITH: Mapping[str, str] = {
    FILE: FILE,
    "families.Person": FILE,
    "families.PersonName": "families.Person",
    "families.FamilyMembership": FILE,
    "families.Relationship": "families.Person",
    "families.Address": "families.Person",
    "families.Phone": "families.Person",
    "families.Email": "families.Person",
    "families.SchoolAttendance": "families.Person",
    "families.PersonLanguage": "families.Person",
    "families.SpecialRequirement": "families.Person",
    "families.EqualityProfile": "families.Person",
    "families.HealthNeed": "families.Person",
    "families.Involvement": FILE,
    "families.Restriction": FILE,
    "families.NamedStaff": "families.Restriction",
    "families.BreakGlass": "families.Person",
    "families.WarningNote": FILE,
    "families.UseLock": FILE,
    "families.Draft": "draft",
    "contacts.Contact": FILE,
    "contacts.SignificantEvent": FILE,
    "contacts.ContactAbout": "contacts.Contact",
    "contacts.ContactPresent": "contacts.Contact",
    "referrals.Referral": "referral",  # once it is linked to a family, with that family's file
    "referrals.ReferralPerson": "referrals.Referral",
    "referrals.ReferralDecision": "referrals.Referral",
    "documents.Document": FILE,
    "documents.DocumentAbout": "documents.Document",
    "documents.DocumentVersion": "documents.Document",
    "groups.Enrolment": FILE,
    "groups.Attendance": "groups.Enrolment",
    "assessments.Assessment": FILE,
    "assessments.AssessmentPart": "assessments.Assessment",
    "assessments.Answer": "assessments.Assessment",
    "assessments.FamilyCopy": "assessments.Assessment",
    "assessments.Plan": FILE,
    "assessments.PlanNeed": "assessments.Plan",
    "assessments.PlanGoal": "assessments.Plan",
    "assessments.PlanAction": "assessments.Plan",
    "assessments.PlanReview": "assessments.Plan",
    "assessments.GoalProgress": "assessments.Plan",
    "assessments.TeamMeeting": "assessments.Plan",
    "assessments.MeetingInvitee": "assessments.Plan",
    "texts.Text": FILE,
    "texts.Delivery": "texts.Text",
    "texts.TextStop": "families.Person",
    "oversight.OversightNote": FILE,
    "oversight.CaseAudit": FILE,
    "oversight.HandOver": FILE,
    "diary.Task": FILE,
    "diary.Visit": FILE,
    "diary.CalendarFeed": "accounts.User",
    "privacy.Disclosure": FILE,
    "partners.Download": "privacy.Disclosure",
    "partners.DownloadFile": "partners.Download",  # and at the latest ten minutes after its link has ended
    "partners.Opening": "partners.Download",
    "telling.Given": "families.Person",
    "telling.Told": "families.Person",
    "privacy.DataRequest": "data_request",
    "privacy.RequestEvent": "privacy.DataRequest",
    "privacy.Pack": "privacy.DataRequest",
    "privacy.PackSection": "privacy.Pack",
    "survey.Response": "survey_answer",
    "survey.Answer": "survey.Response",
    "rights.Decision": "privacy.DataRequest",
    "rights.RecipientNotice": "rights.Decision",
    "rights.Statement": FILE,
    "redaction.Review": "privacy.Pack",
    "redaction.Picture": "redaction.Review",
    "redaction.Passage": "redaction.Review",
    "redaction.Decision": "redaction.Review",
    "redaction.Output": "redaction.Review",
    "redaction.Volume": "redaction.Output",
    "release.Release": "redaction.Review",
    "release.Fetch": "release.Release",
    "workbench.Party": "privacy.DataRequest",
    "workbench.Search": "privacy.DataRequest",
    "workbench.RecordsAsked": "privacy.DataRequest",
    "workbench.Chase": "privacy.DataRequest",
    "workbench.Letter": "privacy.DataRequest",
    "public_forms.Submission": "data_request",  # matched, with its request; not matched, by its own answer
    "public_forms.Evidence": "public_forms.Submission",
    "duties.Complaint": "complaint",
    "duties.ComplaintStep": "duties.Complaint",
    "duties.BreachPerson": "families.Person",  # the log itself names nobody and is kept
    "accounts.AccessRecord": FILE,
    "accounts.User": "staff_account",
    "accounts.Membership": "accounts.User",
    "accounts.Alert": "staff_alert",
    "accounts.AlertEmail": "accounts.Alert",
    "usersessions.UserSession": "accounts.User",  # and at the latest an hour after the session has ended
    "accounts.HomePostcode": "accounts.User",
    "accounts.MembershipReview": "access_check",
    "families.AccessPattern": "access_check",
    "families.AccessPatternSubject": FILE,
    "merging.DuplicatePair": "families.Person",
    "merging.FamilyPair": FILE,
    "merging.Merge": FILE,
    "merging.MergeStep": "merging.Merge",
    "account.EmailAddress": "accounts.User",
    "account.EmailConfirmation": "accounts.User",
    "mfa.Authenticator": "accounts.User",
    "socialaccount.SocialAccount": "accounts.User",
    "socialaccount.SocialToken": "socialaccount.SocialAccount",
    "admin.LogEntry": "accounts.User",
    "retention.Hold": FILE,
    "retention.DisposalItem": FILE,
}
"""Each model with data about people: a rule's code, or the model whose rule it follows."""


ACTIVITY: tuple[tuple[str, str], ...] = (
    ("contacts.Contact", "happened_at"),
    ("texts.Text", "written_at"),
    ("documents.Document", "added_at"),
    ("families.WarningNote", "recorded_on"),
    ("oversight.OversightNote", "written_at"),
    ("oversight.HandOver", "written_at"),
    ("groups.Enrolment", "attendances__session__happened_at"),
    ("assessments.Assessment", "started_at"),
    ("assessments.Assessment", "decided_at"),
    ("assessments.Assessment", "parts__answers__given_at"),
    ("assessments.Plan", "started_at"),
    ("assessments.Plan", "reviews__written_at"),
    ("assessments.Plan", "meetings__starts_at"),
)
"""Work with a family besides involvements and referrals: the day or moment of the last of it moves the file's date on.

By the model that names the family, the way from its rows to that moment.

A file destroyed six years after the last visit, though a letter was added a year later, would go too early.
"""

ACTIVITY_ABOUT_PEOPLE: tuple[tuple[str, str, str], ...] = (
    ("families.WarningNote", "recorded_on", "person__family_memberships"),
)
"""The same for rows that may be about one person and name no family: with the way to their
memberships. What was written after somebody had left a family is nothing of that family's."""

NO_ACTIVITY: Mapping[str, str] = {
    "families.FamilyMembership": "who belongs to a family is a fact about them and no work with them",
    "families.Involvement": "its own last day is where the date begins",
    "families.Restriction": "who may see a file is no work with the family",
    "rights.Statement": "what somebody says about what was written; the work was counted when it was done",
    "families.UseLock": "an order about the data; nobody worked",
    "families.AccessPatternSubject": "somebody looked; nobody worked",
    "merging.FamilyPair": "somebody compared two records; nobody worked",
    "merging.Merge": "what both records say of the work with the family counts by itself",
    "merging.MergeStep": "a copy of what both records said",
    "contacts.SignificantEvent": "a mark on what was written down before",
    "diary.Task": "what somebody has to do; what is done with the family is written down as a contact",
    "diary.Visit": "planned; a visit that took place is a contact",
    "oversight.CaseAudit": "a check of our work; the family does not notice it",
    "privacy.Disclosure": "what others were given is no work with the family",
    "telling.Told": "a change of the notice is told to everybody; it is no work with the family",
    "referrals.Referral": "counted by its decision, and one that waits counts as today's",
    "accounts.AccessRecord": "somebody looked; nobody worked",
    "retention.Hold": "keeps a file by itself while it stands",
    "retention.DisposalItem": "a line of a list of what may go",
}
"""Rows of a family's file that do not move its date on, and why; a model in neither list is a fault (tests/rules)."""


def rule_codes_of(model: str) -> frozenset[str]:
    """The rules that decide how long rows of a model are kept; raises ``KeyError`` for one that names none."""
    seen: set[str] = set()
    while (parent := KEPT_WITH[model]) != FILE:
        if parent in CODES:
            return frozenset({parent})
        if parent in seen:
            raise KeyError(model)
        seen.add(parent)
        model = parent
    return FILE_CODES


def can_be_carried_out(code: str, trigger: str, action: str) -> bool:
    """Whether the portal does what a rule of this code would promise; anything may be kept for good."""
    if (trigger, action) == (Trigger.NONE, Action.KEEP):
        return True
    if code in FILE_CODES:
        return trigger in FILE_TRIGGERS and action in (Action.DESTROY, Action.REVIEW)
    default = BY_CODE[code]
    return (trigger, action) == (default.trigger, default.action)


BY_CODE: Mapping[str, DefaultRule] = {rule.code: rule for rule in DEFAULTS}
CODES = frozenset(BY_CODE)
FILE_CODES = frozenset(rule.code for rule in DEFAULTS if rule.service_kind or rule.end_reason)
FILE_TRIGGERS = (Trigger.LAST_ACTIVITY, Trigger.FINANCIAL_YEAR, Trigger.COLLECTED)
