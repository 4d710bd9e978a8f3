"""What people type into a form, and what they are told when it cannot be right."""

from datetime import date, time
from urllib.parse import urlencode

import pytest
from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict
from hypothesis import given
from hypothesis import strategies as st

from govuk.fields import DateField, LongTextField, PostcodeField, TimeField, UKPhoneField, phone_as_written
from govuk.forms import Form
from govuk.widgets import DateParts, Radios

TODAY = date(2026, 3, 31)


def cleaned(field, value):
    """What a field makes of an answer."""
    return field.clean(value)


def complaint(field, value):
    """The one message a field answers with."""
    with pytest.raises(ValidationError) as refused:
        field.clean(value)
    return refused.value.messages[0]


def born(**options):
    """A date question as forms ask it, on a fixed day."""
    return DateField(label="Date of birth", today=lambda: TODAY, **options)


@pytest.mark.parametrize("month", ["3", "03", "mar", "March", "MAR."])
def test_a_date_is_read_with_a_month_in_numbers_or_words(month):
    assert cleaned(born(), DateParts("7", month, "2019")) == date(2019, 3, 7)


@pytest.mark.parametrize(
    ("typed", "message", "wrong"),
    [
        (("7", "3", ""), "Date of birth must include a year", ["year"]),
        (("", "", "2019"), "Date of birth must include a day and month", ["day", "month"]),
        (("31", "6", "2019"), "Date of birth must be a real date", []),
        (("29", "2", "2019"), "Date of birth must be a real date", []),
        (("7", "13", "2019"), "Date of birth must be a real date", ["month"]),
        (("seven", "3", "2019"), "Date of birth must be a real date", ["day"]),
        (("²", "3", "2019"), "Date of birth must be a real date", ["day"]),
        (("7", "3", "19"), "Year must include 4 numbers", ["year"]),
        (("7", "3", "20190"), "Year must include 4 numbers", ["year"]),
        (("7", "3", "0000"), "Date of birth must be a real date", ["year"]),
        (("9" * 25, "3", "2019"), "Date of birth must be a real date", ["day"]),
        (("7", "9" * 25, "2019"), "Date of birth must be a real date", ["month"]),
        (("7", "3", "-" + "9" * 25), "Date of birth must be a real date", ["year"]),
        (("7", "3", "2999"), "Date of birth must be the same as or before 31 December 2199", []),
        (("7", "3", "1066"), "Date of birth must be the same as or after 1 January 1890", []),
    ],
)
def test_a_date_that_cannot_be_says_which_part_is_wrong(typed, message, wrong):
    with pytest.raises(ValidationError) as refused:
        born().clean(DateParts(*typed))
    assert refused.value.messages == [message]
    assert list(refused.value.date_parts) == wrong


@given(*[st.text(max_size=6)] * 3)
def test_no_answer_to_a_date_question_breaks_the_page(day, month, year):
    try:
        answer = born(required=False).clean(DateParts(day.strip(), month.strip(), year.strip()))
    except ValidationError:
        return
    assert answer is None or isinstance(answer, date)


@pytest.mark.parametrize(
    ("rule", "day", "message"),
    [
        ("past_only", "31", "Date of birth must be in the past"),
        ("past_only", "30", None),
        ("not_future", "31", None),
        ("not_past", "30", "Date of birth must be today or in the future"),
        ("not_past", "31", None),
    ],
)
def test_today_decides_what_is_past(rule, day, message):
    field, typed = born(**{rule: True}), DateParts(day, "3", "2026")
    if message:
        assert complaint(field, typed) == message
    else:
        assert cleaned(field, typed) == date(2026, 3, int(day))


def test_tomorrow_is_not_today_or_in_the_past():
    assert complaint(born(not_future=True), DateParts("1", "4", "2026")) == (
        "Date of birth must be today or in the past"
    )


def test_an_impossible_date_is_shown_again_as_it_was_typed():
    form = type("Asks", (Form,), {"born": born()})(
        {"born_day": "31", "born_month": "feb", "born_year": "2019"}
    )
    assert 'value="31"' in str(form["born"])
    assert 'value="feb"' in str(form["born"])
    assert form["born"].error_target == "id_born_day"


def test_a_missing_year_is_where_the_error_leads():
    form = type("Asks", (Form,), {"born": born()})({"born_day": "3", "born_month": "2", "born_year": ""})
    assert form["born"].error_target == "id_born_year"
    assert str(form["born"]).count("govuk-input--error") == 1


def test_a_date_left_alone_has_not_changed():
    asks = type("Asks", (Form,), {"born": born()})
    typed = {"born_day": "07", "born_month": "March", "born_year": "2019"}
    assert not asks(typed, initial={"born": date(2019, 3, 7)}).has_changed()
    assert asks(typed, initial={"born": date(2019, 3, 8)}).has_changed()


@pytest.mark.parametrize(
    ("typed", "stored"),
    [
        ("07700 900123", "+447700900123"),
        ("+44 (0)7700 900 999", "+447700900999"),
        ("01632-960-001", "+441632960001"),
        ("0116 232 3232", "+441162323232"),
        ("0044 7700 900000", "+447700900000"),
    ],
)
def test_a_uk_number_is_kept_in_one_form(typed, stored):
    assert cleaned(UKPhoneField(), typed) == stored


