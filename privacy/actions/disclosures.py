"""Writing the log of what was shared."""

from __future__ import annotations

import datetime

from django.db import transaction
from django.utils import timezone

from accounts.models import User
from cases.families.actions.rows import Refused
from cases.families.models import UseLock
from cases.families.queries import wall_of_work
from privacy.codes import NoticeCode
from privacy.models import Disclosure
from privacy.notices.queries import live_lines
from privacy.rules.disclosure import may_decide, may_go


class NotOnTheNotice(Refused):
    """The notice does not list this kind of recipient, so nothing may be shared with them."""

    def __init__(self) -> None:
        super().__init__(
            "The notice does not say that we share with anybody else, so this may not be shared. Nothing was saved. Ask"
            " the information officers: they can tell you whether the law allows it, and whether the notice has to"
            " change first"
        )


class LockedForUse(Refused):
    """Somebody used their right to have this kept and not used (Article 18); a child at risk is another matter."""

    def __init__(self) -> None:
        super().__init__(
            "What we hold about them may not be used now, so it may not be shared. Nothing was saved. Ask the"
            " information officers: they know how long this takes. If a child is at risk, say so below and share it"
        )


class NotNow(Refused):
    """Somebody decided or sent it meanwhile, or it is not this person's to decide."""

    def __init__(self) -> None:
        super().__init__(
            "Somebody decided or sent this meanwhile, or it waits for a manager. Nothing was changed"
        )


@transaction.atomic
def disclosure_propose(*, disclosure: Disclosure, at: datetime.datetime, by: User) -> Disclosure:
    """Write down what is to be shared. Raises ``NotOnTheNotice`` for a recipient the live notice does not name."""
    check_may_be_shared(disclosure, on=timezone.localdate(at))
    disclosure.written_by, disclosure.written_at = by, at
    disclosure.wall = wall_of_work(by, disclosure.family_id)
    disclosure.save_by(by=by, reason="To be shared at once" if disclosure.is_urgent else "To be shared")
    return disclosure


@transaction.atomic
def disclosure_decide(
    *, disclosure: Disclosure, decision: str, words: str, at: datetime.datetime, by: User
) -> None:
    """Agree or not. Raises ``NotNow`` when it is decided, or this person wrote it."""
    held = _held(disclosure)
    if not may_decide(held, by):
        raise NotNow
    held.decision, held.decision_words, held.decided_by, held.decided_at = decision, words, by, at
    held.save_by(by=by, reason=words or held.get_decision_display())


@transaction.atomic
def disclosure_share(*, disclosure: Disclosure, on: datetime.date, how: str, by: User) -> None:
    """Note that it went out, and how.

    Raises ``NotNow`` when it may not go, or has gone, and ``NotOnTheNotice`` or ``LockedForUse`` like proposing it:
    much can change between a manager's yes and the sending.
    """
    held = _held(disclosure)
    if not may_go(held):
        raise NotNow
    check_may_be_shared(held, on=max(on, timezone.localdate(held.written_at)))
    held.shared_on, held.shared_how = on, how
    held.save_by(by=by, reason="Shared")


def check_may_be_shared(disclosure: Disclosure, *, on: datetime.date) -> None:
    """Raises ``NotOnTheNotice`` for a recipient the notice of that day does not name, and ``LockedForUse``."""
    (recipients,) = live_lines(NoticeCode.SERVICE, on, "recipients")
    if disclosure.recipient not in {line.code for line in recipients}:
        raise NotOnTheNotice
    _check_lock(disclosure)


def _check_lock(disclosure: Disclosure) -> None:
    """Article 18(2): what protects another person, a child say, may go all the same."""
    around = UseLock.objects.standing().around_family(disclosure.family_id)
    if not disclosure.is_urgent and around.exists():
        raise LockedForUse


def _held(disclosure: Disclosure) -> Disclosure:
    locked: Disclosure = Disclosure.objects.select_for_update().get(pk=disclosure.pk)
    return locked
