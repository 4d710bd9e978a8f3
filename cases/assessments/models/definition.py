"""What a form of assessment asks, as data: a council words it in administration, and each version stays as it was.

An assessment points at the version it was made with. PostgreSQL refuses any change of a published version, its sections
and its questions (migration 0001), so an old assessment reads today as it read then.
"""

from django.db import models
from django.db.models import F, Q
from simple_history.models import HistoricalRecords

from accounts.keys import new_key

LONGEST_GUIDANCE = 2_000
HIGHEST_SCORE = 10


def _history() -> HistoricalRecords:
    return HistoricalRecords(
        history_id_field=models.UUIDField(default=new_key),
        history_change_reason_field=models.TextField(null=True),
    )


class FormDefinition(models.Model):
    """A kind of assessment, like the early help assessment."""

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    name = models.CharField(max_length=100, unique=True)
    is_offered = models.BooleanField("offered for new assessments", default=True)

    history = _history()

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class FormVersion(models.Model):
    """The form as it stood from one day on. A draft until it is published; never changed after that."""

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    definition = models.ForeignKey(FormDefinition, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveSmallIntegerField("version")
    published_on = models.DateField(null=True, blank=True)

    history = _history()

    class Meta:
        ordering = ["definition__name", "-number"]
        constraints = [
            models.UniqueConstraint(fields=["definition", "number"], name="form_version_number_once"),
            models.UniqueConstraint(
                fields=["definition"], condition=Q(published_on__isnull=True), name="form_version_one_draft"
            ),
        ]

    def __str__(self) -> str:
        draft = "" if self.published_on else " (draft)"
        return f"{self.definition}, version {self.number}{draft}"


class About(models.TextChoices):
    """Whom a section asks about: it is filled in once, or once for each of them."""

    FAMILY = "family", "The whole family"
    CHILD = "child", "Each child"
    PERSON = "person", "Each person"


class FormSection(models.Model):
    """A page of the form. Its ``key`` stays the same from version to version, so that answers can be compared."""

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    version = models.ForeignKey(FormVersion, on_delete=models.CASCADE, related_name="sections")
    position = models.PositiveSmallIntegerField()
    key = models.SlugField(max_length=40)
    title = models.CharField(max_length=100)
    guidance = models.TextField(max_length=LONGEST_GUIDANCE, blank=True)
    about = models.CharField(max_length=10, choices=About.choices, default=About.FAMILY)

    history = _history()

    class Meta:
        ordering = ["version", "position", "id"]
        constraints = [models.UniqueConstraint(fields=["version", "key"], name="form_section_key_once")]

    def __str__(self) -> str:
        return self.title


class Kind(models.TextChoices):
    """How a question is answered."""

    TEXT = "text", "Text"
    CHOICE = "choice", "One of a list"
    MULTI = "multi", "Several of a list"
    DATE = "date", "Date"
    YES_NO = "yes_no", "Yes or no"
    SCORE = "score", "Score from 0 to 10"


class Prefill(models.TextChoices):
    """What of the record a question begins with."""

    NAMES = "names", "Names"
    BIRTH_DATES = "birth_dates", "Dates of birth"
    LANGUAGES = "languages", "Languages"
    SCHOOLS = "schools", "Schools"
    NEEDS = "needs", "Health and other needs"


WITH_OPTIONS = (Kind.CHOICE, Kind.MULTI)


class FormQuestion(models.Model):
    """One question, perhaps asked only when an earlier one of its section has a certain answer."""

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    section = models.ForeignKey(FormSection, on_delete=models.CASCADE, related_name="questions")
    position = models.PositiveSmallIntegerField()
    key = models.SlugField(max_length=40)
    label = models.CharField(max_length=200)
    kind = models.CharField(max_length=10, choices=Kind.choices, default=Kind.TEXT)
    guidance = models.TextField(max_length=LONGEST_GUIDANCE, blank=True)
    options = models.TextField("answers to choose from", blank=True, help_text="One on each line")
    is_required = models.BooleanField("must be answered to complete the section", default=True)
    prefill = models.CharField(
        "filled in from the record", max_length=12, choices=Prefill.choices, blank=True
    )
    shown_when = models.ForeignKey(
        "self",
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="follow_ups",
        verbose_name="asked only when this question",
    )
    shown_when_is = models.CharField(
        "is answered", max_length=200, blank=True, help_text="Yes, No or one of its list"
    )

    history = _history()

    class Meta:
        ordering = ["section", "position", "id"]
        constraints = [
            models.UniqueConstraint(fields=["section", "key"], name="form_question_key_once"),
            models.CheckConstraint(
                condition=Q(kind__in=WITH_OPTIONS) & ~Q(options="")
                | ~Q(kind__in=WITH_OPTIONS) & Q(options=""),
                name="form_question_list_has_answers",
            ),
            models.CheckConstraint(
                condition=Q(shown_when__isnull=True, shown_when_is="")
                | Q(shown_when__isnull=False) & ~Q(shown_when_is="") & ~Q(shown_when=F("id")),
                name="form_question_condition_is_whole",
            ),
            models.CheckConstraint(
                condition=Q(prefill="") | Q(kind=Kind.TEXT), name="form_question_prefilled_is_text"
            ),
        ]

    def __str__(self) -> str:
        return self.label

    @property
    def choices(self) -> list[str]:
        """The answers to choose from."""
        if self.kind == Kind.YES_NO:
            return ["Yes", "No"]
        return [line.strip() for line in self.options.splitlines() if line.strip()]