@pytest.mark.parametrize(
    "typed", ["07700 90012", "999", "+33 6 12 34 56 78", "call mum", "0116 232 3232 ext 5"]
)
def test_what_is_no_uk_number_is_refused(typed):
    assert complaint(UKPhoneField(), typed) == (
        "Enter a UK telephone number, like 01632 960001 or 07700 900982"
    )


def test_a_landline_cannot_get_texts():
    assert complaint(UKPhoneField(mobile_only=True), "01632 960001") == (
        "Enter a UK mobile number, like 07700 900982"
    )
    assert cleaned(UKPhoneField(mobile_only=True), "07700 900982") == "+447700900982"


def test_a_stored_number_is_shown_as_people_write_it():
    assert UKPhoneField().prepare_value("+447700900123") == "07700 900123"
    assert UKPhoneField().prepare_value("0770") == "0770"
    assert phone_as_written("+441632960001") == "01632 960001"
    assert phone_as_written("unknown") == "unknown"


@pytest.mark.parametrize(
    ("typed", "kept"),
    [("sw1a1aa", "SW1A 1AA"), (" le1  5ww ", "LE1 5WW"), ("M1 1AA", "M1 1AA"), ("ec1a.1bb", "EC1A 1BB")],
)
def test_a_postcode_is_kept_in_its_written_form(typed, kept):
    assert cleaned(PostcodeField(), typed) == kept


@pytest.mark.parametrize("typed", ["LE1", "12345", "LE1 5WC1", "LE1 5WI"])
def test_a_postcode_that_is_none_is_refused(typed):
    assert complaint(PostcodeField(), typed) == "Enter a full UK postcode, like LE1 5WW"


def test_a_missing_postcode_is_asked_for():
    assert complaint(PostcodeField(), "") == "Enter a postcode"


def test_long_text_says_by_how_much_it_is_too_long():
    field = LongTextField(label="What happened", max_length=1000)
    assert complaint(field, "x" * 1012) == (
        "What happened must be 1,000 characters or fewer. It is 12 characters too long."
    )
    assert "It is 1 character too long." in complaint(field, "x" * 1001)


def test_a_line_break_counts_as_one_character():
    assert cleaned(LongTextField(max_length=3), "a\r\nb") == "a\nb"


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("14:30", time(14, 30)),
        ("2.30pm", time(14, 30)),
        ("9am", time(9)),
        ("12am", time(0)),
        ("12:15 p.m.", time(12, 15)),
        ("midday", time(12)),
        ("1430", time(14, 30)),
    ],
)
def test_a_time_is_read_as_people_write_it(typed, read):
    assert cleaned(TimeField(), typed) == read


@pytest.mark.parametrize("typed", ["9", "25:00", "13pm", "14:60", "soon"])
def test_a_time_that_is_none_is_refused(typed):
    assert complaint(TimeField(label="Start"), typed) == "Start must be a time, like 9:30am or 14:30"


class Visit(Form):
    """A form of plain Django fields."""

    first_name = forms.CharField(max_length=5)
    kind = forms.ChoiceField(
        choices=[("home", "Home"), ("other", "Other")], widget=Radios(reveals={"other": "detail"})
    )
    detail = forms.CharField(required=False, label="Where")
    email = forms.EmailField(required=False)
    agreed = forms.BooleanField(label="I have asked for consent")
    nhs = forms.CharField(label="NHS number", error_messages={"required": "Ask for the NHS number"})
    dob = forms.CharField(label="NHS name")


def test_an_error_says_what_to_do_and_names_the_question():
    errors = {name: messages[0] for name, messages in Visit({"email": "x"}).errors.items()}
    assert errors == {
        "first_name": "Enter first name",
        "kind": "Select kind",
        "email": "Enter an email address in the correct format, like name@example.com",
        "agreed": "Select “I have asked for consent” to continue",
        "nhs": "Ask for the NHS number",
        "dob": "Enter NHS name",
    }


def test_a_name_too_long_is_refused_and_never_cut_short_by_the_browser():
    form = Visit({"first_name": "Bartholomew"})
    assert form.errors["first_name"] == ["First name must be 5 characters or fewer"]
    assert 'value="Bartholomew"' in str(form["first_name"])
    assert "maxlength" not in str(form["first_name"])


@pytest.mark.parametrize("kind", [dict, lambda typed: QueryDict(urlencode(typed))], ids=["dict", "posted"])
def test_a_null_character_of_a_broken_paste_is_left_out_because_nobody_could_find_it(kind):
    typed = {"first_name": "A\x00nna", "kind": "home", "agreed": "on", "nhs": "\x001", "dob": "Anna"}
    form = Visit(kind(typed))
    assert form.is_valid(), form.errors
    assert (form.cleaned_data["first_name"], form.cleaned_data["nhs"]) == ("Anna", "1")
    assert "\x00" not in str(form)


def test_an_optional_question_says_so_unless_an_answer_reveals_it():
    drawn = str(Visit())
    assert "Email (optional)" in drawn
    assert "Where (optional)" not in drawn


def test_a_revealed_question_is_drawn_once_inside_its_option():
    drawn = str(Visit({"kind": "other"}))
    assert drawn.count('name="detail"') == 1
    assert (
        drawn.index('id="conditional-id_kind_1"') < drawn.index('name="detail"') < drawn.index('name="email"')
    )
    assert "conditional--hidden" not in drawn


def test_what_was_typed_is_escaped():
    form = Visit({"first_name": '"><script>'})
    assert "<script>" not in str(form)
