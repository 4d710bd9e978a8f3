"""Giving a leaver's families to others in one go: all of it or nothing, and only to people who may have it."""

import datetime
import re
import threading

import pytest
from django.db import connection
from django.utils import timezone

from cases.families.models import Involvement, NamedStaff
from tests.cases.families.allocating import address, answers, signed_in, words, work_now, workers_now
from tests.database import as_owner
from tests.factories.accounts import Council, make_council, make_member
from tests.factories.families import REASON, FamilyFile, make_family, make_restriction
from tests.page_client import PageClient

TODAY = timezone.localdate()
YESTERDAY = TODAY - datetime.timedelta(days=1)


@pytest.fixture
def manager(council: Council) -> PageClient:
    return signed_in(council.hub_manager)


@pytest.fixture
def leaving(council: Council) -> list[FamilyFile]:
    """Three families of a worker who left the hub yesterday."""
    with as_owner():
        gone = make_member("Wendy Gone", council.north_hub, "hub_worker", ended_on=YESTERDAY)
        return [make_family(council.north_hub, name=f"Left {n}", allocated_to=gone) for n in "ABC"]


def test_a_leavers_families_go_to_others_each_or_all(
    manager: PageClient, council: Council, leaving: list[FamilyFile]
) -> None:
    page = manager.get(address(leaving))
    first, second, third = leaving
    sent = answers(page, [first, second], everyone=str(council.hub_worker.pk))
    sent[f"to-{second.involvement.pk}"] = str(council.hub_manager.pk)
    assert manager.post(address(leaving), sent).status_code == 302
    assert work_now(first).allocated_to == council.hub_worker
    assert work_now(second).allocated_to == council.hub_manager
    assert workers_now([third]) == ["Wendy Gone"]
    with as_owner():
        version = Involvement.history.filter(id=first.involvement.pk).first()
    assert version.history_change_reason == "The worker has left or is leaving"
    assert version.history_user == council.hub_manager


def test_when_one_changed_meanwhile_nothing_is_written_and_the_page_says_which_and_why(
    manager: PageClient, council: Council, leaving: list[FamilyFile]
) -> None:
    sent = answers(
        manager.get(address(leaving)), leaving, everyone=str(council.hub_worker.pk), why_detail="Retired"
    )
    with as_owner():
        row = Involvement.objects.get(pk=leaving[1].involvement.pk)
        row.priority = "high"
        row.save_by(by=council.hub_worker, reason=REASON)
    answer = manager.post(address(leaving), sent)
    assert answer.status_code == 409
    assert "Nothing was saved" in words(answer)
    assert answer.context["faster"] == [f"{leaving[1].family}: changed by Hana Worker"]
    assert workers_now(leaving) == ["Wendy Gone"] * 3
    still_ticked = {str(leaving[number].involvement.pk) for number in (0, 2)}
    assert set(answer.context["form"].initial["work"]) == still_ticked
    assert 'value="Retired"' in answer.content.decode()


def test_two_managers_at_once_the_second_hears_who_was_faster_and_sends_the_rest(
    manager: PageClient, council: Council, leaving: list[FamilyFile]
) -> None:
    with as_owner():
        head = signed_in(make_member("Hilda Head", council.service, "hub_manager"))
    page, same_page = manager.get(address(leaving)), head.get(address(leaving))
    first = answers(page, leaving[:1], everyone=str(council.hub_worker.pk))
    assert manager.post(address(leaving), first).status_code == 302
    second = answers(same_page, leaving, everyone=str(council.hub_manager.pk))
    refused = head.post(address(leaving), second)
    assert refused.status_code == 409
    assert refused.context["faster"] == [f"{leaving[0].family}: given to Hana Worker by Malik Manager"]
    assert workers_now(leaving) == ["Hana Worker", "Wendy Gone", "Wendy Gone"]
    rest = answers(refused, leaving[1:], everyone=str(council.hub_manager.pk))
    assert head.post(address(leaving), rest).status_code == 302
    assert workers_now(leaving) == ["Hana Worker", "Malik Manager", "Malik Manager"]


