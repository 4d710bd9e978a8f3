"""What the council offers."""

from django.db import transaction

from accounts.models import User
from cases.families.models import Service


@transaction.atomic
def service_save(*, service: Service, by: User, reason: str) -> None:
    """Write a service, new or changed, with who and why."""
    service._history_user = by  # type: ignore[attr-defined]  # the names simple-history reads them from
    service._change_reason = reason  # type: ignore[attr-defined]
    service.save()
