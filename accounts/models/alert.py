"""Something a member of staff must be told at once, whatever page they are on."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from accounts.keys import new_key
from accounts.queries import AlertQuerySet


class AlertKind(models.TextChoices):
    """What happened, in words that name nobody: an alert may be seen over a shoulder."""

    BREAK_GLASS = "break_glass", "Somebody opened a family outside their work, in an emergency"
    ACCESS_PATTERN = "access_pattern", "A way of looking at records needs your explanation or a question"
    MEMBERSHIP_REVIEW = "membership_review", "Confirm who still works in your team"
    ACCESS_ENDING = "access_ending", "Your access ends soon unless your manager confirms it"
    NEW_DEVICE = "new_device", "You signed in with a device we had not seen before"
    SIGN_IN_CHANGED = "sign_in_changed", "How you sign in was changed"
    SIGN_IN_GUESSED = "sign_in_guessed", "Somebody has tried many times to sign in as you"


class Alert(models.Model):
    """One message of the portal to one member of staff, open until they have opened it.

    It says what kind of thing happened and where to read about it (a route and a key), never about whom. An email,
    where the council has set one up, says only that something waits.
    """

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="alerts")
    kind = models.CharField(max_length=20, choices=AlertKind.choices)
    route = models.CharField("where to read about it", max_length=100, blank=True)
    key = models.UUIDField("of what", null=True)
    raised_at = models.DateTimeField()
    seen_at = models.DateTimeField(null=True)

    objects = AlertQuerySet.as_manager()

    class Meta:
        ordering = ["-raised_at", "-id"]
        indexes = [models.Index(fields=["user"], condition=Q(seen_at__isnull=True), name="alert_waiting")]
        constraints = [
            models.CheckConstraint(condition=Q(key__isnull=True) | ~Q(route=""), name="alert_key_has_a_route")
        ]

    def __str__(self) -> str:
        return self.get_kind_display()


class AlertEmail(models.Model):
    """An email about an alert that has not gone out yet: made with the alert, gone once the mail server has taken it.

    ``detail`` is all it may say beyond the kind of alert: a browser, as in "Chrome on Windows".
    """

    alert = models.OneToOneField(Alert, on_delete=models.CASCADE, primary_key=True, related_name="email")
    detail = models.CharField(max_length=100, blank=True)
    attempts = models.PositiveSmallIntegerField("tries", default=0)
    next_try_at = models.DateTimeField("when to try next", db_index=True)

    def __str__(self) -> str:
        return f"Email after {self.attempts} tries"
