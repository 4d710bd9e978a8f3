"""What every row about a request has in common: officers see it, nobody else does."""

from __future__ import annotations

from typing import Any, Self

from accounts.models import User
from accounts.permissions import Permission
from accounts.records import RecordQuerySet


class OfRequestQuerySet(RecordQuerySet[Any]):
    """Rows about requests."""

    def visible_to(self, user: User) -> Self:
        """All of them to information officers, none to anybody else."""
        return self.all() if user.can(Permission.REQUEST_HANDLE) else self.none()
