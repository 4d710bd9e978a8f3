"""A referral: who asks for help for whom, what worries them, and how far the front door has come with it."""

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from accounts.models import Team
from accounts.records import Record
from accounts.walls import WallField
from cases.families.models import Family
from cases.referrals.queries import ReferralQuerySet

LONGEST_SOURCE = 20_000
LONGEST_CONCERNS = 8_000
LONGEST_ASKED = 2_000
LONGEST_WHY = 500


class Way(models.TextChoices):
    """How a referral reached us."""

    PHONE = "phone", "By phone"
    EMAIL = "email", "By email"
    LETTER = "letter", "On paper"
    IN_PERSON = "in_person", "In person"
    WEB = "web", "By web form"


class ReferrerKind(models.TextChoices):
    """Where people who refer stand."""

    SCHOOL = "school", "School, nursery or college"
    HEALTH = "health", "Health"
    POLICE = "police", "Police"
    SOCIAL_CARE = "social_care", "Children’s Social Care"
    COUNCIL = "council", "Another part of the council"
    VOLUNTARY = "voluntary", "Voluntary organisation"
    FAMILY = "family", "The family themselves"
    OTHER = "other", "Somebody else"


class Category(models.TextChoices):
    """What help is mostly asked for; the rest stands in the words."""

    PARENTING = "parenting", "Parenting and routines"
    BEHAVIOUR = "behaviour", "Behaviour at home or school"
    ATTENDANCE = "attendance", "School attendance"
    CHILD_WELLBEING = "child_wellbeing", "A child’s emotional wellbeing"
    PARENT_WELLBEING = "parent_wellbeing", "A parent’s mental health"
    PARENTAL_CONFLICT = "parental_conflict", "Conflict between parents"
    DOMESTIC_ABUSE = "domestic_abuse", "Domestic abuse"
    DISABILITY = "disability", "Special needs or disability"
    SUBSTANCES = "substances", "Alcohol or drugs"
    HOUSING_MONEY = "housing_money", "Housing or money"
    YOUNG_CARER = "young_carer", "A young carer"
    EXPLOITATION = "exploitation", "Risk outside the home"
    OTHER = "other", "Something else"


class Priority(models.TextChoices):
    """How soon somebody has to look at it."""

    URGENT = "urgent", "Urgent"
    HIGH = "high", "High"
    ROUTINE = "routine", "Routine"


class Consent(models.TextChoices):
    """Early help is voluntary: the family agrees to be referred, or it is written down why nobody asked them.

    What a family refused is not stored at all, so there is no word for it here.
    """

    GIVEN = "given", "Yes, the family knows and agrees"
    NOT_NEEDED = "not_needed", "They were not asked, and there is a reason"


class Stage(models.TextChoices):
    """How far the front door has come."""

    NEW = "new", "New"
    SCREENING = "screening", "Screening"
    DECISION = "decision", "Waiting for a decision"
    DONE = "done", "Decided"


