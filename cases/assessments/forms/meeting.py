"""Arranging a meeting of the team around the family, and writing it up."""

from __future__ import annotations

import datetime
from typing import Any

from django import forms
from django.utils import timezone

from cases.assessments.forms.people import WHO_ELSE, circle_choices
from cases.assessments.models import Attendance, MeetingInvitee, TeamMeeting
from cases.assessments.models.plan import LONGEST_REVIEW
from cases.families.forms.reason import ChangeForm, day
from govuk.fields import DateField, LongTextField, TimeField
from govuk.forms import Form
from govuk.widgets import Checkboxes, Radios

MOST_OTHERS = 30
LONGEST_OTHER = 200


class ArrangeForm(Form):
    """When, where and with whom."""

    held_on = DateField(label="Which day?")
    at = TimeField(label="What time?")
    place = forms.CharField(label="Where?", max_length=200, help_text="A place, or how to join by video")
    who = forms.MultipleChoiceField(
        label="Who of the family and of our team is asked to come?",
        widget=Checkboxes(small=True),
        required=False,
    )
    others = LongTextField(
        label="Who else?",
        max_length=4_000,
        rows=4,
        required=False,
        help_text="Each agency on a line of its own, with a name, such as “Hill Primary School, Ms Osei”",
    )

    def __init__(self, *args: Any, people: list[Any], staff: list[Any], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.circle = circle_choices(people, staff)
        self.circle.pop(WHO_ELSE)
        who: Any = self.fields["who"]
        who.choices = [(key, label) for key, (label, _) in self.circle.items()]

    def clean_others(self) -> list[str]:
        """One agency a line, none of them longer than a line."""
        lines = [line.strip() for line in self.cleaned_data["others"].splitlines() if line.strip()]
        if len(lines) > MOST_OTHERS:
            raise forms.ValidationError(f"Enter {MOST_OTHERS} agencies or fewer")
        if any(len(line) > LONGEST_OTHER for line in lines):
            raise forms.ValidationError(f"Each line must be {LONGEST_OTHER} characters or fewer")
        return lines

    def clean(self) -> dict[str, Any]:
        """A meeting of nobody is none."""
        data: dict[str, Any] = super().clean() or self.cleaned_data
        if not data.get("who") and not data.get("others") and not {"who", "others"} & set(self.errors):
            self.add_error("who", "Select who is asked to come, or enter who else")
        return data

    def starts_at(self) -> datetime.datetime:
        """The moment, in London."""
        return timezone.make_aware(
            datetime.datetime.combine(self.cleaned_data["held_on"], self.cleaned_data["at"])
        )

    def invited(self) -> list[MeetingInvitee]:
        """Everybody asked."""
        asked = [self.circle[key][1] for key in self.cleaned_data["who"]]
        own = [MeetingInvitee(**{kind: row}) for kind, row in asked]
        return own + [MeetingInvitee(agency=line) for line in self.cleaned_data["others"]]


class WriteUpForm(ChangeForm):
    """Who came, what was said and agreed, and when next."""

    minutes = LongTextField(
        label="What was said and agreed?",
        max_length=LONGEST_REVIEW,
        rows=10,
        help_text="The family and the agencies read it. Put what somebody will do into the plan as an action.",
    )
    next_on = DateField(label="When is the next meeting?", required=False)

    class Meta:
        model = TeamMeeting
        fields = ["minutes", "next_on"]

    def __init__(self, *args: Any, invitees: list[MeetingInvitee], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not self.instance.minutes:
            self.ask_no_reason()
        self.invitees = {f"came_{row.pk}": row for row in invitees}
        asked = {
            name: forms.ChoiceField(
                label=f"Did {row.who} come?",
                choices=Attendance.choices,
                initial=row.attendance,
                widget=Radios(small=True, inline=True),
                error_messages={"required": f"Select whether {row.who} came"},
            )
            for name, row in self.invitees.items()
        }
        self.fields = asked | self.fields

    def clean_next_on(self) -> datetime.date | None:
        """After this one."""
        on: datetime.date | None = self.cleaned_data["next_on"]
        held = timezone.localdate(self.instance.starts_at)
        if on and on <= held:
            raise forms.ValidationError(f"The next meeting must be after {day(held)}")
        return on

    def attendance(self) -> dict[MeetingInvitee, str]:
        """Who came."""
        return {row: self.cleaned_data[name] for name, row in self.invitees.items()}

    @property
    def reason(self) -> str:
        """The first minutes are their own reason."""
        return super().reason if "why" in self.fields else "Meeting written up"
