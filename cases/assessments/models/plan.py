"""The family's plan: what is needed, what should become better, who does what by when, and how it went."""

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from accounts.records import Record
from accounts.walls import WallField
from cases.assessments.queries import OfPlanQuerySet, PlanQuerySet
from cases.families.models import Family, Involvement, Person

LONGEST = 2_000
LONGEST_REVIEW = 10_000


class Area(models.TextChoices):
    """The ten headline outcomes of the Supporting Families programme (guidance 2022 to 2025, ch. 3)."""

    EDUCATION = "education", "Getting a good education"
    EARLY_YEARS = "early_years", "Early years"
    HEALTH = "health", "Mental and physical health"
    SUBSTANCES = "substances", "Drugs and alcohol"
    RELATIONSHIPS = "relationships", "Family relationships"
    EXPLOITATION = "exploitation", "Safe from abuse and exploitation"
    CRIME = "crime", "Crime and antisocial behaviour"
    DOMESTIC_ABUSE = "domestic_abuse", "Safe from domestic abuse"
    HOUSING = "housing", "A secure home"
    MONEY = "money", "Money that lasts"


class Somebody(Record):
    """Somebody of the team around the family: one of the family, one of our staff, or a partner agency in words."""

    person = models.ForeignKey(
        Person, on_delete=models.PROTECT, null=True, blank=True, related_name="%(class)ss"
    )
    worker = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    agency = models.CharField("agency, and who there", max_length=200, blank=True)

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                condition=(Q(person__isnull=False) | Q(worker__isnull=False) | ~Q(agency=""))
                & (Q(person__isnull=True) | Q(worker__isnull=True)),
                name="%(class)s_is_somebody",
            )
        ]

    @property
    def who(self) -> str:
        """Their name, or the agency."""
        return str(self.person or self.worker or self.agency)


class Plan(Record):
    """One plan for one piece of work; it stands as long as the work does."""

    family = models.ForeignKey(Family, on_delete=models.PROTECT, related_name="plans")
    involvement = models.OneToOneField(
        Involvement, on_delete=models.PROTECT, related_name="plan", verbose_name="as part of"
    )
    started_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    started_at = models.DateTimeField("begun at")
    wall = WallField()

    objects = PlanQuerySet.as_manager()

    class Meta:
        ordering = ["-started_at", "-id"]
        indexes = [models.Index("family", F("started_at").desc(), F("id").desc(), name="plan_chronology")]

    def clean_fields(self, exclude: Any = None) -> None:
        """Check the values; the plan stands behind the wall of its work."""
        self.wall = self.involvement.wall
        super().clean_fields(exclude=exclude)

    def __str__(self) -> str:
        return f"Plan, begun {self.started_at:%d %b %Y}"


class PlanNeed(Record):
    """Something the family needs or worries about, in one of the ten areas."""

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="needs")
    area = models.CharField(max_length=20, choices=Area.choices)
    words = models.TextField("the need", max_length=LONGEST)
    added_at = models.DateTimeField()

    objects = OfPlanQuerySet.as_manager()

    class Meta:
        ordering = ["added_at", "id"]

    def __str__(self) -> str:
        return self.words


class PlanGoal(Record):
    """What will be better, and how everybody will know."""

    need = models.ForeignKey(PlanNeed, on_delete=models.CASCADE, related_name="goals")
    words = models.TextField("the goal", max_length=LONGEST)
    signs = models.TextField("how we will know", max_length=LONGEST)
    added_at = models.DateTimeField()

    objects = OfPlanQuerySet.as_manager()

    class Meta:
        ordering = ["added_at", "id"]

    def __str__(self) -> str:
        return self.words


class Doing(models.TextChoices):
    """How far an action is."""

    OPEN = "open", "To do"
    DONE = "done", "Done"
    STOPPED = "stopped", "No longer needed"


class PlanAction(Somebody):
    """Who does what by when: the family and partner agencies as much as our staff."""

    goal = models.ForeignKey(PlanGoal, on_delete=models.CASCADE, related_name="actions")
    words = models.TextField("what will be done", max_length=LONGEST)
    due_on = models.DateField("by when")
    state = models.CharField(max_length=10, choices=Doing.choices, default=Doing.OPEN)
    ended_on = models.DateField("done or stopped on", null=True, blank=True)
    outcome = models.TextField("what came of it", max_length=LONGEST, blank=True)
    added_at = models.DateTimeField()

    objects = OfPlanQuerySet.as_manager()

    class Meta(Somebody.Meta):
        abstract = False
        ordering = ["due_on", "id"]
        constraints = [
            *Somebody.Meta.constraints,
            models.CheckConstraint(
                condition=Q(state=Doing.OPEN, ended_on__isnull=True)
                | ~Q(state=Doing.OPEN) & Q(ended_on__isnull=False),
                name="plan_action_ended_has_a_day",
            ),
        ]

    def __str__(self) -> str:
        return self.words


class PlanReview(Record):
    """Looking at the plan together: what has changed, goal by goal, and what the family says."""

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="reviews")
    held_on = models.DateField()
    summary = models.TextField("what has changed", max_length=LONGEST_REVIEW)
    family_view = models.TextField("what the family says", max_length=LONGEST_REVIEW)
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    written_at = models.DateTimeField()

    objects = OfPlanQuerySet.as_manager()

    class Meta:
        ordering = ["-held_on", "-id"]
        constraints = [
            models.UniqueConstraint(fields=["plan", "held_on"], name="plan_review_once_a_day"),
        ]

    def __str__(self) -> str:
        return f"Review on {self.held_on:%d %b %Y}"


class Progress(models.TextChoices):
    """How far a goal is at a review."""

    ACHIEVED = "achieved", "Achieved"
    BETTER = "better", "Some progress"
    SAME = "same", "No change"
    WORSE = "worse", "Worse than before"


class GoalProgress(Record):
    """How far one goal was at one review."""

    review = models.ForeignKey(PlanReview, on_delete=models.CASCADE, related_name="progress")
    goal = models.ForeignKey(PlanGoal, on_delete=models.CASCADE, related_name="progress")
    progress = models.CharField(max_length=10, choices=Progress.choices)

    objects = OfPlanQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "progress of goals"
        ordering = ["-review__held_on", "id"]
        constraints = [models.UniqueConstraint(fields=["review", "goal"], name="goal_progress_once_a_review")]

    def __str__(self) -> str:
        return self.get_progress_display()
