"""`manage.py sar_deadline`, as an officer types it."""

import io

import pytest
from django.core.management import CommandError, call_command

FIRST_QUESTION = "--asked 2027-03-15 --answered 2027-03-19"


def printed(*arguments):
    out = io.StringIO()
    call_command("sar_deadline", *arguments, stdout=out, stderr=io.StringIO())
    return out.getvalue()


@pytest.mark.parametrize(
    ("arguments", "date"),
    [
        ("--received 2027-01-31", "2027-03-01"),
        ("--received 2027-01-31 --extended", "2027-04-30"),
        ("--received 2027-03-11 --identity-seen 2027-03-31", "2027-04-30"),
        ("--received 2027-03-11 --identity-asked 2027-03-11 --identity-seen 2027-03-31", "2027-04-30"),
        ("--received 2027-03-10 --asked 2027-03-15 --answered 2027-03-19", "2027-04-15"),
        ("--received 2027-03-10 --asked 2027-03-15 --answered 2027-03-19 --extended", "2027-06-15"),
        (
            f"--received 2027-03-10 {FIRST_QUESTION} --asked 2027-03-22 --answered 2027-03-22",
            "2027-04-16",
        ),
    ],
)
def test_it_prints_the_date_and_nothing_else(arguments, date):
    assert printed(*arguments.split()) == f"{date}\n"


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ("--received 2027-02-30", "'2027-02-30' is not a real date written as YYYY-MM-DD"),
        ("--received 31/01/2027", "'31/01/2027' is not a real date"),
        ("--received 20270131", "'20270131' is not a real date"),
        ("", "Give the day the request came"),
        ("--received 2027-01-31 --answered 2027-02-01", "Each --answered needs the --asked it answers"),
        ("--received 2027-01-31 --asked 2027-02-01", "the clock is paused until the question is answered"),
        ("--received 2027-01-31 --identity-asked 2027-02-01", "identity was asked for and has not been seen"),
        ("--received 2027-01-31 --asked 2027-01-01 --answered 2027-02-01", "cannot be asked before"),
        ("--received 9999-12-31", "too far away"),
    ],
)
def test_what_cannot_be_worked_out_is_refused_in_one_sentence(arguments, message):
    with pytest.raises(CommandError, match=message):
        printed(*arguments.split())
