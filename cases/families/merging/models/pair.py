"""Two records that may be about one person, until somebody decides."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Greatest, Least

from accounts.keys import new_key
from cases.families.merging.queries import DuplicatePairQuerySet
from cases.families.models import Person


class PairReason(models.TextChoices):
    """Why two records may be about one person, the surest first."""

    NAME_AND_BIRTH = "name_and_birth", "Same name and date of birth"
    SWAPPED_NAME = "swapped_name", "Same date of birth, first and last name changed round"
    NICKNAME = "nickname", "Same date of birth and last name, and a short form of the first name"
    PHONE = "phone", "Same telephone number and a name that is alike"
    BIRTH = "birth", "Same date of birth and a name that is alike"
    SWAPPED_BIRTH = "swapped_birth", "Same name, and day and month of birth changed round"
    POSTCODE = "postcode", "Same postcode and a name that is alike"
    BY_HAND = "by_hand", "Put side by side by a member of staff"


class DuplicatePair(models.Model):
    """Two people whom the search of the night, or a manager, takes for one.

    "Not the same person" is decided once, with a reason, and the pair does not come back. A merge takes the pair away.
    """

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    first = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="pairs_first")
    second = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="pairs_second")
    reason = models.CharField("why they may be the same", max_length=20, choices=PairReason.choices)
    score = models.PositiveSmallIntegerField("how likely, of 100")
    found_at = models.DateTimeField()
    not_same_why = models.CharField("why they are two people", max_length=500, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    decided_at = models.DateTimeField(null=True, blank=True)

    objects = DuplicatePairQuerySet.as_manager()

    class Meta:
        ordering = ["-score", "id"]
        constraints = [
            models.CheckConstraint(condition=~Q(first=F("second")), name="pair_is_of_two"),
            models.UniqueConstraint(Least("first", "second"), Greatest("first", "second"), name="pair_once"),
            models.CheckConstraint(
                condition=Q(not_same_why="", decided_by__isnull=True, decided_at__isnull=True)
                | (~Q(not_same_why="") & Q(decided_by__isnull=False, decided_at__isnull=False)),
                name="pair_decided_in_full",
            ),
        ]

    def __str__(self) -> str:
        return self.get_reason_display()
