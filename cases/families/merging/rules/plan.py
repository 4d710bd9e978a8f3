"""What a merge does with every row that names a person, or a family: one line for each model, none without one.

``tests/rules/test_merge_plan.py`` walks every installed model and fails for a link to a person or a family, or a rule
that rows are there only once, that is not declared here: people in ``MOVES`` and ``STAYS``, families in
``FAMILY_MOVES`` and ``FAMILY_STAYS``. Apps above ``families`` are named by label alone.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.apps import apps
from django.db import models

Model = type[models.Model]


@dataclass(frozen=True)
class Moves:
    """Rows of this model go to the leader.

    ``links`` are the fields that name a person, or a family. ``once`` names fields of which the database takes each
    combination once (among rows where ``once_if`` holds): the leader's row then takes over what it did not say itself,
    and the other row goes; or, with ``ends``, both stay and the other row ends with the merge: these fields of it get
    the moment, and whoever asked. ``is_same_gone``: a row that says exactly what one of the leader's says goes too.
    ``is_office``: rows of officers, moved without a word on the pages of a merge, because they are not the manager's to
    see. ``is_passing``: rows that come and go by themselves, so that one which is gone is not in the way of taking the
    merge apart. ``is_whole``: nothing may be lost of either of two such rows, so the merge waits until there is one.
    """

    model: str
    links: tuple[str, ...] = ("person",)
    once: tuple[str, ...] = ()
    once_if: Mapping[str, Any] = field(default_factory=dict)
    is_same_gone: bool = False
    is_office: bool = False
    is_passing: bool = False
    is_whole: bool = False
    ends: tuple[str, str] | None = None

    @property
    def model_class(self) -> Model:
        """The Django model."""
        return apps.get_model(self.model)


@dataclass(frozen=True)
class Stays:
    """A key of a person or a family that a merge leaves as it is, and why nothing is lost by that."""

    model: str
    link: str
    why: str


MOVES: tuple[Moves, ...] = (
    # --- cases.families
    Moves("families.PersonName", is_same_gone=True),
    Moves("families.FamilyMembership", once=("family", "person")),  # at a time: see joining.py
    Moves(
        "families.Relationship",
        links=("person", "relative"),
        once=("person", "relative", "kind"),
        once_if={"ended_on": None},
        is_same_gone=True,
    ),
    Moves("families.Address", is_same_gone=True),
    Moves("families.Phone", is_same_gone=True),
    Moves("families.Email", is_same_gone=True),
    Moves("families.SchoolAttendance", is_same_gone=True),
    Moves("families.PersonLanguage", once=("person", "language")),
    Moves("families.SpecialRequirement", is_same_gone=True),
    Moves("families.EqualityProfile", once=("person",)),
    Moves("families.HealthNeed", is_same_gone=True),
    Moves("families.Involvement"),
    Moves("families.BreakGlass", is_office=True),
    # --- cases.families.merging
    Moves(
        "merging.DuplicatePair",
        links=("first", "second"),
        once=("first", "second"),
        is_office=True,
        is_passing=True,
    ),
    Moves("merging.Merge", links=("leader",), is_office=True),
    Moves("families.WarningNote"),
    # --- cases.referrals and cases.documents
    Moves("referrals.ReferralPerson", once=("referral", "person")),
    Moves("documents.DocumentAbout", once=("document", "person")),
    # --- cases.groups: the lines of registers hang on the enrolment and go with it
    Moves("groups.Enrolment", once=("cohort", "person"), once_if={"ended_on": None}),
    # --- cases.assessments: of a child on record twice both parts stay, with their answers
    Moves("assessments.AssessmentPart"),
    Moves("assessments.PlanAction"),
    Moves("assessments.MeetingInvitee"),
    # --- cases.contacts and cases.texts
    Moves("contacts.ContactAbout", once=("contact", "person")),
    Moves("contacts.ContactPresent", once=("contact", "person")),
    Moves("texts.Text"),
    Moves("texts.TextStop", once=("person",), once_if={"lifted_at": None}),
    Moves("families.UseLock", is_office=True),
    Moves("rights.Statement"),
    Moves("privacy.Disclosure"),
    Moves("telling.Given"),
    Moves("telling.Told", once=("telling", "person")),
    # --- privacy and retention: rows of officers
    Moves("privacy.DataRequest", links=("subject",), is_office=True),
    Moves("duties.Complaint", is_office=True),
    Moves("duties.BreachPerson", once=("breach", "person"), is_office=True),
    Moves("retention.Hold", is_office=True),
)

STAYS: tuple[Stays, ...] = (
    Stays(
        "accounts.AccessRecord",
        "person_id",
        "The log of reads is append-only and sealed; packs and disposal find it by the keys of Merge.other_id",
    ),
    Stays(
        "families.AccessPatternSubject",
        "person_id",
        "It says whom a look was at when it was asked about; packs and disposal find it by Merge.other_id",
    ),
    Stays(
        "merging.Merge", "other_id", "The key of the record that went: what old links and packs lead on by"
    ),
)

FAMILY_MOVES: tuple[Moves, ...] = (
    # --- cases.families: the restriction that stays is settled before any other row names the joined record
    Moves(
        "families.Restriction",
        links=("family",),
        once=("family",),
        once_if={"lifted_at": None},
        ends=("lifted_at", "lifted_by"),
    ),
    Moves("families.FamilyMembership", links=("family",), once=("family", "person")),  # at a time: joining.py
    Moves("families.Involvement", links=("family",)),
    Moves("families.WarningNote", links=("family",)),
    Moves(
        "families.Draft",
        links=("family",),
        once=("owner", "family", "form"),
        is_office=True,
        is_passing=True,
        is_whole=True,
    ),
    # --- cases.families.merging
    Moves(
        "merging.FamilyPair",
        links=("first", "second"),
        once=("first", "second"),
        is_office=True,
        is_passing=True,
    ),
    Moves("merging.Merge", links=("leader_family",), is_office=True),
    # --- cases.contacts, cases.texts and cases.documents
    Moves("contacts.Contact", links=("family",)),
    Moves("contacts.SignificantEvent", links=("family",), once=("family", "strand", "entry_id")),
    Moves("texts.Text", links=("family",)),
    Moves("families.UseLock", links=("family",), is_office=True),
    Moves("rights.Statement", links=("family",)),
    Moves("documents.Document", links=("family",)),
    # --- cases.referrals and cases.oversight
    Moves("referrals.Referral", links=("family",)),
    Moves("oversight.OversightNote", links=("family",)),
    Moves("oversight.CaseAudit", links=("family",), once=("family",), once_if={"done_on": None}),
    Moves("oversight.HandOver", links=("family",)),
    Moves("privacy.Disclosure", links=("family",)),
    Moves("telling.Told", links=("family",)),
    # --- cases.groups, cases.assessments and cases.diary: what hangs on these rows goes with them
    Moves("groups.Enrolment", links=("family",)),
    Moves("assessments.Assessment", links=("family",)),
    Moves("assessments.Plan", links=("family",)),
    Moves("diary.Task", links=("family",)),
    Moves("diary.Visit", links=("family",)),
    # --- retention: rows of officers
    Moves("retention.Hold", links=("family",), is_office=True),
)

FAMILY_STAYS: tuple[Stays, ...] = (
    Stays(
        "accounts.AccessRecord",
        "family_id",
        "The log of reads is append-only and sealed; packs and disposal find it by the keys of Merge.other_id",
    ),
    Stays(
        "families.AccessPatternSubject",
        "family_id",
        "It says which family a look was at when it was asked about; disposal finds it by Merge.other_id",
    ),
    Stays(
        "retention.DisposalItem",
        "family_id",
        "It says what officers decided about the file as it was; a file they took off stays off by Merge.other_id",
    ),
)


def in_words(model: str, number: int) -> str:
    """How many rows of a kind, as a page says it."""
    meta = apps.get_model(model)._meta
    return f"{number} {meta.verbose_name if number == 1 else meta.verbose_name_plural}"
