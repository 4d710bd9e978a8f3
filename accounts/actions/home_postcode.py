"""Keeping a member of staff's own postcode, or taking it away."""

from django.db import transaction

from accounts.models import HomePostcode, User


@transaction.atomic
def home_postcode_set(*, postcode: str, by: User) -> None:
    """Keep one's own postcode; an empty one takes it away for good."""
    if postcode:
        HomePostcode.objects.update_or_create(user=by, defaults={"postcode": postcode})
    else:
        HomePostcode.objects.filter(user=by).delete()
