"""How a text travels: the outbox that the worker sends from."""

from django.db import models
from django.db.models import Q

from cases.texts.models.text import Text
from cases.texts.queries import DeliveryQuerySet


class Status(models.TextChoices):
    """Where a text is. The hyphenated ones from ``delivered`` on are GOV.UK Notify's own words."""

    QUEUED = "queued", "Waiting to be sent"
    SENDING = "sending", "Being handed over"
    SENT = "sent-to-notify", "Sent, not yet confirmed"
    DELIVERED = "delivered", "Delivered"
    TEMPORARY_FAILURE = "temporary-failure", "Not delivered: phone off or out of reach"
    PERMANENT_FAILURE = "permanent-failure", "Not delivered: this number does not work"
    TECHNICAL_FAILURE = "technical-failure", "Not delivered: a fault at Notify or the network"
    CANCELLED = "cancelled", "Not sent: it was no longer safe"
    NEEDS_A_PERSON = "needs-a-person", "Somebody needs to look at this"


WAITING = (Status.QUEUED, Status.SENDING)
UNFINISHED = (*WAITING, Status.SENT)
FINAL = (
    Status.DELIVERED,
    Status.TEMPORARY_FAILURE,
    Status.PERMANENT_FAILURE,
    Status.TECHNICAL_FAILURE,
)


class Delivery(models.Model):
    """Bookkeeping of one text, written with it and overwritten as it moves; it keeps no history on purpose.

    ``next_try_at`` is when somebody has to look again, whatever the status: to send, to take over a claim whose holder
    died, or to ask what became of it. All times are aware.
    """

    text = models.OneToOneField(Text, on_delete=models.CASCADE, primary_key=True, related_name="delivery")
    status = models.CharField(max_length=20, choices=Status.choices, default=Status.QUEUED)
    why = models.CharField("why it is there", max_length=200, blank=True)
    attempts = models.PositiveSmallIntegerField("tries", default=0)
    claimed_at = models.DateTimeField("last taken up", null=True)
    next_try_at = models.DateTimeField("when to look again", null=True)
    notify_id = models.UUIDField("id at GOV.UK Notify", null=True, unique=True)
    sent_at = models.DateTimeField("taken on by GOV.UK Notify", null=True)
    completed_at = models.DateTimeField("came to its end", null=True)

    objects = DeliveryQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "deliveries"
        indexes = [
            models.Index(
                fields=["next_try_at"],
                condition=Q(status__in=[str(s) for s in UNFINISHED]),
                name="delivery_due",
            )
        ]
        constraints = [
            models.CheckConstraint(condition=Q(status__in=Status.values), name="delivery_status_is_known"),
            models.CheckConstraint(
                condition=~Q(status__in=[str(s) for s in WAITING]) | Q(next_try_at__isnull=False),
                name="delivery_waiting_is_looked_at_again",
            ),
            models.CheckConstraint(
                # Notify's id is blanked when the schedule says so; by then nobody asks Notify any more.
                condition=~Q(status=Status.SENT.value)
                | (Q(sent_at__isnull=False) & (Q(notify_id__isnull=False) | Q(next_try_at__isnull=True))),
                name="delivery_sent_is_known_to_notify",
            ),
        ]

    @property
    def colour(self) -> str:
        """The colour of its tag: green arrived, red did not, yellow wants somebody, blue is on its way."""
        if self.status == Status.DELIVERED:
            return "green"
        if self.status == Status.NEEDS_A_PERSON:
            return "yellow"
        return "red" if self.status in (*FINAL, Status.CANCELLED) else ""

    def __str__(self) -> str:
        return f"{self.status} after {self.attempts} tries"
