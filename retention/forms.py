"""What officers type: holds, reasons and review dates."""

from typing import Any

from django import forms

from cases.families.forms.reference import ReferenceField
from cases.families.models.involvement import ServiceKind
from govuk.fields import DateField, LongTextField
from govuk.forms import Form
from govuk.widgets import Radios
from retention.models import Rule
from retention.models.hold import HoldReason, HoldScope
from retention.queries.holds import hold_target
from retention.schedule import Action

KEEP = "Say nothing about the family that is not needed to understand the decision."


class HoldForm(Form):
    """Placing a hold. A person or family is named by reference, as officers have no casework access."""

    scope = forms.ChoiceField(
        label="What does the hold cover?",
        error_messages={"required": "Select what the hold covers"},
        choices=[("reference", "One person or family"), *HoldScope.choices[2:]],
        widget=Radios(reveals={"reference": "reference", "service": "service_kind", "rule": "rule_code"}),
    )
    reference = ReferenceField()
    service_kind = forms.ChoiceField(label="Kind of service", choices=ServiceKind.choices, required=False)
    rule_code = forms.ChoiceField(label="Rule of the schedule", required=False)
    reason = forms.ChoiceField(
        label="Why must it be kept?",
        error_messages={"required": "Select why it must be kept"},
        choices=[("", "Select"), *HoldReason.choices],
    )
    detail = LongTextField(
        label="More about the reason", help_text=KEEP, max_length=500, rows=3, required=False
    )
    review_on = DateField(
        label="When will you look at it again?",
        help_text="The hold stays in force after this day until another officer releases it",
        not_past=True,
        error_messages={"required": "Enter when you will look at it again"},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        rules = Rule.objects.exclude(action=Action.KEEP).order_by("code", "-version").distinct("code")
        field = self.fields["rule_code"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101
        field.choices = [(rule.code, rule.title) for rule in rules]

    def clean(self) -> dict[str, Any]:
        """Ask for what the chosen scope needs, and find the person or family."""
        typed = self.cleaned_data
        scope = typed.get("scope")
        needed = {"reference": "reference", "service": "service_kind", "rule": "rule_code"}.get(scope or "")
        for name in ("service_kind", "rule_code"):
            if name != needed:
                typed[name] = ""
        if scope == "reference":
            self._find(typed.get("reference", ""))
        elif needed and not typed.get(needed):
            self.add_error(needed, f"Select {str(self.fields[needed].label).lower()}")
        return typed

    def _find(self, reference: str) -> None:
        found = hold_target(reference) if reference else None
        if found is None:
            self.add_error(
                "reference",
                "No person or family has this reference"
                if reference
                else "Enter the reference of a person or family",
            )
            return
        scope, key = found
        self.cleaned_data |= {"scope": scope, f"{scope}_id": key, "target_reference": reference}

    def hold(self) -> dict[str, Any]:
        """What ``hold_place`` takes."""
        target = ("scope", "person_id", "family_id", "target_reference", "service_kind", "rule_code")
        names = (*target, "reason", "detail", "review_on")
        return {name: self.cleaned_data[name] for name in names if name in self.cleaned_data}


class ReleaseForm(Form):
    """Releasing a hold."""

    release_reason = LongTextField(
        label="Why may periods run again?",
        error_messages={"required": "Enter why periods may run again"},
        help_text=KEEP,
        max_length=500,
        rows=3,
    )


class TakeOffForm(Form):
    """Keeping a file that is due."""

    reason = LongTextField(
        label="Why is the file kept?",
        error_messages={"required": "Enter why the file is kept"},
        help_text=KEEP,
        max_length=500,
        rows=3,
    )
    review_on = DateField(
        label="When will you look at it again?",
        not_past=True,
        error_messages={"required": "Enter when you will look at it again"},
    )


class AgreeForm(Form):
    """Deciding that a file may go whose rule asks for a person's judgement."""

    reason = LongTextField(
        label="Why may the file be destroyed?",
        error_messages={"required": "Enter why the file may be destroyed"},
        help_text=KEEP,
        max_length=500,
        rows=3,
    )
