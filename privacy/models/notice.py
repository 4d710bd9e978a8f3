"""The words of the notices as they are being edited: the draft from which ``privacy.notices`` publishes versions.

None of this is about a person. Codes are fixed by `privacy.codes`; every word may be edited, and each change is kept.
What the public reads is a version that a second person published, never these rows.
"""

from collections.abc import Iterable
from enum import StrEnum

from django.db import models
from simple_history.models import HistoricalRecords

from accounts.authorship import name_author
from accounts.models import User
from privacy import codes
from privacy.placeholders import validate_placeholders


def choices(kinds: Iterable[StrEnum]) -> list[tuple[str, str]]:
    """The codes of an enum as Django choices."""
    return [(kind.value, kind.name.replace("_", " ").capitalize()) for kind in kinds]


class Wording(models.Model):
    """Something with a fixed code and words a council may edit; each version of the words is kept."""

    history = HistoricalRecords(inherit=True)

    class Meta:
        abstract = True

    def save_by(self, *, by: User, reason: str) -> None:
        """Save these words as a new version; raises ValidationError for words a field does not take."""
        self.full_clean()
        name_author(self, by=by, reason=reason)
        self.save()


class Organisation(Wording):
    """The council this portal belongs to, as the notices name it. There is one row."""

    name = models.CharField(max_length=200)
    service_name = models.CharField(
        max_length=200, help_text="The part of the council that runs Family Hubs."
    )

    class Meta:
        verbose_name_plural = "organisation"
        constraints = [models.CheckConstraint(condition=models.Q(pk=1), name="organisation_is_one_row")]

    def __str__(self) -> str:
        return self.name


class Term(Wording):
    """One thing a notice lists; each kind says which codes it may have."""

    code = models.CharField(max_length=40, unique=True)
    title = models.CharField(max_length=200, validators=[validate_placeholders])
    detail = models.TextField(blank=True, validators=[validate_placeholders])
    order = models.PositiveSmallIntegerField(default=0)

    class Meta:
        abstract = True
        ordering = ["order", "pk"]

    def __str__(self) -> str:
        return self.title


class PublishedCategory(Term):
    """Something we hold about people."""

    code = models.CharField(max_length=40, unique=True, choices=choices(codes.Category))

    class Meta(Term.Meta):
        verbose_name = "what we hold"
        verbose_name_plural = "what we hold"


class PublishedPurpose(Term):
    """A reason why we hold it."""

    code = models.CharField(max_length=40, unique=True, choices=choices(codes.Purpose))

    class Meta(Term.Meta):
        verbose_name = "purpose"


class PublishedBasis(Term):
    """A lawful basis for holding it."""

    code = models.CharField(max_length=40, unique=True, choices=choices(codes.Basis))

    class Meta(Term.Meta):
        verbose_name = "lawful basis"
        verbose_name_plural = "lawful bases"


class PublishedLaw(Term):
    """A law the service works under."""

    code = models.CharField(max_length=40, unique=True, choices=choices(codes.Law))

    class Meta(Term.Meta):
        verbose_name = "law"


class PublishedRecipient(Term):
    """Someone we may share with."""

    code = models.CharField(max_length=40, unique=True, choices=choices(codes.Recipient))

    class Meta(Term.Meta):
        verbose_name = "recipient"


class PublishedRight(Term):
    """Something people may ask of us, and how."""

    code = models.CharField(max_length=40, unique=True, choices=choices(codes.Right))

    class Meta(Term.Meta):
        verbose_name = "right"


class PublishedPeriod(Term):
    """A kind of record with a time of its own in the retention schedule, which says how long that is."""

    code = models.CharField(max_length=40, unique=True, choices=choices(codes.Period))

    class Meta(Term.Meta):
        verbose_name = "kind of record with a time of its own"
        verbose_name_plural = "kinds of record with a time of their own"


class PublishedContact(Term):
    """Who a reader can turn to."""

    code = models.CharField(max_length=40, unique=True, choices=choices(codes.ContactPoint))
    email = models.EmailField()
    phones = models.TextField(blank=True, help_text="One phone number a line.")
    website = models.URLField(blank=True)
    address = models.TextField(blank=True, help_text="One line of the address a line.")

    class Meta(Term.Meta):
        verbose_name = "contact point"


class Notice(Wording):
    """A page of ours as it is being edited: its title, its opening, and what it lists."""

    code = models.CharField(max_length=40, unique=True, choices=choices(codes.NoticeCode))
    title = models.CharField(max_length=200, validators=[validate_placeholders])
    lead = models.TextField(validators=[validate_placeholders])
    categories = models.ManyToManyField(PublishedCategory, blank=True)
    purposes = models.ManyToManyField(PublishedPurpose, blank=True)
    bases = models.ManyToManyField(PublishedBasis, blank=True)
    laws = models.ManyToManyField(PublishedLaw, blank=True)
    recipients = models.ManyToManyField(PublishedRecipient, blank=True)
    rights = models.ManyToManyField(PublishedRight, blank=True)
    periods = models.ManyToManyField(PublishedPeriod, blank=True)

    def __str__(self) -> str:
        return self.title


class NoticeSection(Wording):
    """One section of a page. A paragraph whose lines all begin with "- " is shown as a bullet list."""

    notice = models.ForeignKey(Notice, on_delete=models.CASCADE, related_name="sections")
    code = models.CharField(max_length=40, choices=choices(codes.Section))
    heading = models.CharField(max_length=200, validators=[validate_placeholders])
    body = models.TextField(blank=True, validators=[validate_placeholders])
    easy_read = models.TextField(
        blank=True,
        validators=[validate_placeholders],
        help_text="The same in short sentences, one a line, for people who find reading hard.",
    )
    order = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["order", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["notice", "code"], name="notice_section_appears_once"),
        ]

    def __str__(self) -> str:
        return self.heading
