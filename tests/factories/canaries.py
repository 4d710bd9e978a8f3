"""Canaries: a unique mark in every personal text field of every model of the data map, planted in one family's file.

Whoever reads the whole database afterwards knows by the marks whose data is there: all of the subject's in a subject
access pack and none of anybody else's; none of a destroyed family's after disposal and all of a family's that stays.
The builder walks the data map, so a model added there is planted without being named here.
"""

import datetime
import uuid
from typing import Any

from django.apps import apps
from django.contrib.postgres.fields import ArrayField
from django.db import models

from accounts.models import User
from accounts.records import Record
from cases.families.models import Family, Person
from privacy.map_entry import Personal
from privacy.person_graph import entries
from tests.factories.accounts import make_user
from tests.factories.families import REASON, FamilyFile, join_family, make_person

DAY = datetime.date(2014, 6, 1)
MOMENT = datetime.datetime(2014, 6, 1, 12, tzinfo=datetime.UTC)

# What a row needs to be possible at all, where the first choice, an empty value or a mark would not do.
NEEDED: dict[str, dict[str, Any]] = {
    "families.Address": {"is_confidential": True},
    "families.Phone": {"is_confidential": True},
    "families.Email": {"is_confidential": True},
    "contacts.Contact": {"minutes": 30, "recorded_at": MOMENT},
    "contacts.ContactPresent": {"person": None},
    "contacts.SignificantEvent": {"strand": "contact", "wall": ""},
    "groups.Programme": {"name": "Calm Parents"},
    "groups.Cohort": {"starts_at": datetime.time(10), "capacity": 12},
    "groups.Session": {
        "starts_at": datetime.time(10),
        "state_reason": "",
        "moved_to": None,
        "register_taken_at": None,
        "register_taken_by": None,
    },
    "groups.Enrolment": {"state": "left", "outcome": "some_progress"},
    "groups.Attendance": {"mark": "absent"},
    "assessments.Assessment": {
        "state": "in_progress",
        "submitted_by": None,
        "submitted_at": None,
        "decided_by": None,
        "decided_at": None,
    },
    "assessments.PlanAction": {"worker": None, "ended_on": None},
    "assessments.MeetingInvitee": {"worker": None},
    "texts.Delivery": {"status": "delivered", "notify_id": uuid.uuid4},
    "referrals.Referral": {"stage": "done", "passed_from": None, "wall": ""},
    "families.BreakGlass": {"ends_at": MOMENT + datetime.timedelta(hours=1)},
    "families.AccessPattern": {"outcome": "", "reason": "", "decided_at": None, "decided_by": None},
    "merging.Merge": {"leader_family": None},
    "privacy.Disclosure": {"is_urgent": True, "decision": "", "decided_by": None, "decided_at": None},
    "partners.Download": {
        "handed_by": None,
        "handed_at": None,
        "expires_at": None,
        "recalled_by": None,
        "recalled_at": None,
        "link_digest": "",
        "code_hash": "",
        "code_way": "",
    },
    "telling.Told": {"way": "letter", "text": None},
    "privacy.Pack": {"state": "ready"},
    "rights.Decision": {
        "is_granted": False,
        "agreed_by": None,
        "agreed_at": None,
        "done_at": None,
        "chosen": {},
    },
    "rights.RecipientNotice": {"why_not": ""},
    "families.UseLock": {"family": None},
    "redaction.Review": {
        "state": "reviewing",
        "submitted_by": None,
        "submitted_at": None,
        "read_by": None,
        "read_at": None,
    },
    "release.Release": {
        "way": "post",
        "code_way": "",
        "link_digest": "",
        "code_hash": "",
        "expires_at": None,
        "recalled_by": None,
        "recalled_at": None,
    },
    "redaction.Volume": {"number": 2},
    "redaction.Passage": {"state": "", "never_all": False},
    "redaction.Decision": {"kind": "keep", "ground": "", "undoes": None},
    "workbench.Search": {"found": None},
    "public_forms.Submission": {"outcome": "request", "taken_on": DAY},
    "public_forms.Evidence": {"taken_back_at": None},
    "workbench.RecordsAsked": {"answered_on": DAY},
    "workbench.Chase": {"about": "records"},
    "workbench.Letter": {"sent_on": DAY},
    "duties.Breach": {
        "closed_on": None,
        "lessons": "",
        "categories": ["texts"],
        "likelihood": 1,
        "severity": 1,
    },
    "families.WarningNote": {"family": None, "told": "no", "review_on": DAY + datetime.timedelta(days=30)},
    "diary.Visit": {"ends_at": datetime.time(13), "second_worker": None},
    "diary.CalendarFeed": {"digest": "0" * 64},
    "retention.Hold": {
        "scope": "family",
        "person": None,
        "opened_by": None,
        "service_kind": "",
        "rule_code": "",
    },
    "retention.DisposalItem": {"state": "blocked", "blocks": ["review"], "birth_year": 2010},
    "retention.DisposalList": {"state": "stopped", "approved_by": None},
}


