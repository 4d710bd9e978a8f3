"""A family's name, who is in it, and how they are related."""

from typing import Any

from django import forms
from django.db.models import Q

from accounts.models import User
from cases.families.forms.offering import offer
from cases.families.forms.reason import ChangeForm, check_order
from cases.families.forms.rows import DatedForm
from cases.families.models import Family, FamilyMembership, Person, Relationship
from govuk.fields import DateField
from govuk.widgets import TextInput


class FamilyNameForm(ChangeForm):
    """What the family is called."""

    class Meta:
        model = Family
        fields = ["name"]
        labels = {"name": "Family name"}


class MembershipForm(DatedForm):
    """From when to when somebody belongs to the family, and whether they live with it."""

    started_on = DateField(label="First day in the family", required=False, not_future=True)
    ended_on = DateField(
        label="Last day in the family",
        required=False,
        not_future=True,
        help_text="Leave empty if still in it",
    )

    class Meta:
        model = FamilyMembership
        fields = ["started_on", "ended_on", "lives_with_family"]
        labels = {"lives_with_family": "Lives with the family"}

    def clean(self) -> dict[str, Any]:
        """Nobody is in a family twice at once."""
        data = super().clean()
        person = data.get("person") or getattr(self.instance, "person", None)
        if person and not self.errors and self._twice(person, data):
            self.add_error(next(iter(self.fields)), "This person is in the family already at that time")
        return data

    def _twice(self, person: Person, data: dict[str, Any]) -> bool:
        others = FamilyMembership.objects.filter(family=self.instance.family, person=person)
        first, last = data.get("started_on"), data.get("ended_on")
        overlaps = Q()
        if last:
            overlaps &= Q(started_on__isnull=True) | Q(started_on__lte=last)
        if first:
            overlaps &= Q(ended_on__isnull=True) | Q(ended_on__gte=first)
        return others.exclude(pk=self.instance.pk).filter(overlaps).exists()


class AddMemberForm(MembershipForm):
    """A person who has a record already, named by reference: names alone would invite mix-ups."""

    person_reference = forms.CharField(
        label="Reference of the person",
        max_length=20,
        help_text="It starts with PN and stands on their page. Search for them first if you do not have it.",
        widget=TextInput(width=10),
    )
    field_order = ["person_reference", "started_on", "ended_on", "lives_with_family"]

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user = user

    def clean_person_reference(self) -> str:
        """Find the person among those the writer may see."""
        reference = str(self.cleaned_data["person_reference"]).strip().upper()
        person = Person.objects.visible_to(self.user).filter(reference=reference).first()
        if person is None:
            raise forms.ValidationError(
                "You see nobody with this reference. Check it, or search for the person."
            )
        self.instance.person = self.cleaned_data["person"] = person
        return reference


class RelationshipForm(DatedForm):
    """What one member of the family is to another, and who holds parental responsibility for whom."""

    responsibility_from = DateField(label="Parental responsibility from", required=False, not_future=True)
    responsibility_to = DateField(label="Parental responsibility to", required=False)

    class Meta:
        model = Relationship
        fields = [
            "person", "kind", "relative", "started_on", "ended_on",
            "responsibility_from", "responsibility_to", "responsibility_source",
        ]  # fmt: skip
        labels = {
            "person": "First person",
            "kind": "What is the first person to the second?",
            "relative": "Second person",
            "responsibility_source": "How was parental responsibility seen?",
        }
        help_texts = {
            "responsibility_source": "For example birth certificate or court order. "
            "Being a parent does not by itself give parental responsibility."
        }
        error_messages = {
            "person": {"required": "Select the first person"},
            "kind": {"required": "Select how they are related"},
            "relative": {"required": "Select the second person"},
        }

    def __init__(self, *args: Any, people: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("person", "relative"):
            offer(self, name, people)

    def clean(self) -> dict[str, Any]:
        """Two people; the same open relationship once; responsibility seen somewhere and in order."""
        data = super().clean()
        person, relative = data.get("person"), data.get("relative")
        if person and person == relative:
            self.add_error("relative", "Select two different people")
        check_order(self, "responsibility_from", "responsibility_to")
        claimed = data.get("responsibility_from") or data.get("responsibility_to")
        if claimed and not data.get("responsibility_source"):
            self.add_error("responsibility_source", "Enter how parental responsibility was seen")
        if not self.errors and not data.get("ended_on") and self._known(data):
            self.add_error("kind", "This relationship is on the record already")
        return data

    def _known(self, data: dict[str, Any]) -> bool:
        same = Relationship.objects.filter(
            person=data["person"], relative=data["relative"], kind=data["kind"], ended_on__isnull=True
        )
        return same.exclude(pk=self.instance.pk).exists()
