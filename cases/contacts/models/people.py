"""Whom a contact is about and who was there: two questions, because people are talked about when they are absent."""

from django.db import models
from django.db.models import Q

from accounts.records import Record
from cases.contacts.models.contact import Contact
from cases.contacts.queries import RowsOfContactQuerySet
from cases.families.models import Person


class ContactAbout(Record):
    """A person of the family whom a contact is about, and whether they were seen, and seen alone.

    Whether a child was seen alone is what every review of a child's death asks first.
    """

    contact = models.ForeignKey(Contact, on_delete=models.CASCADE, related_name="about")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="contacts_about")
    seen = models.BooleanField(default=False)
    seen_alone = models.BooleanField(default=False)

    objects = RowsOfContactQuerySet.as_manager()

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["contact", "person"], name="contact_about_once"),
            models.CheckConstraint(
                condition=Q(seen=True) | Q(seen_alone=False), name="contact_seen_alone_is_seen"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person_id} in {self.contact_id}"

    @property
    def how_seen(self) -> str:
        """In words."""
        if self.seen_alone:
            return "seen alone"
        return "seen with others" if self.seen else "not seen"


class ContactPresent(Record):
    """Somebody who was there: a person of the family, or a professional or other by name and role."""

    contact = models.ForeignKey(Contact, on_delete=models.CASCADE, related_name="present")
    person = models.ForeignKey(
        Person, on_delete=models.PROTECT, null=True, blank=True, related_name="contacts_present"
    )
    name = models.CharField(max_length=100, blank=True)
    role = models.CharField(max_length=100, blank=True)

    objects = RowsOfContactQuerySet.as_manager()

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["contact", "person"], name="contact_present_once"),
            models.CheckConstraint(
                condition=Q(person__isnull=False, name="", role="")
                | (Q(person__isnull=True) & ~Q(name="") & ~Q(role="")),
                name="contact_present_is_family_or_named",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person_id or 'somebody else'} at {self.contact_id}"

    @property
    def words(self) -> str:
        """Who it was."""
        return str(self.person) if self.person else f"{self.name}, {self.role}"
