"""What the council offers, and how soon it promises each step."""

from django.db import transaction

from accounts.authorship import name_author
from accounts.models import User
from cases.families.models import Service, Timescale


@transaction.atomic
def service_save(*, service: Service, by: User, reason: str) -> None:
    """Write a service, new or changed, with who and why."""
    name_author(service, by=by, reason=reason)
    service.save()


@transaction.atomic
def timescale_save(*, timescale: Timescale, by: User, reason: str) -> None:
    """Write how long a step may take. Due dates are worked out anew from then on, for open work too."""
    name_author(timescale, by=by, reason=reason)
    timescale.save()
