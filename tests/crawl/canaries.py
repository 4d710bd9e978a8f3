"""A mark on every word about every family of the demo, so that a page says by itself whose data is on it.

A mark is ``zq``, a letter for its kind and a number. It stands at the end of each text field the data map calls
personal, in the rows as they are and in all earlier versions. Telephone numbers are marks as they stand: each number of
the made-up council belongs to one person.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.db import connection, models

from accounts.walls import has_wall
from cases.families.models import Phone
from privacy.map_entry import Personal
from privacy.person_graph import entries

MARK = re.compile(r"zq[a-z]\d+x")
NUMBER = re.compile(r"(?:\+44|\b0)(?: ?\d){9,10}")
POINTS = {"families.Address", "families.Phone", "families.Email"}
OF_CONTACTS = {"contacts.ContactAbout", "contacts.ContactPresent"}
OF_REFERRALS = {"referrals.ReferralPerson", "referrals.ReferralDecision"}
OF_DOCUMENTS = {"documents.DocumentAbout", "documents.DocumentVersion"}
OF_ASSESSMENTS = {
    "assessments.AssessmentPart": "assessment", "assessments.Answer": "part__assessment",
    "assessments.FamilyCopy": "assessment",
    "assessments.PlanNeed": "plan", "assessments.PlanGoal": "need__plan", "assessments.PlanAction": "goal__need__plan",
    "assessments.PlanReview": "plan", "assessments.GoalProgress": "review__plan",
    "assessments.TeamMeeting": "plan", "assessments.MeetingInvitee": "meeting__plan",
}  # fmt: skip
HOLD_WORDS = {"assessments.Answer": {"question__kind": "text"}}  # the others are numbers, days and choices
LEFT_ALONE = {
    "documents.DocumentVersion",  # types of files, no words about anybody
    "accounts.AccessRecord",  # routes and grounds, no words about anybody
    "redaction.Review", "redaction.Picture", "redaction.Passage", "redaction.Decision", "redaction.Output",
    "redaction.Volume",  # as packs
    "partners.DownloadFile",  # a PDF, destroyed with its link
    "release.Release", "release.Fetch",  # none in the demo before the marks
    "privacy.Pack", "privacy.PackSection",  # made after the marks are planted, and so full of them
}  # fmt: skip
# Checked by their form, or the same for many people.
MEANINGLESS = {"reference", "target_reference", "postcode", "number", "digest", "why"}

FAMILY, PERSON, NAME, POINT, REQUEST, HOLD, ROW, GLASS = "f", "p", "n", "c", "q", "h", "r", "g"


@dataclass
class Marks:
    """Whose each mark is: the key of a family, a person, a contact point, a row behind a wall and so on."""

    owners: dict[str, UUID] = field(default_factory=dict)
    numbers: dict[str, UUID] = field(default_factory=dict)  # phone rows by their digits from the first 0

    def on(self, text: str) -> set[tuple[str, UUID]]:
        """The kind and owner of each mark in a text."""
        found = {(mark[2], self.owners[mark]) for mark in MARK.findall(text) if mark in self.owners}
        for number in NUMBER.findall(text):
            digits = number.replace(" ", "").replace("+44", "0")
            if digits in self.numbers:
                found.add((POINT, self.numbers[digits]))
        return found

    def of(self, kind: str, owner: UUID) -> str:
        """The mark of an owner, made at the first asking."""
        mark = f"zq{kind}{len(self.owners)}x"
        self.owners[mark] = owner
        return mark


def plant() -> Marks:
    """Mark everything; call as the owner of the database."""
    marks = Marks()
    with connection.cursor() as cursor:
        cursor.execute(
            "CREATE TEMPORARY TABLE mark (kind text, owner uuid, mark text, PRIMARY KEY (kind, owner))"
        )
        for entry in entries():
            if entry.model not in LEFT_ALONE:
                for model in filter(None, (entry.model_class, entry.history_class)):
                    _plant(cursor, marks, entry, model)
        cursor.execute("DROP TABLE mark")
    for key, number in Phone.objects.values_list("pk", "number"):
        marks.numbers[number.replace("+44", "0")] = key
    return marks


def kind_of(entry: Personal) -> str:
    """What decides who may read a row of the entry."""
    if entry.model == "families.Person":
        return NAME
    if entry.model in POINTS:
        return POINT
    if entry.model == "families.BreakGlass":
        return GLASS
    if (
        has_wall(entry.model_class)
        or entry.model == "rights.Statement"  # behind the wall of the record it stands beside
        or entry.model in OF_CONTACTS | OF_REFERRALS | OF_DOCUMENTS | OF_ASSESSMENTS.keys()
    ):
        return ROW
    by_app = {"privacy": REQUEST, "duties": REQUEST, "rights": REQUEST, "retention": HOLD}
    return by_app.get(entry.model.split(".")[0], FAMILY if entry.families else PERSON)


def path_of(entry: Personal, kind: str, key: str) -> str:
    """The look-up from a row to its owner; a contact point, a request and the like are their own."""
    if entry.model in OF_CONTACTS:
        return "contact"
    if entry.model in OF_REFERRALS:
        return "referral"
    if entry.model in OF_DOCUMENTS:
        return "document"
    if entry.model in OF_ASSESSMENTS:
        return OF_ASSESSMENTS[entry.model]
    if kind in {POINT, REQUEST, HOLD, ROW, GLASS}:
        return key
    return entry.families[0] if entry.families else entry.people[0]


def words(entry: Personal, model: type[models.Model]) -> Iterator[models.Field]:
    """The personal fields that hold words."""
    for name in entry.category_of():
        column = model._meta.get_field(name)
        if name in MEANINGLESS or not isinstance(column, models.CharField | models.TextField):
            continue
        if not column.choices:
            yield column


def _plant(cursor: Any, marks: Marks, entry: Personal, model: type[models.Model]) -> None:
    kind = kind_of(entry)
    rows = model._base_manager.filter(**HOLD_WORDS.get(entry.model, {}))
    owners = rows.values_list("pk", path_of(entry, kind, "id")).order_by()
    known = set(marks_of(cursor, kind))
    for owner in {owner for _, owner in owners if owner} - known:
        cursor.execute("INSERT INTO mark VALUES (%s, %s, %s)", [kind, owner, marks.of(kind, owner)])
    sql, params = owners.query.sql_with_params()
    table, key = model._meta.db_table, model._meta.pk.column
    for column in words(entry, model):
        name, room = column.column, column.max_length or 100_000
        marked = (
            "m.mark || '@post.example'"
            if isinstance(column, models.EmailField)
            else f"left(t.{name}, {room - 12}) || ' ' || m.mark"
        )
        cursor.execute(
            f"UPDATE {table} t SET {name} = {marked} FROM ({sql}) o (row_key, owner_key), mark m"
            f" WHERE t.{key} = o.row_key AND m.kind = %s AND m.owner = o.owner_key AND t.{name} > ''",
            [*params, kind],
        )


def marks_of(cursor: Any, kind: str) -> Iterator[UUID]:
    """The owners that have a mark of this kind already."""
    cursor.execute("SELECT owner FROM mark WHERE kind = %s", [kind])
    return (owner for (owner,) in cursor.fetchall())