def test_sent_at_the_same_moment_one_of_two_managers_wins_and_nothing_is_mixed(own_database: str) -> None:
    with as_owner():
        council = make_council()
        gone = make_member("Wendy Gone", council.north_hub, "hub_worker", ended_on=YESTERDAY)
        files = [make_family(council.north_hub, name=f"Left {n}", allocated_to=gone) for n in "ABC"]
        head = make_member("Hilda Head", council.service, "hub_manager")
    senders = []
    for user, taker in ((council.hub_manager, council.hub_worker), (head, council.hub_manager)):
        client = signed_in(user)
        senders.append((client, answers(client.get(address(files)), files, everyone=str(taker.pk))))
    gate, statuses = threading.Barrier(2), []

    def send(client: PageClient, sent: dict[str, str]) -> None:
        gate.wait(timeout=20)
        statuses.append(client.post(address(files), sent).status_code)
        connection.close()

    threads = [threading.Thread(target=send, args=pair) for pair in senders]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
    assert sorted(statuses) == [302, 409]
    assert len(set(workers_now(files))) == 1


@pytest.mark.parametrize(
    ("what", "said"),
    [
        ("closed", "{}: closed by Malik Manager"),
        ("taken away", "{}: taken from the worker by Malik Manager; nobody has it for now"),
        ("of another team", "1 more: your teams no longer hold it, or it was restricted"),
    ],
)
def test_why_work_could_not_be_moved_is_told(
    manager: PageClient, council: Council, leaving: list[FamilyFile], what: str, said: str
) -> None:
    sent = answers(manager.get(address(leaving)), leaving, everyone=str(council.hub_worker.pk))
    with as_owner():
        row = Involvement.objects.get(pk=leaving[0].involvement.pk)
        if what == "closed":
            row.ended_on, row.end_reason = TODAY, "moved"
        elif what == "taken away":
            row.allocated_to = None
        else:
            row.team = council.youth_justice
        row.save_by(by=council.hub_manager, reason=REASON)
    answer = manager.post(address(leaving), sent)
    assert answer.status_code == 409
    assert answer.context["faster"] == [said.format(leaving[0].family)]
    assert workers_now(leaving[1:]) == ["Wendy Gone"] * 2


@pytest.mark.parametrize(
    ("left_out", "said"),
    [("why", "Select why the allocation changes"), ("everyone", "Select who takes over")],
)
def test_what_is_missing_is_asked_for_and_nothing_changes(
    manager: PageClient, council: Council, leaving: list[FamilyFile], left_out: str, said: str
) -> None:
    sent = answers(manager.get(address(leaving)), leaving, everyone=str(council.hub_worker.pk))
    del sent[left_out]
    answer = manager.post(address(leaving), sent)
    assert words(answer).count(said) == 2
    assert workers_now(leaving) == ["Wendy Gone"] * 3


def test_nobody_ticked_is_said(manager: PageClient, council: Council, leaving: list[FamilyFile]) -> None:
    sent = answers(manager.get(address(leaving)), [], everyone=str(council.hub_worker.pk))
    assert words(manager.post(address(leaving), sent)).count("Select the families that go") == 2


def test_only_somebody_who_works_in_the_team_today_can_take_it(
    manager: PageClient, council: Council, leaving: list[FamilyFile]
) -> None:
    with as_owner():
        left = make_member("Lena Left", council.north_hub, "hub_worker", ended_on=YESTERDAY)
        locked = make_member("Ivor Inactive", council.north_hub, "hub_worker")
        locked.is_active = False
        locked.save()
        desk = make_member("Dora Desk", council.north_hub, "information_officer")
    page = manager.get(address(leaving))
    for nobody in (council.other_hub_worker, left, locked, desk, leaving[0].involvement.allocated_to):
        assert nobody.full_name + " –" not in words(page)
        sent = answers(page, leaving, everyone=str(council.hub_worker.pk))
        sent[f"to-{leaving[1].involvement.pk}"] = str(nobody.pk)
        answer = manager.post(address(leaving), sent)
        assert words(answer).count("Select somebody who works in North hub today") == 2
    assert workers_now(leaving) == ["Wendy Gone"] * 3


def test_work_of_several_teams_goes_to_each_teams_own_people(
    council: Council, leaving: list[FamilyFile]
) -> None:
    with as_owner():
        head = signed_in(make_member("Hilda Head", council.service, "hub_manager"))
        gone = leaving[0].involvement.allocated_to
        south = make_family(council.south_hub, name="South", allocated_to=gone)
    page = head.get(address(leaving))
    sent = answers(page, [*leaving, south], everyone=str(council.hub_worker.pk))
    answer = head.post(address(leaving), sent)
    assert words(answer).count("Select somebody who works in South hub today") == 2
    assert workers_now([*leaving, south]) == ["Wendy Gone"] * 4
    sent[f"to-{south.involvement.pk}"] = str(council.other_hub_worker.pk)
    assert head.post(address(leaving), sent).status_code == 302
    assert workers_now([leaving[0], south]) == ["Hana Worker", "Otto Worker"]


