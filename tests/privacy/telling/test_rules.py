"""A text only where it is safe, a letter only to an address nobody hides, and otherwise a worker."""

import copy
import datetime
import uuid

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cases.families.models import Address, Person, Phone
from privacy.notices.installed import installed_content
from privacy.published.notices import SERVICE
from privacy.telling.concerned import Concerned, touches
from privacy.telling.models import Way
from privacy.telling.rules import choose

TODAY = datetime.date(2027, 3, 10)
CONTENT = installed_content(SERVICE)


def phone(**fields):
    return Phone(**{"number": "+447700900123", "may_text": True} | fields)


def concerned(**fields):
    said = {
        "person": Person(given_name="Robin"), "family": uuid.uuid4(), "is_restricted": False, "wall": "",
        "has_confidential": False, "phones": [phone()], "addresses": [Address(lines="1 High Street")],
    }  # fmt: skip
    return Concerned(**said | fields)


def test_a_safe_number_gets_a_text():
    assert choose(concerned(), TODAY).way == Way.TEXT


@pytest.mark.parametrize(
    "unsafe",
    [
        {"may_text": False},
        {"is_shared": True},
        {"safe_times": "School hours"},
        {"is_confidential": True},
        {"ended_on": TODAY - datetime.timedelta(days=1)},
        {"number": "+441632960001"},
    ],
)
def test_any_doubt_about_a_number_makes_it_a_letter(unsafe):
    assert choose(concerned(phones=[phone(**unsafe)]), TODAY).way == Way.LETTER


SECRETS = {"is_restricted": True, "wall": "victim_service", "has_confidential": True}


@pytest.mark.parametrize("secret", SECRETS)
def test_whoever_must_not_be_found_is_told_in_person_and_never_written_to(secret):
    choice = choose(concerned(**{secret: SECRETS[secret]}), TODAY)
    assert (choice.way, choice.phone, choice.address) == (Way.IN_PERSON, None, None)


@given(
    secrets=st.fixed_dictionaries(
        {name: st.sampled_from([type(value)(), value]) for name, value in SECRETS.items()}
    ),
    number=st.fixed_dictionaries(
        {
            "may_text": st.booleans(),
            "is_shared": st.booleans(),
            "safe_times": st.sampled_from(["", "Mornings"]),
        }
    ),
    streets=st.lists(st.just("1 High Street"), max_size=2),
)
def test_nothing_is_sent_to_anybody_who_is_hidden_and_everybody_has_a_way(secrets, number, streets):
    addresses = [Address(lines=street) for street in streets]
    choice = choose(concerned(phones=[phone(**number)], addresses=addresses, **secrets), TODAY)
    if any(secrets.values()):
        assert choice.way == Way.IN_PERSON
    if choice.way == Way.TEXT:
        assert number == {"may_text": True, "is_shared": False, "safe_times": ""}
    assert (choice.way == Way.LETTER) == (choice.address is not None)
    assert choice.why


def changed(kind, **item):
    content = copy.deepcopy(CONTENT)
    for section in content["sections"]:
        for group in section["lists"]:
            if group["kind"] == kind:
                group["items"].append({"code": "new", "title": "New", "detail": ""} | item)
    return content


def test_a_new_purpose_recipient_or_kind_of_information_has_to_be_told():
    assert touches(CONTENT, changed("purposes")) == ["why we use information"]
    assert touches(CONTENT, changed("recipients")) == ["who we share it with"]
    assert touches(CONTENT, changed("categories")) == ["what we hold"]


def test_other_words_have_not_to_be_told():
    content = copy.deepcopy(CONTENT)
    content["lead"] = "Other words."
    content["sections"][0]["easy_read"] = "Shorter."
    assert touches(CONTENT, content) == []
    assert touches(CONTENT, changed("laws")) == []
    assert touches(None, CONTENT) == []
