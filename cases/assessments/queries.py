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


class PlanQuerySet(RecordQuerySet[Any]):
    """Plans."""

    def seen_by(self, user: User) -> Self:
        """Plans of the families this person sees."""
        return self.filter(family_is_seen(user, "family_id"))


TO_PLAN = {
    "PlanNeed": "plan_id",
    "PlanGoal": "need__plan_id",
    "PlanAction": "goal__need__plan_id",
    "PlanReview": "plan_id",
    "GoalProgress": "review__plan_id",
    "TeamMeeting": "plan_id",
    "MeetingInvitee": "meeting__plan_id",
}
"""The way from each row of a plan to the plan."""


class OfPlanQuerySet(RecordQuerySet[Any]):
    """Needs, goals, actions, reviews and meetings."""

    def seen_by(self, user: User) -> Self:
        """Those of plans this person sees."""
        seen = _rows("Plan").visible_to(user)
        return self.filter(Exists(seen.filter(pk=OuterRef(self._to_plan))))

    def of_plan(self, plan: Any) -> Self:
        """Those of one plan."""
        return self.filter(**{self._to_plan: plan.pk})

    @property
    def _to_plan(self) -> str:
        return TO_PLAN[self.model.__name__]
