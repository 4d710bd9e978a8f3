"""Which assessments somebody may see: those of the families they see. Row security says the same again."""

from __future__ import annotations

from typing import Any, Self

from django.apps import apps
from django.db.models import Exists, OuterRef

from accounts.models import User
from accounts.permissions import Permission
from accounts.records import RecordQuerySet
from cases.families.queries import family_is_seen

OPEN = ("in_progress", "returned")


def _rows(model: str) -> Any:
    return apps.get_model("assessments", model).objects


class AssessmentQuerySet(RecordQuerySet[Any]):
    """Assessments."""

    def seen_by(self, user: User) -> Self:
        """Assessments of the families this person sees."""
        return self.filter(family_is_seen(user, "family_id"))

    def awaiting(self, user: User) -> Self:
        """Those this person may sign off: of teams they lead, and not their own work."""
        if not user.can(Permission.ASSESSMENT_APPROVE):
            return self.none()
        return (
            self.filter(state="submitted", involvement__team__in=user.team_ids())
            .exclude(started_by=user)
            .exclude(submitted_by=user)
        )

    def in_hand(self, user: User) -> Self:
        """Those this person began and has still to finish."""
        return self.filter(state__in=OPEN, started_by=user)


class AssessmentPartQuerySet(RecordQuerySet[Any]):
    """Parts of assessments."""

    def seen_by(self, user: User) -> Self:
        """Parts of assessments this person sees."""
        seen = _rows("Assessment").visible_to(user)
        return self.filter(Exists(seen.filter(pk=OuterRef("assessment_id"))))


class AnswerQuerySet(RecordQuerySet[Any]):
    """Answers."""

    def seen_by(self, user: User) -> Self:
        """Answers in assessments this person sees."""
        seen = _rows("Assessment").visible_to(user)
        return self.filter(Exists(seen.filter(pk=OuterRef("part__assessment_id"))))
