"""Forms are drawn as GOV.UK publishes, by plain Django fields."""

from datetime import date

import pytest
from django import forms

from govuk.fields import DateField, LongTextField
from govuk.widgets import Checkboxes, Radios, Textarea, TextInput
from tests.govuk.markup import canonical, example

pytestmark = pytest.mark.usefixtures("packages")


def drawn(options, field, *, initial=None, heading=False):
    """One field of a form, as a page draws it, with the published label, hint and error."""
    legend = options.get("fieldset", {}).get("legend") or options["label"]
    name = options.get("name") or options["id"]
    field.label, field.help_text, field.required = (
        legend["text"],
        options.get("hint", {}).get("text", ""),
        False,
    )
    error = options.get("errorMessage")
    form = type("OneField", (forms.Form,), {name: field})({} if error else None, initial={name: initial})
    if error:
        form.add_error(name, error["text"])
    return form[name].as_heading() if heading else form[name].as_field_group()


def choices(options):
    """Published items as Django choices."""
    return [(item["value"], item["text"]) for item in options["items"]]


def named_as_ours(published):
    """Published html; a date's inputs carry the name of their question in front."""
    html = published["html"]
    for part in ("day", "month", "year"):
        html = html.replace(f'name="{part}"', f'name="{published["options"].get("id")}_{part}"')
    return html


def text(options, **widget):
    """A text field with a widget of ours."""
    return forms.CharField(widget=TextInput(**widget))


CASES = [
    ("input", "default", text),
    ("input", "with error and hint", text),
    ("input", "with width-10 class", lambda o: text(o, width=10)),
    ("input", "with prefix and suffix", lambda o: text(o, prefix="£", suffix="per item")),
    ("textarea", "default", lambda o: forms.CharField(widget=Textarea())),
    ("textarea", "with error message", lambda o: forms.CharField(widget=Textarea())),
    ("character-count", "default", lambda o: LongTextField(max_length=10, rows=5)),
    ("character-count", "with hint and error", lambda o: LongTextField(max_length=10, rows=5)),
    ("select", "with hint text and error message", lambda o: forms.ChoiceField(choices=choices(o))),
    ("radios", "default", lambda o: forms.ChoiceField(choices=choices(o), widget=Radios())),
    ("radios", "default", lambda o: forms.ChoiceField(choices=choices(o), widget=forms.RadioSelect())),
    ("date-input", "default", lambda o: DateField()),
    ("date-input", "with error message and hint", lambda o: DateField()),
    ("file-upload", "default", lambda o: forms.FileField(widget=forms.FileInput())),
    ("file-upload", "with error message and hint", lambda o: forms.FileField(widget=forms.FileInput())),
    ("password-input", "default", lambda o: forms.CharField(widget=forms.PasswordInput())),
    ("password-input", "with error message", lambda o: forms.CharField(widget=forms.PasswordInput())),
]


@pytest.mark.parametrize(("component", "name", "field"), CASES)
def test_a_field_is_drawn_as_published(component, name, field):
    published = example(component, name)
    ours = drawn(published["options"], field(published["options"]))
    assert canonical(ours) == canonical(named_as_ours(published))


@pytest.mark.parametrize(
    "other",
    [
        '<p id="x" class="govuk-hint">Words</p>',
        '<p id="x" class="govuk-body">Other</p>',
        '<p class="govuk-body">Words</p>',
        '<p id="x" class="govuk-body">Words</p><a aria-describedby="y">Link</a>',
    ],
)
def test_the_comparison_sees_what_differs(other):
    ours = '<p id="x" class="govuk-body">Words</p><a aria-describedby="x">Link</a>'
    assert canonical(ours) != canonical(other)
    assert canonical(ours) == canonical(ours.replace('"x"', '"z"').replace("><", ">\n  <"))


def test_radios_side_by_side_are_drawn_as_published():
    published = example("radios", "inline")
    field = forms.ChoiceField(choices=choices(published["options"]), widget=Radios(inline=True))
    ours = drawn(published["options"], field, initial="no")
    assert canonical(ours) == canonical(published["html"])


def test_checkboxes_with_hints_and_an_error_are_drawn_as_published():
    published = example("checkboxes", "with error message")
    options = published["options"]
    hints = {item["value"]: item["hint"]["text"] for item in options["items"]}
    field = forms.MultipleChoiceField(choices=choices(options), widget=Checkboxes(hints=hints))
    assert canonical(drawn(options, field)) == canonical(published["html"])


def test_a_label_may_be_the_heading_of_the_page():
    published = example("input", "with label as page heading")
    assert canonical(drawn(published["options"], text({}), heading=True)) == canonical(published["html"])


def test_a_saved_date_is_shown_in_its_three_inputs():
    published = example("date-input", "with values")
    ours = drawn(published["options"], DateField(), initial=date(1980, 3, 31))
    assert [part in ours for part in ('value="31"', 'value="3"', 'value="1980"')] == [True] * 3
