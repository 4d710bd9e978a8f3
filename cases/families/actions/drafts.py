"""Keeping what somebody types until they send it. Drafts are no records: each save overwrites the one before."""

import datetime

from django.db import transaction

from accounts.models import User
from cases.families.models import Draft, Family


@transaction.atomic
def draft_save(
    *, by: User, family: Family | None, form: str, fields: dict[str, list[str]], now: datetime.datetime
) -> Draft:
    """Keep the fields of one form about one family (or about nobody on file yet) for their writer alone.

    Raises ``ValueError`` for a form of more than 60 letters; a form has a short fixed name.
    """
    if not 0 < len(form) <= 60:
        raise ValueError("a draft names its form in 60 letters")
    # PostgreSQL cannot keep the null character, which only a broken paste contains.
    kept = {
        _without_null(name): [_without_null(value) for value in values] for name, values in fields.items()
    }
    draft, _ = Draft.objects.update_or_create(
        owner=by, family=family, form=form, defaults={"fields": kept, "saved_at": now}
    )
    return draft


@transaction.atomic
def draft_discard(*, by: User, family: Family | None, form: str) -> None:
    """Drop it: it was thrown away, or the form it belonged to has just been saved in this same transaction."""
    Draft.objects.filter(owner=by, family=family, form=form).delete()


def _without_null(text: str) -> str:
    return text.replace("\x00", "")
