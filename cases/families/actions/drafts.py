"""Keeping what somebody types until they send it. Drafts are no records: each save overwrites the one before."""

import datetime

from django.db import transaction

from accounts.models import User
from cases.families.models import Draft, Family
from cases.families.models.draft import LONGEST_NAME


@transaction.atomic
def draft_save(
    *, by: User, family: Family | None, form: str, fields: dict[str, list[str]], now: datetime.datetime
) -> Draft:
    """Keep the fields of one form about one family (or about nobody on file yet) for their writer alone.

    A form is named by a short fixed name or by its address. Raises ``ValueError`` for one of more than 200 letters.
    """
    if not 0 < len(form) <= LONGEST_NAME:
        raise ValueError(f"a draft names its form in {LONGEST_NAME} letters")
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


@transaction.atomic
def page_sent(*, by: User, page: str) -> None:
    """Drop what was kept of the form at this address: it was thrown away, or saved in this same transaction."""
    Draft.objects.filter(owner=by, form=page).delete()


def _without_null(text: str) -> str:
    return text.replace("\x00", "")
