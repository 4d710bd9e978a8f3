"""The base of every casework model: a key, a history with who and why, and no way to write past that history."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any, NoReturn, Self, TypeVar

from django.db import models
from simple_history.models import HistoricalRecords

from accounts.authorship import name_author
from accounts.keys import new_key
from accounts.models import User
from accounts.walls import has_wall

R = TypeVar("R", bound="Record")


class UnrecordedWrite(Exception):
    """A write that would have left no trace of who and why. Call ``save_by`` or ``delete_by`` from an action."""


class RecordQuerySet(models.QuerySet[R]):
    """Rows of a casework model. Bulk writes leave no history in django-simple-history, so they are refused."""

    def visible_to(self, user: User) -> Self:
        """Rows this person has a ground to see, on their side of every wall."""
        rows = self.seen_by(user)
        return rows.filter(wall__in=["", *user.walls()]) if has_wall(self.model) else rows

    def seen_by(self, user: User) -> Self:
        """Rows this person has a ground to see; each app says what that is. Pages ask ``visible_to``."""
        raise NotImplementedError(f"{type(self).__name__} does not say who sees its rows")

    def _refuse(self, *args: Any, **kwargs: Any) -> NoReturn:
        raise UnrecordedWrite(f"{self.model.__name__} rows are written one at a time, each with who and why")

    update = _refuse
    bulk_create = _refuse
    bulk_update = _refuse
    delete = _refuse
    create = _refuse
    get_or_create = _refuse
    update_or_create = _refuse


class Record(models.Model):
    """A row of a family's file. Corrected, never overwritten in secret: each version keeps who, when and why."""

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)

    history = HistoricalRecords(
        inherit=True,
        history_id_field=models.UUIDField(default=new_key),
        history_change_reason_field=models.TextField(null=True),
    )

    class Meta:
        abstract = True

    def save_by(self, *, by: User | None, reason: str) -> None:
        """Write the row and its version; ``by`` is ``None`` only when a job of the system writes.

        Raises ``ValidationError`` for a value its field does not take, ``IntegrityError`` for a broken constraint.
        """
        relations = [field.name for field in self._meta.fields if field.is_relation]
        self.clean_fields(exclude=relations)
        name_author(self, by=by, reason=reason)
        super().save()

    def put_by(self, *, only: Collection[str] | None, by: User | None, reason: str) -> None:
        """Write these columns of a row and no others, or (``None``) a row that was removed back as it was.

        For rows that are moved or given back whole: what they say is not checked again, because an old value may no
        longer be what its field takes today.
        """
        name_author(self, by=by, reason=reason)
        if only is None:
            super().save(force_insert=True)
        else:
            super().save(update_fields=only)

    def delete_by(self, *, by: User | None, reason: str) -> None:
        """Remove the row and leave a version that says who removed it and why (disposal removes those too)."""
        name_author(self, by=by, reason=reason)
        super().delete()

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Refused: use ``save_by``."""
        raise UnrecordedWrite(f"{type(self).__name__} is saved with save_by, which says who and why")

    def delete(self, *args: Any, **kwargs: Any) -> NoReturn:
        """Refused: use ``delete_by``."""
        raise UnrecordedWrite(f"{type(self).__name__} is deleted with delete_by, which says who and why")

    def __repr__(self) -> str:
        """The key alone: names must not reach a log or an error report."""
        return f"<{type(self).__name__} {self.pk}>"
