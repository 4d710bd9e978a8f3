"""What the council offers."""

from django.db import transaction

from accounts.authorship import name_author
from accounts.models import User
from cases.families.models import Service


@transaction.atomic
def service_save(*, service: Service, by: User, reason: str) -> None:
    """Write a service, new or changed, with who and why."""
    name_author(service, by=by, reason=reason)
    service.save()
