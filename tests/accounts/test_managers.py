"""Who answers for a team: its manager of the day and those of the teams above, and nobody beside them."""

import datetime

from accounts.models import User
from tests.database import as_owner
from tests.factories.accounts import make_member

ON = datetime.date(2027, 3, 10)
DAY = datetime.timedelta(days=1)


def test_managers_of_a_team_are_its_own_and_those_above(council) -> None:
    with as_owner():
        head = make_member("Hilda Head", council.service, "hub_manager")
        make_member("Gone Manager", council.north_hub, "hub_manager", ended_on=ON - DAY)
        make_member("Coming Manager", council.north_hub, "hub_manager", started_on=ON + DAY)
        left = make_member("Left Manager", council.north_hub, "hub_manager")
        left.is_active = False
        left.save()
        beside = make_member("South Manager", council.south_hub, "hub_manager")
    assert set(User.objects.managing([council.north_hub.pk], ON)) == {council.hub_manager, head}
    assert set(User.objects.managing([council.south_hub.pk], ON)) == {beside, head}
    assert not User.objects.managing([], ON).exists()
