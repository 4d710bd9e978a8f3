"""What every form with a draft does alike. The form's own route names the permission and calls the action."""

from collections.abc import Mapping

from django.http import JsonResponse, QueryDict

from accounts.holding import may_be_kept
from accounts.models import User
from cases.families.models import Draft, Family

BUTTONS = {"save_draft"}


def draft_of(user: User, family: Family | None, form: str) -> Draft | None:
    """What this person typed into the form about this family and has not sent."""
    return Draft.objects.visible_to(user).filter(family=family, form=form).first()


def typed(post: QueryDict) -> dict[str, list[str]]:
    """The fields of a posted form as they were typed, good or bad; buttons and tokens are left out."""
    return {name: [str(value) for value in values] for name, values in post.lists() if _is_kept(name)}


def restored(draft: Draft) -> QueryDict:
    """The draft as the browser would post it again."""
    post = QueryDict(mutable=True)
    fields: Mapping[str, list[str]] = draft.fields
    for name, values in fields.items():
        post.setlist(name, list(values))
    return post


def replaced(posted: QueryDict, name: str, value: object) -> QueryDict:
    """What was posted, with another answer in a hidden field."""
    data = posted.copy()
    data[name] = str(value)
    return data


def answer(draft: Draft | None) -> JsonResponse:
    """What the autosave module hears; ``None`` when the form was sent meanwhile and there is nothing left to keep."""
    return JsonResponse({"saved_at": draft.saved_at.isoformat() if draft else None})


def _is_kept(name: str) -> bool:
    return may_be_kept(name) and name not in BUTTONS