def test_a_restricted_family_goes_only_to_somebody_who_is_named_for_it(
    manager: PageClient, council: Council, leaving: list[FamilyFile]
) -> None:
    with as_owner():
        restriction = make_restriction(leaving[0].family, [council.hub_manager], council.hub_manager)
    sent = answers(manager.get(address(leaving)), leaving, everyone=str(council.hub_worker.pk))
    answer = manager.post(address(leaving), sent)
    assert (
        words(answer).count(f"{leaving[0].family} is restricted, and Hana Worker is not named for it.") == 2
    )
    assert workers_now(leaving) == ["Wendy Gone"] * 3
    with as_owner():
        NamedStaff(restriction=restriction, user=council.hub_worker, named_at=timezone.now()).save_by(
            by=council.hub_manager, reason=REASON
        )
    assert manager.post(address(leaving), sent).status_code == 302
    assert workers_now(leaving) == ["Hana Worker"] * 3


def test_families_that_the_manager_may_not_see_are_neither_shown_nor_counted(
    manager: PageClient, council: Council, leaving: list[FamilyFile]
) -> None:
    with as_owner():
        make_restriction(leaving[0].family, [council.hub_worker], council.hub_worker)
    page = manager.get(address(leaving))
    assert [row.family.name for row in page.context["form"].rows] == ["Left B", "Left C"]
    forged = answers(page, leaving, everyone=str(council.hub_worker.pk))
    assert manager.post(address(leaving), forged).status_code == 409
    assert workers_now(leaving) == ["Wendy Gone"] * 3


def test_everything_is_ticked_for_a_leaver_and_nothing_for_somebody_who_stays(
    manager: PageClient, council: Council, leaving: list[FamilyFile]
) -> None:
    with as_owner():
        staying = make_family(council.north_hub, name="Stays", allocated_to=council.hub_worker)
    for files, ticks in ((leaving, 3), ([staying], 0)):
        page = manager.get(address(files)).content.decode()
        assert len(re.findall(r'name="work"[^>]* checked', page)) == ticks


def test_nonsense_instead_of_keys_changes_nothing(manager: PageClient, leaving: list[FamilyFile]) -> None:
    sent = {"work": ["nonsense", ""], "version-": "x", "everyone": "nobody", "why": "left"}
    assert manager.post(address(leaving), sent).status_code == 200
    assert workers_now(leaving) == ["Wendy Gone"] * 3


def test_a_manager_of_another_team_can_give_nothing_away(council: Council, leaving: list[FamilyFile]) -> None:
    with as_owner():
        elsewhere = signed_in(make_member("Sally South", council.south_hub, "hub_manager"))
        theirs = make_family(council.south_hub, name="Theirs", allocated_to=council.other_hub_worker)
    assert signed_in(council.hub_worker).get(address(leaving)).status_code == 403
    assert elsewhere.get(address(leaving)).status_code == 404
    page = elsewhere.get(address([theirs]))
    sent = answers(page, [*leaving, theirs], everyone="nobody")
    assert elsewhere.post(address(leaving), sent).status_code == 404
    assert elsewhere.post(address([theirs]), sent).status_code == 409
    assert workers_now([*leaving, theirs]) == [*["Wendy Gone"] * 3, "Otto Worker"]


def test_caseloads_stand_beside_the_names(
    manager: PageClient, council: Council, leaving: list[FamilyFile]
) -> None:
    with as_owner():
        for priority in ("high", "low"):
            make_family(council.north_hub, allocated_to=council.hub_worker, priority=priority)
    assert "Hana Worker – 2 families, weighted 4" in words(manager.get(address(leaving)))


def test_who_worked_when_is_told_with_why_it_ended(
    manager: PageClient, council: Council, leaving: list[FamilyFile]
) -> None:
    sent = answers(manager.get(address(leaving)), leaving, everyone=str(council.hub_worker.pk))
    manager.post(address(leaving), sent)
    told = words(manager.get(f"/families/{leaving[0].family.pk}/work/allocations/"))
    assert "Wendy Gone" in told
    assert "The worker has left or is leaving" in told
    assert told.index("Hana Worker") < told.index("Wendy Gone")
