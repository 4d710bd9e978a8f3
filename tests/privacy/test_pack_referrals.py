"""A referral that came to nobody's file is still about whoever it names: they are given it when they ask."""

import datetime

import pytest

from tests.database import as_owner
from tests.factories.accounts import Council
from tests.factories.families import make_family, make_person
from tests.factories.privacy import make_request
from tests.factories.referrals import BORN, make_decided
from tests.privacy.test_pack_safety import pack_for

OTHER_DAY = BORN + datetime.timedelta(days=1)


@pytest.mark.parametrize(
    ("name", "born", "is_given"),
    [
        (("Wren", "Newcomer"), BORN, True),
        (("WREN", "newcomer"), BORN, True),
        (("Wren", "Newcomer"), OTHER_DAY, False),
        (("Wren", "Newcomer"), None, False),
        (("Lark", "Newcomer"), BORN, False),
    ],
)
def test_whoever_bears_the_name_and_was_born_on_the_day_is_given_it(
    council: Council, name: tuple[str, str], born: datetime.date | None, is_given: bool
) -> None:
    with as_owner():
        child = make_family(council.north_hub, make_person("Wren", "Newcomer", date_of_birth=BORN)).person
        make_decided(council.north_hub, council.hub_worker, (*name, born), concerns="Late on Mondays")
        data = make_request(child, council.information_officer)
    told = pack_for(data)
    assert ("Late on Mondays" in told) == is_given
    assert ("The school nurse will call" in told) == is_given


def test_who_wrote_to_us_and_where_they_said_the_family_lives_is_not_given_out(council: Council) -> None:
    with as_owner():
        file = make_family(council.north_hub, make_person("Wren", "Newcomer", date_of_birth=BORN))
        secrets = {
            "referrer_name": "Granny Secret",
            "source_text": "Yours, Granny",
            "address_lines": "7 Safe Lane",
        }
        make_decided(council.north_hub, council.hub_worker, family=file.family, **secrets)
        request = make_request(file.person, council.information_officer)
    told = pack_for(request)
    assert "Mornings are hard" in told
    assert not [secret for secret in secrets.values() if secret in told]
