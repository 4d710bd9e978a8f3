"""An audit of one family's file: graded areas, what is strong, what should change."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from accounts.records import Record
from accounts.walls import WallField
from cases.families.models import Family
from cases.oversight.queries import CaseAuditQuerySet

LONGEST = 4_000
AREAS = ("voice_grade", "assessment_grade", "plan_grade", "recording_grade", "supervision_grade")


class Grade(models.TextChoices):
    """The four grades of Ofsted's inspections of children's services, as practitioners know them."""

    OUTSTANDING = "outstanding", "Outstanding"
    GOOD = "good", "Good"
    REQUIRES_IMPROVEMENT = "requires_improvement", "Requires improvement"
    INADEQUATE = "inadequate", "Inadequate"


def _grade(label: str) -> models.CharField:  # type: ignore[type-arg]  # Django does not subscript it at run time
    return models.CharField(label, max_length=20, choices=Grade.choices, blank=True)


class CaseAudit(Record):
    """A file drawn by chance or chosen, read by somebody who does not work with the family, and graded.

    It is about the quality of the work. It stays on the family's file, because it may change what is done for them.
    """

    family = models.ForeignKey(Family, on_delete=models.PROTECT, related_name="case_audits")
    auditor = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="case_audits"
    )
    drawn_on = models.DateField("drawn on")
    due_on = models.DateField("due on")
    done_on = models.DateField("finished on", null=True, blank=True)
    voice_grade = _grade("the children’s voice and experience")
    assessment_grade = _grade("assessment")
    plan_grade = _grade("plan and what came of it")
    recording_grade = _grade("recording and chronology")
    supervision_grade = _grade("supervision and oversight")
    overall_grade = _grade("overall")
    strengths = models.TextField("what is strong", max_length=LONGEST, blank=True)
    improvements = models.TextField(
        "what should change, who does it and by when", max_length=LONGEST, blank=True
    )
    wall = WallField()

    objects = CaseAuditQuerySet.as_manager()

    class Meta(Record.Meta):
        ordering = ["-drawn_on", "-id"]
        indexes = [models.Index(fields=["auditor", "due_on"], name="audit_by_auditor")]
        constraints = [
            models.CheckConstraint(
                condition=Q(done_on__isnull=True) | Q(done_on__gte=F("drawn_on")),
                name="audit_ends_after_drawing",
            ),
            models.CheckConstraint(
                condition=Q(done_on__isnull=True)
                | ~(
                    Q(strengths="")
                    | Q(overall_grade="")
                    | Q(*((area, "") for area in AREAS), _connector=Q.OR)
                ),
                name="audit_done_is_graded",
            ),
            models.UniqueConstraint(
                fields=["family"], condition=Q(done_on__isnull=True), name="audit_one_to_do_a_family"
            ),
        ]

    @property
    def is_done(self) -> bool:
        """Whether the audit is finished and graded."""
        return self.done_on is not None
