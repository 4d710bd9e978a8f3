"""Narrowing the queue of data requests."""

from typing import Any

from django import forms

from accounts.models import User
from govuk.forms import Form
from privacy.models.data_request import RequestRight
from privacy.rules.deadline import ClockState
from privacy.rules.progress import Progress

RUNNING, WAITING, ANSWERED = "running", "waiting", "answered"
STATES = (
    ("", "Open"),
    (RUNNING, "Open, with a due date"),
    (WAITING, "Open, waiting for them"),
    (ANSWERED, "Answered"),
)


class QueueForm(Form):
    """Which requests to show. Nothing here names anybody we serve, so it may stand in the address."""

    mark_optional = False
    right = forms.ChoiceField(
        label="They want", choices=[("", "Anything"), *RequestRight.choices], required=False
    )
    state = forms.ChoiceField(label="State", choices=STATES, required=False)
    handler = forms.ModelChoiceField(
        label="With", queryset=User.objects.none(), required=False, empty_label="Anybody"
    )
    overdue = forms.BooleanField(label="Overdue only", required=False)

    def __init__(self, *args: Any, handlers: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        handler: Any = self.fields["handler"]
        handler.queryset = handlers

    @property
    def chosen(self) -> dict[str, Any]:
        """What was chosen; a choice that does not exist chooses nothing."""
        return {name: value for name, value in self.cleaned_data.items() if value} if self.is_valid() else {}

    def keeps(self, progress: Progress) -> bool:
        """Whether an open request is among those asked for."""
        state = self.chosen.get("state")
        is_running = progress.clock.state == ClockState.RUNNING
        if self.chosen.get("overdue") and not progress.is_overdue:
            return False
        return not state or is_running == (state == RUNNING)
