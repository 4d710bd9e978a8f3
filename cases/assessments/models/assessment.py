"""An assessment of a family, part by part and answer by answer."""

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from accounts.records import Record
from accounts.walls import WallField
from cases.assessments.models.definition import FormQuestion, FormSection, FormVersion
from cases.assessments.queries import AnswerQuerySet, AssessmentPartQuerySet, AssessmentQuerySet
from cases.families.models import Family, Involvement, Person

LONGEST_ANSWER = 10_000
LONGEST_COMMENTS = 5_000


class State(models.TextChoices):
    """Where an assessment is on its way from the worker to the manager and back."""

    IN_PROGRESS = "in_progress", "In progress"
    SUBMITTED = "submitted", "Waiting for approval"
    RETURNED = "returned", "Returned with comments"
    APPROVED = "approved", "Approved"


OPEN = (State.IN_PROGRESS, State.RETURNED)
UNDECIDED = Q(decided_by__isnull=True, decided_at__isnull=True)
SENT = Q(submitted_by__isnull=False, submitted_at__isnull=False)


class Assessment(Record):
    """One assessment with one version of a form, as part of some work. Fixed once a manager has approved it.

    Early help asks first whether an assessment is already open: there is one at a time for each piece of work.
    """

    family = models.ForeignKey(Family, on_delete=models.PROTECT, related_name="assessments")
    involvement = models.ForeignKey(
        Involvement, on_delete=models.PROTECT, related_name="assessments", verbose_name="as part of"
    )
    form = models.ForeignKey(FormVersion, on_delete=models.PROTECT, related_name="assessments")
    state = models.CharField(max_length=12, choices=State.choices, default=State.IN_PROGRESS)
    started_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    started_at = models.DateTimeField("begun at")
    submitted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    submitted_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    decided_at = models.DateTimeField(null=True, blank=True)
    comments = models.TextField("the manager’s comments", max_length=LONGEST_COMMENTS, blank=True)
    wall = WallField()

    objects = AssessmentQuerySet.as_manager()

    class Meta:
        ordering = ["-started_at", "-id"]
        indexes = [
            models.Index("family", F("started_at").desc(), F("id").desc(), name="assessment_chronology"),
            models.Index(fields=["state", "submitted_at"], name="assessment_waiting"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["involvement"],
                condition=~Q(state=State.APPROVED),
                name="assessment_one_open_at_a_time",
            ),
            models.CheckConstraint(
                condition=Q(state=State.IN_PROGRESS) & UNDECIDED
                | Q(state=State.SUBMITTED) & UNDECIDED & SENT
                | Q(
                    state__in=[State.RETURNED, State.APPROVED],
                    decided_by__isnull=False,
                    decided_at__isnull=False,
                )
                & SENT,
                name="assessment_state_is_whole",
            ),
            models.CheckConstraint(
                condition=~Q(state=State.RETURNED) | ~Q(comments=""), name="assessment_return_says_why"
            ),
            models.CheckConstraint(
                condition=Q(decided_by__isnull=True)
                | ~Q(decided_by=F("started_by")) & ~Q(decided_by=F("submitted_by")),
                name="assessment_not_decided_by_its_author",
            ),
        ]

    def clean_fields(self, exclude: Any = None) -> None:
        """Check the values; the assessment stands behind the wall of its work."""
        self.wall = self.involvement.wall
        super().clean_fields(exclude=exclude)

    def __str__(self) -> str:
        return f"{self.form.definition}, begun {self.started_at:%d %b %Y}"

    @property
    def is_open(self) -> bool:
        """Whether its answers may still change."""
        return self.state in OPEN


class AssessmentPart(Record):
    """A section of an assessment, about the family or one of its people; filled in in any order."""

    assessment = models.ForeignKey(Assessment, on_delete=models.CASCADE, related_name="parts")
    section = models.ForeignKey(FormSection, on_delete=models.PROTECT, related_name="parts")
    person = models.ForeignKey(
        Person, on_delete=models.PROTECT, null=True, blank=True, related_name="assessment_parts"
    )
    is_complete = models.BooleanField("finished", default=False)

    objects = AssessmentPartQuerySet.as_manager()

    class Meta:
        ordering = ["id"]
        constraints = [
            # Two records of one child may be put together later: both parts stay then, with what each of them says.
            models.UniqueConstraint(
                fields=["assessment", "section"],
                condition=Q(person__isnull=True),
                name="assessment_part_of_family_once",
            )
        ]

    def __str__(self) -> str:
        return f"{self.section_id} of {self.assessment_id}"

    @property
    def title(self) -> str:
        """What it asks about, with the name where each person is asked about apart."""
        return f"{self.section}: {self.person.full_name}" if self.person else str(self.section)


class Answer(Record):
    """What was answered to one question. Several answers of a list stand each on a line of its own.

    An answer taken back is empty and stays with its versions. ``given_at`` is when it was first given: a family member
    who left before that day has no claim to it.
    """

    part = models.ForeignKey(AssessmentPart, on_delete=models.CASCADE, related_name="answers")
    question = models.ForeignKey(FormQuestion, on_delete=models.PROTECT, related_name="answers")
    value = models.TextField("answer", max_length=LONGEST_ANSWER, blank=True)
    given_at = models.DateTimeField("first answered at")

    objects = AnswerQuerySet.as_manager()

    class Meta:
        ordering = ["question__position", "id"]
        constraints = [
            models.UniqueConstraint(fields=["part", "question"], name="assessment_answer_once"),
        ]

    def __str__(self) -> str:
        return f"Answer to {self.question_id}"


class CopyWay(models.TextChoices):
    """How a copy reaches the family."""

    HANDED = "handed", "Handed over on paper"
    POST = "post", "By post"
    EMAIL = "email", "By email, as a PDF"
    OTHER = "other", "In another way"


class FamilyCopy(Record):
    """That a copy of an approved assessment was made for the family, by whom, and which sections went into it.

    ``sections`` and ``left_out`` are titles, one a line, without the names of whom they are about; ``part_keys`` say
    which parts they were. All are empty for a copy made before this was kept.
    """

    assessment = models.ForeignKey(Assessment, on_delete=models.CASCADE, related_name="copies")
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    part_keys = models.JSONField("keys of its parts", default=list, blank=True)
    sections = models.TextField("sections in it", blank=True)
    left_out = models.TextField("sections left out", blank=True)
    way = models.CharField("how the family gets it", max_length=10, choices=CopyWay.choices, blank=True)

    objects = AssessmentPartQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "copies for families"
        ordering = ["-made_at", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(way__in=["", *CopyWay.values]), name="family_copy_way_is_known"
            ),
        ]

    def __str__(self) -> str:
        return f"Copy made {self.made_at:%d %b %Y}"
