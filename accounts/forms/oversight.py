"""Who still needs access, and where one lives: the forms by which access is watched over."""

import datetime
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django import forms
from django.conf import settings
from django.utils import timezone

from accounts.models import Decision, MembershipReview, Team
from accounts.models.membership_review import BY_A_PERSON
from govuk.fields import PostcodeField
from govuk.forms import Form, word_fields
from govuk.widgets import Checkboxes, TextInput


class HomePostcodeForm(Form):
    """One's own postcode, to be given or taken away."""

    postcode = PostcodeField(
        label="Your home postcode",
        required=False,
        help_text="Leave it empty to take it away.",
    )


@dataclass(frozen=True)
class Answer:
    """What somebody decided about one membership."""

    review: MembershipReview
    decision: Decision
    reason: str


class ReviewForm(Form):
    """Every membership somebody is asked about on one page: tick those still needed, and those that end, with why."""

    mark_optional = False

    def __init__(
        self,
        data: Mapping[str, Any] | None,
        *,
        reviews: Iterable[MembershipReview],
        now: datetime.datetime,
    ) -> None:
        super().__init__(data)
        self.reviews = {f"review_{review.pk.hex}": review for review in reviews}
        for name, review in self.reviews.items():
            self.fields[name] = forms.MultipleChoiceField(
                label=f"{review.membership.user}, {review.membership.get_role_display()}",
                help_text=_told(review, now),
                required=False,
                choices=[(decision.value, decision.label) for decision in BY_A_PERSON],
                widget=Checkboxes(small=True, reveals={Decision.ENDED.value: f"{name}_reason"}),
            )
            self.fields[f"{name}_reason"] = forms.CharField(
                label="Why does this access end?", required=False, max_length=200, widget=TextInput()
            )
        word_fields(self.fields)

    def clean(self) -> dict[str, Any]:
        """One answer for each, and a reason for each that ends."""
        data = super().clean() or self.cleaned_data
        for name, review in self.reviews.items():
            ticked = data.get(name, [])
            if len(ticked) > 1:
                self.add_error(name, f"Select one answer for {review.membership.user}")
            elif Decision.ENDED in ticked and not data.get(f"{name}_reason"):
                self.add_error(f"{name}_reason", f"Enter why the access of {review.membership.user} ends")
        return data

    def answers(self) -> list[Answer]:
        """What was ticked; the others are left for another day."""
        return [
            Answer(review, Decision(ticked), self.cleaned_data[f"{name}_reason"])
            for name, review in self.reviews.items()
            for ticked in self.cleaned_data[name]
        ]

    def by_team(self) -> list[tuple[Team, list[forms.BoundField]]]:
        """The questions, under each team."""
        found: dict[Team, list[forms.BoundField]] = {}
        for name, review in self.reviews.items():
            found.setdefault(review.membership.team, []).append(self[name])
        return list(found.items())


def _told(review: MembershipReview, now: datetime.datetime) -> str:
    """Since when, how much it is used, until when to answer; days in London."""
    used, signed_in = review.last_used_at, review.membership.user.last_login
    words = [f"Since {_day(review.membership.started_on)}."]
    if used is None or now - used > datetime.timedelta(days=settings.ACCESS_UNUSED_DAYS):
        words.append(f"Not used for {settings.ACCESS_UNUSED_DAYS} days.")
    words.append(f"Last sign-in {_day(timezone.localdate(signed_in))}." if signed_in else "Never signed in.")
    words.append(f"Looks at records in {settings.ACCESS_UNUSED_DAYS} days: {review.looks}.")
    ends = "Ends by itself unless confirmed by" if review.warned_at else "To confirm by"
    words.append(f"{ends} {_day(review.due_on)}.")
    return " ".join(words)


def _day(day: datetime.date) -> str:
    return f"{day.day} {day:%B %Y}"
