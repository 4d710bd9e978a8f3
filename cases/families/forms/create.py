"""Entering a person who was searched for and not found."""

import datetime
from collections.abc import Sequence
from typing import Any, cast

from django import forms
from django.db.models import QuerySet
from django.utils.crypto import constant_time_compare

from accounts.models import Membership, Team, User
from accounts.permissions import Permission
from accounts.roles import roles_with
from cases.families.forms.same_person import digest, hint, option, title
from cases.families.models import Family, Service
from cases.families.models.person import BirthDate
from cases.families.rules.birth_dates import new_birth_date_problem
from cases.families.search.cards import Card
from cases.families.search.query import SearchQuery, name_words
from govuk.fields import DateField, UKPhoneField
from govuk.forms import Form
from govuk.widgets import Radios, TextInput

NEW, EXISTING = "new", "existing"
NOBODY = "none"
NEW_FAMILY_FIELDS = ("new_family_name", "service", "team", "allocated_to", "started_on")


class CreatePersonForm(Form):
    """The person, and the family they belong to: a new one open to a service, or one the writer works with."""

    given_name = forms.CharField(label="First names", required=False, max_length=100)
    family_name = forms.CharField(label="Last name", required=False, max_length=100)
    birth_date_kind = forms.ChoiceField(
        label="How well is the date of birth known?",
        choices=BirthDate.choices,
        widget=Radios(small=True),
        error_messages={"required": "Select how well the date of birth is known"},
    )
    date_of_birth = DateField(
        label="Date of birth",
        required=False,
        earliest=None,
        latest=None,
        help_text="For a baby not yet born, the date expected. Leave empty if not known. For example, 27 3 2015",
    )
    phone = UKPhoneField(
        label="Telephone number",
        required=False,
        help_text="No text is sent to it until somebody notes that this is safe",
    )
    family_choice = forms.ChoiceField(
        label="Which family do they belong to?",
        choices=[(NEW, "A new family"), (EXISTING, "A family you work with")],
        widget=Radios(reveals={NEW: NEW_FAMILY_FIELDS, EXISTING: ("family_reference",)}),
        error_messages={"required": "Select which family they belong to"},
    )
    new_family_name = forms.CharField(label="Family name", required=False, max_length=100)
    service = forms.ModelChoiceField(
        label="Service", queryset=Service.objects.none(), required=False, empty_label="Select a service"
    )
    team = forms.ModelChoiceField(
        label="Team", queryset=Team.objects.none(), required=False, empty_label="Select a team"
    )
    allocated_to = forms.ModelChoiceField(
        label="Worker",
        queryset=User.objects.none(),
        required=False,
        empty_label="Nobody for now",
        help_text="Somebody of that team",
    )
    started_on = DateField(label="Open from", required=False, not_future=True)
    family_reference = forms.CharField(
        label="Reference of the family",
        required=False,
        max_length=20,
        help_text="It starts with FH and stands on the family's page",
        widget=TextInput(width=10),
    )

    def __init__(self, *args: Any, user: User, today: datetime.date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user, self.today = user, today
        teams = Team.objects.of(user)
        self._offer("service", Service.objects.offered_to(user))
        self._offer("team", teams)
        self._offer("allocated_to", colleagues(teams, today))

    def clean(self) -> dict[str, Any]:
        """A name; a possible date of birth; a family that is new and complete, or one the writer sees."""
        data = super().clean() or self.cleaned_data
        if not {"given_name", "family_name"} & self.errors.keys() and not name_words(self.full_name):
            self.add_error("given_name", "Enter a first name, a last name or both")
        self._check_birth(data)
        if data.get("family_choice") == NEW:
            self._check_new_family(data)
        elif data.get("family_choice") == EXISTING:
            self._find_family(data)
        return data

    @property
    def full_name(self) -> str:
        """The name as far as it was typed."""
        names = (str(self.cleaned_data.get(name) or "") for name in ("given_name", "family_name"))
        return " ".join(filter(None, names))

    def as_query(self) -> SearchQuery:
        """A search for the person as typed; what is wrong in the form is left out."""
        data = self.cleaned_data
        return SearchQuery(
            names=name_words(self.full_name),
            birth_date=data.get("date_of_birth"),
            phone=data.get("phone") or None,
        )

    def ask_about(self, cards: Sequence[tuple[Card, str]]) -> None:
        """Add the question whether one of these is the same person, and judge the answer to it.

        An answer counts only for the very people it was given about: when the list has changed, the question is
        asked again.
        """
        if not cards:
            return
        options = [(option(place, card), card) for place, (card, _) in enumerate(cards, 1)]
        self.fields["same_person"] = forms.ChoiceField(
            label="Is it one of these people?",
            required=False,
            choices=[
                *((value, title(card)) for value, card in options),
                (NOBODY, "None of these is the same person"),
            ],
            widget=Radios(hints={option(n, card): hint(card, why) for n, (card, why) in enumerate(cards, 1)}),
        )
        self.seen = digest(card.hit.person_id for card, _ in cards)
        given, about = self.data.get("same_person"), str(self.data.get("seen", ""))
        self.chosen = dict(options).get(str(given)) if constant_time_compare(about, self.seen) else None
        if self.chosen is None and (given != NOBODY or not constant_time_compare(about, self.seen)):
            self.add_error("same_person", "Select whether it is one of these people")
        elif self.chosen is not None and self.chosen.person is None:
            self.add_error("same_person", f"Nothing was saved. {self.chosen.whom_to_ask}")

    seen = ""
    chosen: Card | None = None

    def _offer(self, name: str, choices: QuerySet[Any]) -> None:
        cast("forms.ModelChoiceField[Any]", self.fields[name]).queryset = choices

    def _check_birth(self, data: dict[str, Any]) -> None:
        if "date_of_birth" in self.errors or not data.get("birth_date_kind"):
            return
        problem = new_birth_date_problem(data["birth_date_kind"], data.get("date_of_birth"), today=self.today)
        if problem:
            self.add_error("date_of_birth", problem)

    def _check_new_family(self, data: dict[str, Any]) -> None:
        wanted = {
            "new_family_name": "Enter the family name",
            "service": "Select a service",
            "team": "Select a team",
            "started_on": "Enter the date it is open from",
        }
        for name, message in wanted.items():
            if not data.get(name) and name not in self.errors:
                self.add_error(name, message)
        team, worker = data.get("team"), data.get("allocated_to")
        if (
            team
            and worker
            and not colleagues(Team.objects.filter(pk=team.pk), self.today).filter(pk=worker.pk)
        ):
            self.add_error("allocated_to", f"Worker must be somebody of {team}")

    def _find_family(self, data: dict[str, Any]) -> None:
        if "family_reference" in self.errors:
            return
        reference = str(data.get("family_reference") or "").upper().replace(" ", "")
        family = Family.objects.visible_to(self.user).filter(reference=reference).first()
        if family is None:
            self.add_error(
                "family_reference", "Enter the reference of a family you work with, like FH-100123"
            )
        data["family"] = family


def first_answers(query: SearchQuery, *, today: datetime.date, teams: Sequence[Team]) -> dict[str, Any]:
    """What the search already told, so that nobody types it twice."""
    words = [_capitals(word) for word in query.name_text.split()]
    given, family = (words[:1], words[1:]) if len(words) > 1 else (words, [])
    return {
        "given_name": " ".join(given),
        "family_name": " ".join(family),
        "new_family_name": " ".join(family),
        "birth_date_kind": BirthDate.EXACT if query.birth_date else None,
        "date_of_birth": query.birth_date,
        "phone": query.phone,
        "started_on": today,
        "team": teams[0].pk if len(teams) == 1 else None,
    }


def _capitals(word: str) -> str:
    """A name typed without capitals gets them; one typed with care is left as it is."""
    return "-".join(part.capitalize() for part in word.split("-")) if word.islower() else word


def colleagues(teams: QuerySet[Team], today: datetime.date) -> QuerySet[User]:
    """Who works in these teams today in a role that sees families."""
    current = Membership.objects.current(today).filter(
        team__in=teams, role__in=roles_with(Permission.FAMILY_VIEW)
    )
    return User.objects.filter(pk__in=current.values("user_id"))