class Planter:
    """Plants one subject's marks. ``marks`` tells them by field; earlier versions have marks of their own."""

    def __init__(self, file: FamilyFile, *, staff: User, prefix: str) -> None:
        self.file, self.staff, self.prefix = file, staff, prefix
        self.marks: dict[str, str] = {}
        # Somebody else the subject is related to; their own marks would be another subject's.
        self.relative = next((p for p in file.people if p != file.person), None)
        self.rows: dict[str, models.Model] = {
            "families.Person": file.person,
            "families.Family": file.family,
            "families.Involvement": file.involvement,
        }

    def plant(self) -> dict[str, str]:
        """At least one row of every personal model, with a mark in each of its text fields, and an older version."""
        for entry in entries():
            row = self.row(entry.model)
            self._fill(entry, row, " earlier")
            if isinstance(row, Record):
                row.save_by(by=self.staff, reason=self._mark(f"{entry.model} reason", 40))
                self._fill(entry, row, "")
                row.save_by(by=self.staff, reason=REASON)
            else:
                self._fill(entry, row, "")
                row.save()
        return self.marks

    def row(self, label: str) -> models.Model:
        """The subject's row of a model, made without marks if there is none yet."""
        if label not in self.rows:
            self.rows[label] = self._made(apps.get_model(label))
        return self.rows[label]

    def _made(self, model: type[models.Model]) -> models.Model:
        label = model._meta.label
        if label == "families.FamilyMembership":
            return self.file.family.memberships.get(person=self.file.person)
        row = model()
        for field in model._meta.concrete_fields:
            if field.generated or (field.primary_key and not field.is_relation):
                continue
            setattr(row, field.name, self._value(label, field))
        row.save_by(by=self.staff, reason=REASON) if isinstance(row, Record) else row.save()
        return row

    def _value(self, label: str, field: models.Field) -> Any:
        needed = NEEDED.get(label, {})
        if field.name in needed:
            value = needed[field.name]
            return value() if callable(value) else value
        if field.is_relation:
            return self._related(label, field)
        if field.choices:
            return field.choices[0][0]
        if isinstance(field, models.UUIDField):
            return {"person_id": self.file.person.pk, "family_id": self.file.family.pk}.get(
                field.name
            ) or uuid.uuid4()
        if field.has_default():
            return field.get_default()
        for kind, value in (
            (models.DateTimeField, MOMENT),
            (models.DateField, DAY),
            (models.TimeField, datetime.time(12)),
            (models.IntegerField, 1),
            (models.EmailField, f"{self.prefix}@canary.example"),
            ((models.CharField, models.TextField), self.prefix + "plain"),
            (models.BinaryField, b"plain"),
            (models.JSONField, {}),
        ):
            if isinstance(field, kind):
                return value[: field.max_length] if isinstance(value, str) and field.max_length else value
        return None

    def _related(self, label: str, field: models.Field) -> models.Model | None:
        target = field.related_model
        if target is User:
            return (
                self._reviewer()
                if (label, field.name) == ("families.BreakGlass", "reviewed_by")
                else self.staff
            )
        if target is Person and field.name in {"relative", "second"}:
            return self._relative()
        if target is Family and field.name == "second":
            return self._other_family()
        if any(entry.model == target._meta.label for entry in entries()):
            return self.row(target._meta.label)
        return target._base_manager.first() or self._made(target)

    def _reviewer(self) -> User:
        """Somebody else: nobody looks at their own emergency."""
        found: User | None = User.objects.exclude(pk=self.staff.pk).first()
        return found or make_user("Somebody Else")

    def _other_family(self) -> Family:
        """Another one, without marks; its name stands behind every mark in a list."""
        other = Family(name="zzz somebody else", reference=f"FH-{self.prefix}")
        other.save_by(by=self.staff, reason=REASON)
        return other

    def _relative(self) -> Person:
        if self.relative is None:
            self.relative = make_person("Somebody", "Else")
            join_family(self.relative, self.file.family)
            self.file.people.append(self.relative)
        return self.relative

    def _fill(self, entry: Personal, row: models.Model, version: str) -> None:
        if version and not isinstance(row, Record):
            return
        for name in entry.category_of():
            field = entry.model_class._meta.get_field(name)
            if marked := self._marked(entry.model, field, version):
                setattr(row, name, marked)

    def _marked(self, label: str, field: models.Field, version: str) -> Any:
        """A value of a field with a mark in it; ``None`` for a field that can hold no words of ours."""
        if field.choices or field.is_relation or isinstance(field, ArrayField):
            return None
        if not isinstance(field, models.CharField | models.TextField | models.JSONField | models.BinaryField):
            return None
        mark = self._mark(f"{label}.{field.name}{version}", field.max_length or 40)
        if isinstance(field, models.EmailField):
            return f"{mark}@canary.example"
        if isinstance(field, models.JSONField):
            return {"typed": mark}
        return mark.encode() if isinstance(field, models.BinaryField) else mark

    def _mark(self, field: str, room: int) -> str:
        mark = f"{self.prefix}{len(self.marks):04d}"
        assert len(mark) <= room, f"no room for a mark in {field}"
        self.marks[field] = mark
        return mark


def plant_canaries(file: FamilyFile, *, staff: User, prefix: str = "zqx") -> dict[str, str]:
    """Plant marks all over one family's file; gives the mark of each field. Two subjects need two prefixes.

    The first person of the file is the subject. Marks are lower-case letters and digits, at most eight characters.
    """
    return Planter(file, staff=staff, prefix=prefix).plant()
