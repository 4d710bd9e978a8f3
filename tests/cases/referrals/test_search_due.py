"""After a referral came our records have to be searched in two days, nights counted, until that is written down."""

import datetime

import pytest
from django.urls import reverse
from django.utils import timezone

from cases.families.actions.rows import row_version
from cases.families.models import Timescale
from cases.referrals.models import Referral
from tests.cases.referrals.typing_in import decided
from tests.database import as_owner
from tests.factories.families import make_family, make_service
from tests.factories.referrals import BORN, make_referral

HOUR = datetime.timedelta(hours=1)
DUE, BOARD = reverse("families:due"), reverse("referrals:board")


def came(council, hours, *names, team=None, **fields):
    """A referral that came so many hours ago."""
    at = timezone.now() - hours * HOUR
    with as_owner():
        return make_referral(
            team or council.north_hub, council.hub_worker, *names, received_at=at, recorded_at=at, **fields
        )


def dues(client, **asked):
    """What the page shows as due: referrals alone, by when."""
    return {
        section["title"]: [due.family for due in section["dues"] if due.family_id is None]
        for section in client.get(DUE, asked).context["sections"]
    }


def linked(client, referral, **said):
    with as_owner():
        version = row_version(Referral.objects.get(pk=referral.pk))
    return client.post(reverse("referrals:link", args=[referral.pk]), said | {"version": str(version)})


def test_forty_eight_hours_of_the_clock_are_told_on_the_board(front_door, council):
    came(council, 49, ("Late", "Bird", BORN))
    early = came(council, 47, ("Early", "Bird", BORN))
    page = front_door.get(BOARD)
    rows = {row.reference: by for row, _, by in page.context["rows"]}
    assert rows[early.reference] == early.received_at + 48 * HOUR
    assert page.content.decode().count("Search overdue") == 1


def test_it_stands_among_what_is_due_like_every_step(front_door, council):
    late, soon = came(council, 24 * 4), came(council, 1)
    found = dues(front_door)
    assert (found["Overdue"], found["In the next 7 days"]) == (
        [f"referral {late.reference}"],
        [f"referral {soon.reference}"],
    )
    home = front_door.get(reverse("home")).content.decode()
    assert f"referral {late.reference}" in home


def test_the_strictest_service_counts_and_without_a_timescale_nothing_is_due(front_door, council):
    came(council, 30)
    assert not dues(front_door)["Overdue"]
    with as_owner():
        Timescale.objects.filter(step="search").update(amount=3)
        one = Timescale.objects.filter(step="search").first()
        one.amount = 2
        one.save()
    assert "Search overdue" in front_door.get(BOARD).content.decode()
    with as_owner():
        Timescale.objects.filter(step="search").update(is_used=False)
    assert "Search overdue" not in front_door.get(BOARD).content.decode()
    assert not any(dues(front_door).values())


def test_a_search_that_found_nobody_is_written_down_and_ends_it(front_door, council):
    referral = came(council, 60)
    assert linked(front_door, referral, family="nobody").status_code == 302
    assert not any(dues(front_door).values())
    with as_owner():
        kept = Referral.objects.get(pk=referral.pk)
        last = kept.history.first()
    assert kept.searched_at
    assert kept.family_id is None
    assert (last.history_user, last.history_change_reason) == (
        council.hub_manager,
        "Our records searched: nobody of them is on file",
    )


def test_linking_to_a_family_or_making_one_ends_it(front_door, council):
    with as_owner():
        file, service = make_family(council.north_hub), make_service()
    first, second = came(council, 60), came(council, 60, ("Robin", "Newer", BORN))
    linked(front_door, first, family="typed", reference=file.family.reference)
    with as_owner():
        version = row_version(Referral.objects.get(pk=second.pk))
    said = {"service": str(service.pk), "team": str(council.north_hub.pk), "new_family_name": "Newer"}
    front_door.post(reverse("referrals:decide", args=[second.pk]), decided("opened", version, **said))
    assert not any(dues(front_door).values())
    with as_owner():
        assert all(Referral.objects.get(pk=row.pk).searched_at for row in (first, second))


def test_nothing_said_leaves_it_due(front_door, council):
    referral = came(council, 72)
    page = linked(front_door, referral)
    assert "Select which family it is" in page.content.decode()
    assert dues(front_door)["Overdue"] == [f"referral {referral.reference}"]


@pytest.mark.parametrize("persona", ["hub_worker", "other_hub_worker", "information_officer"])
def test_only_the_front_door_that_received_it_is_told(page, council, persona):
    referral = came(council, 72)
    page.force_login(getattr(council, persona))
    for url in (DUE, f"{DUE}?whose=teams", reverse("home")):
        assert f"referral {referral.reference}" not in page.get(url).content.decode()


def test_a_worker_or_a_team_picks_out_its_own(front_door, council):
    mine = came(council, 72, assigned_to=council.hub_manager)
    nobodys = came(council, 72)
    assert len(dues(front_door, whose="teams")["Overdue"]) == 2
    picked = dues(front_door, whose="teams", worker=str(council.hub_manager.pk))["Overdue"]
    assert picked == [f"referral {mine.reference}"]
    assert f"referral {nobodys.reference}" in dues(front_door, whose="mine")["Overdue"]
