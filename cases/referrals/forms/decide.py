"""The threshold decision, with whatever opening to a service needs."""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.utils.crypto import constant_time_compare

from accounts.models import Team
from cases.families.forms.offering import offer
from cases.families.forms.same_person import digest, hint, option, title
from cases.families.models import Family, Service
from cases.families.search.cards import Card
from cases.referrals.actions.decide import Opening
from cases.referrals.forms.triage import VersionForm
from cases.referrals.models import Outcome, Referral, ReferralPerson
from cases.referrals.models.referral import LONGEST_ASKED
from govuk.fields import DateField, LongTextField
from govuk.forms import declared
from govuk.widgets import Radios

NOBODY = "none"
OPENING = ("new_family_name", "service", "team", "started_on")
DETAIL = {Outcome.ADVICE: "advice", Outcome.SIGNPOST: "sent_to", Outcome.STEP_UP: "social_care"}
Matches = Mapping[ReferralPerson, Sequence[tuple[Card, str]]]


class DecideForm(VersionForm):
    """The decision, what it needs, and the reason."""

    outcome = forms.ChoiceField(
        label="What is decided?",
        choices=[choice for choice in Outcome.choices if choice[0] != Outcome.RETURNED],
        widget=Radios(
            reveals={Outcome.OPENED: OPENING, **{key: (name,) for key, name in DETAIL.items()}},
            hints={
                Outcome.STEP_UP: "A child is, or may be, in need of protection or a social work assessment"
            },
        ),
        error_messages={"required": "Select what is decided"},
    )
    new_family_name = forms.CharField(label="Family name", required=False, max_length=100)
    service = forms.ModelChoiceField(
        label="Service", queryset=Service.objects.none(), required=False, empty_label="Select a service"
    )
    team = forms.ModelChoiceField(
        label="Team", queryset=Team.objects.none(), required=False, empty_label="Select a team"
    )
    started_on = DateField(label="Open from", required=False, not_future=True)
    advice = LongTextField(
        label="What advice was given, and to whom?", required=False, max_length=LONGEST_ASKED, rows=3
    )
    sent_to = LongTextField(label="Who can help instead?", required=False, max_length=LONGEST_ASKED, rows=3)
    social_care = LongTextField(
        label="Who in Children’s Social Care took it, and when?",
        required=False,
        max_length=LONGEST_ASKED,
        rows=3,
    )
    reason = LongTextField(
        label="Why?",
        max_length=LONGEST_ASKED,
        rows=4,
        help_text="What tipped the balance. The family can ask to read this.",
        error_messages={"required": "Enter the reason for the decision"},
    )

    def __init__(
        self,
        *args: Any,
        referral: Referral,
        services: Any,
        teams: Any,
        today: datetime.date,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.referral = referral
        offer(self, "service", services)
        offer(self, "team", teams)
        declared(self, "started_on", DateField).today = lambda: today
        if referral.family_id:
            del self.fields["new_family_name"]
            self.fields["outcome"].widget.reveals[str(Outcome.OPENED)] = OPENING[1:]
        self.chosen: dict[ReferralPerson, Card] = {}
        self.seen = ""

    def clean(self) -> dict[str, Any]:
        """What the decision needs has to be said."""
        said: dict[str, Any] = super().clean() or self.cleaned_data
        outcome = said.get("outcome")
        if self.opens:
            wanted = {
                "new_family_name": "Enter the family name",
                "service": "Select a service",
                "team": "Select a team",
                "started_on": "Enter the date it is open from",
            }
            for name in (name for name in wanted if name in self.fields):
                if not said.get(name) and name not in self.errors:
                    self.add_error(name, wanted[name])
        elif outcome in DETAIL:
            name = DETAIL[Outcome(outcome)]
            if not said.get(name) and name not in self.errors:
                self.add_error(name, f"Enter an answer to “{self.fields[name].label}”")
        return said

    @property
    def opens(self) -> bool:
        """Whether the family is opened to a service."""
        return self.cleaned_data.get("outcome") == Outcome.OPENED

    @property
    def detail(self) -> str:
        """The advice, or who took it."""
        name = DETAIL.get(Outcome(self.cleaned_data["outcome"]), "")
        return str(self.cleaned_data.get(name) or "")

    @property
    def opening(self) -> Opening | None:
        """What the family is opened to, if it is."""
        if not self.opens:
            return None
        said = self.cleaned_data
        families = self._families()
        return Opening(
            service=said["service"],
            team=said["team"],
            on=said["started_on"],
            family_name=said.get("new_family_name") or "",
            family=next(iter(families), None),
            known={row.pk: card.person for row, card in self.chosen.items() if card.person},
        )

    def ask_about(self, matches: Matches) -> None:
        """Of each person named who may be on file: is it one of these? Answers count for these very people alone."""
        if not matches:
            return
        self.seen = digest(card.hit.person_id for cards in matches.values() for card, _ in cards)
        is_answered = constant_time_compare(str(self.data.get("seen", "")), self.seen)
        for row, cards in matches.items():
            self._ask(row, cards, is_answered)
        self.order_fields([name for name in self.fields if name != "reason"] + ["reason"])
        self._check_one_family()

    def _ask(self, row: ReferralPerson, cards: Sequence[tuple[Card, str]], is_answered: bool) -> None:
        name = f"same_{row.pk}"
        options = {option(place, card): card for place, (card, _) in enumerate(cards, 1)}
        self.fields[name] = forms.ChoiceField(
            label=f"Is {row.full_name} one of these people?",
            required=False,
            choices=[
                *((value, title(card)) for value, card in options.items()),
                (NOBODY, "None of these is the same person"),
            ],
            widget=Radios(hints={option(n, card): hint(card, why) for n, (card, why) in enumerate(cards, 1)}),
        )
        given = str(self.data.get(name, "")) if is_answered else ""
        card = options.get(given)
        if card is None and given != NOBODY:
            self.add_error(name, f"Select whether {row.full_name} is one of these people")
        elif card is not None and card.person is None:
            self.add_error(name, f"Nothing was saved. {card.whom_to_ask} Or pass the referral to them.")
        elif card is not None:
            self.chosen[row] = card

    def _families(self) -> set[Family]:
        return {family for card in self.chosen.values() for family in card.families}

    def _check_one_family(self) -> None:
        families = self._families()
        if len(families) > 1:
            names = " and ".join(sorted(str(family) for family in families))
            last = f"same_{list(self.chosen)[-1].pk}"
            self.add_error(last, f"They belong to the {names}. Link the referral to one of these first")


def first_answers(
    referral: Referral, people: Sequence[ReferralPerson], today: datetime.date
) -> dict[str, Any]:
    """What the referral already tells."""
    names = [row.family_name for row in people if row.family_name]
    return {"new_family_name": names[0] if names else "", "started_on": today, "team": referral.team_id}
