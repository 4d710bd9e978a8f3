"""Who somebody is."""

import datetime
from typing import Any

from cases.families.forms.reason import ChangeForm, check_order, day
from cases.families.models import Person
from cases.families.models.person import BirthDate
from govuk.fields import DateField
from govuk.widgets import DateInputs, Radios, TextInput

LONGEST_WAIT = datetime.timedelta(days=310)  # from the first day of a pregnancy to a very late birth


class PersonForm(ChangeForm):
    """Names, birth and death of a person."""

    date_of_birth = DateField(
        label="Date of birth", required=False, latest=None, widget=DateInputs(birthday=False)
    )
    date_of_death = DateField(label="Date of death", required=False, not_future=True)

    class Meta:
        model = Person
        fields = ["given_name", "family_name", "birth_date_kind", "date_of_birth", "date_of_death"]
        labels = {"birth_date_kind": "How well is the date of birth known?"}
        widgets = {
            "given_name": TextInput(),
            "family_name": TextInput(),
            "birth_date_kind": Radios(small=True),
        }

    def clean(self) -> dict[str, Any]:
        """A name at least; a birth date that suits what is said about it; death after birth."""
        data = super().clean()
        if "given_name" in data and not data["given_name"] and not data.get("family_name"):
            self.add_error("given_name", "Enter a first name, a last name or both")
        problem = birth_date_problem(data.get("birth_date_kind"), data.get("date_of_birth"), self.today)
        if problem and "date_of_birth" not in self.errors:
            self.add_error("date_of_birth", problem)
        check_order(self, "date_of_birth", "date_of_death")
        return data


def birth_date_problem(kind: str | None, born: datetime.date | None, today: datetime.date) -> str | None:
    """What is wrong with a birth date for how well it is said to be known, or ``None``."""
    if not kind:
        return None
    if kind == BirthDate.UNKNOWN:
        return "Remove the date of birth, or say how well it is known" if born else None
    if born is None:
        return "Enter a date of birth, or say that it is not known"
    latest = today + LONGEST_WAIT if kind == BirthDate.UNBORN else today
    if born <= latest:
        return None
    if kind == BirthDate.UNBORN:
        return f"Expected date of birth must be before {day(latest)}"
    return "Date of birth must be today or in the past"
