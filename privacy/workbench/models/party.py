"""The people concerned by a request and what each is to the others."""

from django.db import models

from accounts.records import Record
from privacy.models import DataRequest
from privacy.workbench.models.of_request import OfRequestQuerySet


class PartyRole(models.TextChoices):
    """What somebody is in a request."""

    REQUESTER = "requester", "Person who asks"
    CHILD = "child", "Child it is about"
    PARENT = "parent", "Parent"
    OTHER_PARENT = "other_parent", "Other parent"
    CARER = "carer", "Other carer or guardian"
    SIBLING = "sibling", "Brother or sister"
    SOLICITOR = "solicitor", "Solicitor"
    ADVOCATE = "advocate", "Advocate or other representative"
    PROFESSIONAL = "professional", "Professional"
    OTHER = "other", "Somebody else"


class Party(Record):
    """One person concerned by a request. What the case record says of parental responsibility is shown beside it."""

    request = models.ForeignKey(DataRequest, on_delete=models.PROTECT, related_name="parties")
    role = models.CharField("what they are", max_length=20, choices=PartyRole.choices)
    name = models.CharField(max_length=200)
    contact = models.CharField("how to reach them safely", max_length=300, blank=True)
    relationship = models.CharField("what they are to the person it is about", max_length=300, blank=True)

    objects = OfRequestQuerySet.as_manager()

    class Meta(Record.Meta):
        ordering = ["role", "name", "id"]

    def __str__(self) -> str:
        return self.get_role_display()
