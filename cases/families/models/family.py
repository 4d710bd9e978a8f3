"""Families as dated sets of people, and how two people are related."""

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.db import models
from django.db.models import F, Func, Q, Value

from accounts.records import Record
from cases.families.models.person import Person
from cases.families.queries import FamilyMembershipQuerySet, FamilyQuerySet, RelationshipQuerySet

ENDS_AFTER_START = Q(ended_on__isnull=True) | Q(started_on__isnull=True) | Q(ended_on__gte=F("started_on"))


class Family(Record):
    """The people a service works with together. Its reference can be read out on the telephone."""

    name = models.CharField("family name", max_length=100, help_text="How the family calls itself")
    reference = models.CharField(max_length=20, unique=True, editable=False)

    objects = FamilyQuerySet.as_manager()

    class Meta:
        ordering = ["name", "reference"]
        verbose_name_plural = "families"
        constraints = [models.CheckConstraint(condition=~Q(name=""), name="family_has_a_name")]

    def __str__(self) -> str:
        return f"{self.name} family ({self.reference})"


class FamilyMembership(Record):
    """A person belonging to a family from one day to another; the last day counts. Nobody is in it twice at once."""

    family = models.ForeignKey(Family, on_delete=models.PROTECT, related_name="memberships")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="family_memberships")
    started_on = models.DateField("first day", null=True, blank=True)
    ended_on = models.DateField("last day", null=True, blank=True)
    lives_with_family = models.BooleanField("lives with the family", default=True)

    objects = FamilyMembershipQuerySet.as_manager()

    class Meta:
        ordering = ["person__date_of_birth", "id"]
        constraints = [
            models.CheckConstraint(condition=ENDS_AFTER_START, name="family_membership_ends_after_it_starts"),
            ExclusionConstraint(
                name="family_membership_once_at_a_time",
                expressions=[
                    ("family", RangeOperators.EQUAL),
                    ("person", RangeOperators.EQUAL),
                    (
                        Func(F("started_on"), F("ended_on"), Value("[]"), function="daterange"),
                        RangeOperators.OVERLAPS,
                    ),
                ],
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person_id} in {self.family_id}"


class RelationshipKind(models.TextChoices):
    """What the first person is to the second; ``reverse_of`` names the way back."""

    PARENT = "parent", "Parent of"
    STEP_PARENT = "step_parent", "Step-parent of"
    FOSTER_CARER = "foster_carer", "Foster carer of"
    ADOPTIVE_PARENT = "adoptive_parent", "Adoptive parent of"
    GUARDIAN = "guardian", "Guardian of"
    GRANDPARENT = "grandparent", "Grandparent of"
    AUNT_OR_UNCLE = "aunt_or_uncle", "Aunt or uncle of"
    SIBLING = "sibling", "Brother or sister of"
    HALF_SIBLING = "half_sibling", "Half-brother or half-sister of"
    STEP_SIBLING = "step_sibling", "Step-brother or step-sister of"
    COUSIN = "cousin", "Cousin of"
    PARTNER = "partner", "Partner of"
    SPOUSE = "spouse", "Husband, wife or civil partner of"
    FORMER_PARTNER = "former_partner", "Former partner of"
    OTHER_RELATIVE = "other_relative", "Other relative of"
    FRIEND_OR_OTHER = "friend_or_other", "Friend or other connection of"


REVERSE_WORDS: dict[str, str] = {
    RelationshipKind.PARENT: "Child of",
    RelationshipKind.STEP_PARENT: "Step-child of",
    RelationshipKind.FOSTER_CARER: "Foster child of",
    RelationshipKind.ADOPTIVE_PARENT: "Adopted child of",
    RelationshipKind.GUARDIAN: "Under the guardianship of",
    RelationshipKind.GRANDPARENT: "Grandchild of",
    RelationshipKind.AUNT_OR_UNCLE: "Niece or nephew of",
}


class Relationship(Record):
    """How one person is related to another, stored once and read both ways.

    Parental responsibility (Children Act 1989 s3) is a fact of its own with its own dates: the first person holds it
    for the second. It does not follow from being a parent.
    """

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="relationships_from")
    relative = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="relationships_to")
    kind = models.CharField("relationship", max_length=20, choices=RelationshipKind.choices)
    started_on = models.DateField("from", null=True, blank=True)
    ended_on = models.DateField("to", null=True, blank=True)
    responsibility_from = models.DateField("parental responsibility from", null=True, blank=True)
    responsibility_to = models.DateField("parental responsibility to", null=True, blank=True)
    responsibility_source = models.CharField("how it was seen", max_length=200, blank=True)

    objects = RelationshipQuerySet.as_manager()

    class Meta:
        ordering = ["kind", "id"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(person=F("relative")), name="relationship_is_between_two_people"
            ),
            models.CheckConstraint(condition=ENDS_AFTER_START, name="relationship_ends_after_it_starts"),
            models.CheckConstraint(
                condition=Q(responsibility_to__isnull=True)
                | Q(responsibility_from__isnull=True)
                | Q(responsibility_to__gte=F("responsibility_from")),
                name="responsibility_ends_after_it_starts",
            ),
            models.UniqueConstraint(
                fields=["person", "relative", "kind"],
                condition=Q(ended_on__isnull=True),
                name="relationship_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person_id} {self.get_kind_display()} {self.relative_id}"

    def words_from(self, person: Person) -> str:
        """The relationship as read from one of the two: "Parent of" or, from the other side, "Child of"."""
        if person.pk == self.person_id:
            return self.get_kind_display()
        return REVERSE_WORDS.get(self.kind, self.get_kind_display())