class Referral(Record):
    """One request for help, as it was told to us. It may be about people who are on nobody's file yet.

    ``id`` is made when the empty form is first shown, so that the same form sent twice is the same referral. As long as
    no family is linked, only the front door of the receiving team (and the one that passed it on) sees it, and whoever
    wrote it down until it is decided; from then on it belongs to the family's file.
    """

    reference = models.CharField(max_length=20, unique=True, editable=False)
    way = models.CharField("how it reached us", max_length=20, choices=Way.choices)
    received_at = models.DateTimeField("received")
    source_text = models.TextField("the message as it came", max_length=LONGEST_SOURCE, blank=True)
    referrer_kind = models.CharField("who refers", max_length=20, choices=ReferrerKind.choices)
    referrer_name = models.CharField("name of the referrer", max_length=100)
    referrer_role = models.CharField("role of the referrer", max_length=100, blank=True)
    referrer_organisation = models.CharField("organisation", max_length=150, blank=True)
    referrer_contact = models.CharField("how to reach the referrer", max_length=200, blank=True)
    address_lines = models.CharField("address", max_length=300, blank=True)
    postcode = models.CharField(max_length=10, blank=True)
    category = models.CharField("main reason", max_length=20, choices=Category.choices)
    concerns = models.TextField("concerns and needs", max_length=LONGEST_CONCERNS)
    asked_for = models.TextField("what is asked of us", max_length=LONGEST_ASKED, blank=True)
    priority = models.CharField(max_length=10, choices=Priority.choices)
    consent = models.CharField("does the family agree?", max_length=12, choices=Consent.choices)
    consent_by = models.CharField("who agreed", max_length=100, blank=True)
    consent_on = models.DateField("agreed on", null=True, blank=True)
    consent_why_not = models.TextField("why they were not asked", max_length=LONGEST_WHY, blank=True)
    team = models.ForeignKey(
        Team, on_delete=models.PROTECT, related_name="referrals", verbose_name="received by"
    )
    passed_from = models.ForeignKey(
        Team, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name="passed on by"
    )
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="referrals_recorded",
    )  # nobody, where whoever refers typed it themselves
    recorded_at = models.DateTimeField("written down at")
    due_at = models.DateTimeField("to be decided by")
    searched_at = models.DateTimeField("our records searched", null=True, blank=True)
    stage = models.CharField(max_length=10, choices=Stage.choices, default=Stage.NEW)
    assigned_to = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="referrals",
        verbose_name="with",
    )
    screening = models.TextField("what screening found", max_length=LONGEST_CONCERNS, blank=True)
    decided_at = models.DateTimeField("decided", null=True, blank=True)
    family = models.ForeignKey(
        Family, on_delete=models.PROTECT, null=True, blank=True, related_name="referrals"
    )
    wall = WallField()

    objects = ReferralQuerySet.as_manager()

    class Meta:
        ordering = ["due_at", "id"]
        indexes = [
            models.Index("family", F("received_at").desc(), F("id").desc(), name="referral_chronology"),
            models.Index(fields=["family", "recorded_by"], name="referral_authors"),
            models.Index("due_at", "id", condition=~Q(stage="done"), name="referral_waiting"),
            models.Index(F("decided_at").desc(), F("id").desc(), name="referral_decided"),
        ]
        constraints = [
            models.CheckConstraint(condition=~Q(concerns=""), name="referral_says_why"),
            models.CheckConstraint(
                condition=Q(recorded_by__isnull=False) | Q(way="web"),
                name="referral_is_written_down_by_somebody",
            ),
            models.CheckConstraint(condition=~Q(referrer_name=""), name="referral_says_who_refers"),
            models.CheckConstraint(
                condition=Q(received_at__lte=F("recorded_at")), name="referral_is_not_in_the_future"
            ),
            models.CheckConstraint(
                condition=(Q(stage="done") & Q(decided_at__isnull=False))
                | (~Q(stage="done") & Q(decided_at__isnull=True)),
                name="referral_is_done_once_decided",
            ),
            models.CheckConstraint(
                condition=(Q(consent="given", consent_on__isnull=False) & ~Q(consent_by=""))
                | (Q(consent="not_needed") & ~Q(consent_why_not="")),
                name="referral_has_consent_or_a_reason",
            ),
            models.CheckConstraint(
                condition=Q(passed_from__isnull=True) | ~Q(passed_from=F("team")),
                name="referral_passed_to_another_team",
            ),
            models.CheckConstraint(
                condition=Q(way__in=Way.values, stage__in=Stage.values, priority__in=Priority.values)
                & Q(category__in=Category.values, referrer_kind__in=ReferrerKind.values),
                name="referral_words_are_known",
            ),
        ]

    def __str__(self) -> str:
        return f"Referral {self.reference}"

    @property
    def referrer(self) -> str:
        """Who refers, in one line."""
        told: list[Any] = [self.referrer_name, self.referrer_role, self.referrer_organisation]
        return ", ".join(part for part in told if part)
