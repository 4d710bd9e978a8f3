"""The one search box."""

import datetime
from typing import Any

from django import forms

from cases.families.search.query import LONGEST_QUERY, SearchQuery, read_query
from govuk.forms import Form
from govuk.widgets import TextInput

HELP = (
    "Type any of: a name, a date of birth, a telephone number, a postcode, or a reference that starts with FH or PN. "
    "You can mix them, for example a name and a year of birth."
)


class SearchForm(Form):
    """What to look for."""

    query = forms.CharField(
        label="Find a person or family",
        max_length=LONGEST_QUERY,
        help_text=HELP,
        error_messages={"required": "Enter a name, date of birth, telephone number, postcode or reference"},
        widget=TextInput(input_type="search"),
    )

    def __init__(self, *args: Any, today: datetime.date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today

    def clean_query(self) -> str:
        """Refuse what nobody can be found by."""
        text = str(self.cleaned_data["query"])
        query: SearchQuery = read_query(text, today=self.today)
        if query.is_year_alone:
            raise forms.ValidationError("Enter a name as well as the year of birth")
        if query.is_empty:
            problem = f"{query.problems[0]}. " if query.problems else ""
            raise forms.ValidationError(
                f"{problem}Enter a name, date of birth, telephone number, postcode or reference"
            )
        return text
