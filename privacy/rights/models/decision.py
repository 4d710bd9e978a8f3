"""What was decided about a right somebody used, and whether it is done."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from accounts.records import Record
from privacy.models import DataRequest
from privacy.models.data_request import RequestRight
from privacy.rights.queries import DecisionQuerySet

LONGEST = 4_000


class Ground(models.TextChoices):
    """Why a right is granted or refused: the pick list of reference 5."""

    # --- erasure, for (Article 17(1))
    NOT_NEEDED = "not_needed", "We no longer need it for what we collected it for"
    CONSENT_WITHDRAWN = "consent_withdrawn", "It was held by consent, and they take it back"
    OBJECTION_STANDS = "objection_stands", "They object, and nothing outweighs it"
    UNLAWFUL = "unlawful", "It was used unlawfully"
    LAW_SAYS_SO = "law_says_so", "A law says it must be deleted"
    COLLECTED_FROM_CHILD = "collected_from_child", "A child gave it for an online service"
    # --- erasure, against (Article 17(3))
    PUBLIC_TASK = "public_task", "We need it for a public task or because a law says so"
    PUBLIC_HEALTH = "public_health", "Public health needs it"
    ARCHIVE = "archive", "An archive or research in the public interest needs it"
    CLAIMS = "claims", "Somebody needs it for a legal claim"
    # --- objection (Article 21(1))
    COMPELLING = "compelling", "Compelling grounds outweigh what they want"
    STOPPED = "stopped", "Nothing outweighs it: the use stops"
    # --- rectification (Article 16)
    WRONG_FACT = "wrong_fact", "A fact is wrong"
    OPINION = "opinion", "It is an opinion: it stays, with their statement beside it"
    FACT_STANDS = "fact_stands", "We checked it, and it is right"
    # --- restriction (Article 18)
    ACCURACY_CHECKED = "accuracy_checked", "They say it is not right, and we check"
    OBJECTION_WEIGHED = "objection_weighed", "They object, and we weigh it"
    KEPT_FOR_THEM = "kept_for_them", "It was used unlawfully or is not needed, and they want it kept"
    NO_CASE = "no_case", "None of the four cases of the law applies"
    # --- portability (Article 20)
    BY_CONSENT = "by_consent", "They gave it by consent"
    NOT_BY_CONSENT = (
        "not_by_consent",
        "None of it was given by consent: we hold it because a law or public task says so",
    )


class Keeps(models.TextChoices):
    """Why a granted erasure waits, in words for the officers."""

    HELD = (
        "held",
        "A hold, a lock, a complaint or another request keeps it, theirs or of somebody in their family. It goes when"
        " nothing does. The records officers know of holds",
    )
    OTHERS = (
        "others",
        "Somebody else is in this file, or work with the family is open. The file goes when neither is so",
    )
    UNTOLD = "untold", "A recipient is still to be told. The file goes afterwards"
    SHARED = (
        "shared",
        "Something about somebody else hangs on it, so it stays. Ask whoever works with the family to put that right",
    )


class Decision(Record):
    """One decision on one request. Granting erasure needs a second officer; every other counts at once.

    ``chosen`` says what it is about in a form the program carries out: kinds of record to erase, or the fact to correct
    with its new value.
    """

    request = models.ForeignKey(DataRequest, on_delete=models.PROTECT, related_name="decisions")
    right = models.CharField(max_length=20, choices=RequestRight.choices)
    is_granted = models.BooleanField("granted")
    ground = models.CharField("on what ground", max_length=30, choices=Ground.choices)
    what = models.TextField("what it is about", max_length=LONGEST)
    reasons = models.TextField("reasons, as the letter gives them", max_length=LONGEST)
    chosen = models.JSONField("what is carried out", default=dict, blank=True)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    decided_at = models.DateTimeField("decided")
    needs_second = models.BooleanField("a second officer has to agree", default=False)
    agreed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    agreed_at = models.DateTimeField(null=True, blank=True)
    done_at = models.DateTimeField("done", null=True, blank=True)
    done_words = models.CharField("what was done", max_length=500, blank=True)
    list_given_on = models.DateField("recipients named to the person", null=True, blank=True)

    objects = DecisionQuerySet.as_manager()

    class Meta(Record.Meta):
        ordering = ["-decided_at", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(agreed_by__isnull=True, agreed_at__isnull=True)
                | Q(agreed_by__isnull=False, agreed_at__isnull=False),
                name="decision_agreement_is_whole",
            ),
            models.CheckConstraint(
                condition=Q(agreed_by__isnull=True) | ~Q(agreed_by=F("decided_by")),
                name="decision_is_agreed_by_another",
            ),
            models.CheckConstraint(
                condition=~Q(right="erasure", is_granted=True) | Q(needs_second=True),
                name="decision_to_erase_needs_a_second",
            ),
            models.CheckConstraint(
                condition=Q(done_at__isnull=True)
                | Q(is_granted=True, needs_second=False)
                | Q(is_granted=True, agreed_at__isnull=False),
                name="decision_is_done_once_it_counts",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_right_display()}: {'granted' if self.is_granted else 'refused'}"

    @property
    def state(self) -> str:
        """Where it stands, in words."""
        if not self.is_granted:
            return "Refused"
        if self.needs_second and self.agreed_at is None:
            return "Waits for a second officer"
        return "Done" if self.done_at else "To be carried out"

    @property
    def kept_by(self) -> str:
        """What kept it from being erased when that was tried last, in words; empty when nothing did."""
        keeps = self.chosen.get("kept_by", "")
        return "" if self.done_at or not keeps else str(Keeps(keeps).label)

    @property
    def workers_asked(self) -> int | None:
        """How many workers were given the task to correct it; ``None`` when none had to be asked, or not yet."""
        asked: int | None = self.chosen.get("workers_asked")
        return asked
