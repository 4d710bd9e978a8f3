"""Changing the words of the published notices."""

from datetime import date

from django.db import transaction

from accounts.models import User
from privacy.models.notice import Notice, Wording
from privacy.queries import notices_showing


@transaction.atomic
def wording_change(*, wording: Wording, on: date, by: User, reason: str) -> list[Notice]:
    """Save a council's own words and give every page that shows them a new version, dated `on` (Europe/London).

    Returns the pages that changed, so that a page somebody printed can be told from the one that replaced it.
    Raises ValidationError for words a field does not take.
    """
    wording.save_by(by=by, reason=reason)
    changed = list(notices_showing(wording).select_for_update())
    for notice in changed:
        notice.version += 1
        notice.changed_on = on
        notice.save_by(by=by, reason=reason)
    return changed
