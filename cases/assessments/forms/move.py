"""Moving a meeting of the team around the family to another day or place."""

from __future__ import annotations

import datetime
from typing import Any

from django import forms
from django.utils import timezone

from cases.assessments.models import TeamMeeting
from cases.families.forms.reason import ChangeForm
from govuk.fields import DateField, TimeField


class MoveForm(ChangeForm):
    """The new day, time and place, and why. Whoever was asked is still asked."""

    held_on = DateField(label="Which day?")
    at = TimeField(label="What time?")
    place = forms.CharField(label="Where?", max_length=200, help_text="A place, or how to join by video")
    field_order = ["held_on", "at", "place"]

    class Meta:
        model = TeamMeeting
        fields = ["place"]

    def __init__(self, *args: Any, instance: TeamMeeting, initial: dict[str, Any], **kwargs: Any) -> None:
        self.was = (timezone.localtime(instance.starts_at), instance.place)
        begins = {"held_on": self.was[0].date(), "at": self.was[0].time()}
        super().__init__(*args, instance=instance, initial=begins | initial, **kwargs)

    def clean(self) -> dict[str, Any]:
        """The moment, in London; a meeting that stays where it was is not moved."""
        data = super().clean()
        on, at = data.get("held_on"), data.get("at")
        if on and at:
            self.instance.starts_at = timezone.make_aware(datetime.datetime.combine(on, at))
            same = timezone.localtime(self.instance.starts_at).replace(second=0) == self.was[0].replace(
                second=0, microsecond=0
            )
            if same and data.get("place") == self.was[1]:
                self.add_error("held_on", "Enter another day, time or place")
        return data
