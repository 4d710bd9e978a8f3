"""Changing the words of the notices as they are being edited. What the public reads waits for a second person."""

from django.db import transaction

from accounts.models import User
from privacy.models.notice import Wording


@transaction.atomic
def wording_change(*, wording: Wording, by: User, reason: str) -> None:
    """Save a council's own words in the draft, with who and why; nobody outside reads them yet.

    Raises ValidationError for words a field does not take.
    """
    wording.save_by(by=by, reason=reason)
