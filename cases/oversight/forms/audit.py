"""Drawing files to audit, and grading one."""

from typing import Any

from django import forms

from cases.families.forms.reason import RowModelForm
from cases.oversight.models import CaseAudit, Grade
from cases.oversight.models.audit import AREAS, LONGEST
from govuk.fields import LongTextField
from govuk.forms import Form
from govuk.widgets import Radios, TextInput

MOST = 20


class DrawForm(Form):
    """How many files to draw."""

    count = forms.IntegerField(
        label="How many files?",
        min_value=1,
        max_value=MOST,
        widget=TextInput(),
        error_messages={
            "min_value": "How many files must be 1 or more",
            "max_value": f"How many files must be {MOST} or fewer",
        },
    )


class GradeForm(RowModelForm):
    """A grade for each area and overall, and words for the worker."""

    strengths = LongTextField(label="What is strong", max_length=LONGEST, rows=5)
    improvements = LongTextField(
        label="What should change, who does it and by when", required=False, max_length=LONGEST, rows=5
    )

    class Meta:
        model = CaseAudit
        fields = [*AREAS, "overall_grade", "strengths", "improvements"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in (*AREAS, "overall_grade"):
            label = str(self.fields[name].label).casefold()
            self.fields[name] = forms.ChoiceField(
                label=label[:1].upper() + label[1:],
                choices=Grade.choices,
                widget=Radios(small=True),
                error_messages={"required": f"Select a grade for {label}"},
            )

    def clean(self) -> dict[str, Any]:
        """A grade below good says what should change."""
        data = super().clean()
        weak = {Grade.REQUIRES_IMPROVEMENT, Grade.INADEQUATE}
        if weak.intersection(data.get(name, "") for name in (*AREAS, "overall_grade")) and not data.get(
            "improvements"
        ):
            self.add_error("improvements", "Enter what should change, because a grade is below good")
        return data
