"""From the first look to the decision: each step is said once, by whoever may, and what was decided stays."""

import pytest
from django.db import DatabaseError, transaction
from django.urls import reverse
from django.utils import timezone

from accounts.actor import acting_as
from accounts.models import User
from cases.families.actions.rows import row_version
from cases.families.models import Family, FamilyMembership, Involvement, Person
from cases.referrals.models import Referral, ReferralDecision
from tests.cases.referrals.typing_in import decided, errors
from tests.database import as_owner, as_web
from tests.factories.accounts import make_member
from tests.factories.families import make_family, make_person, make_service
from tests.factories.referrals import BORN, make_decided, make_referral


@pytest.fixture
def referral(council):
    """One that waits at the north hub."""
    with as_owner():
        make_service()
        return make_referral(council.north_hub, council.hub_worker)


def url(name, referral):
    return reverse(f"referrals:{name}", args=[referral.pk])


def version(referral):
    with as_owner():
        return row_version(referral)


def now(referral):
    with as_owner():
        return Referral.objects.get(pk=referral.pk)


def opened(referral, council, **answers):
    with as_owner():
        service, found = make_service(), version(referral)
    said = {"service": str(service.pk), "team": str(council.north_hub.pk), "new_family_name": "Newcomer"}
    return decided("opened", found, **said | answers)


def test_it_is_taken_screened_and_sent_on_to_a_decision(front_door, referral, council):
    front_door.post(url("take", referral), {"version": str(version(referral))})
    assert (now(referral).stage, now(referral).assigned_to) == ("screening", council.hub_manager)
    said = {"screening": "School confirms", "priority": "urgent", "next_stage": "ready"}
    front_door.post(url("screen", referral), said | {"version": str(version(referral))})
    kept = now(referral)
    assert (kept.stage, kept.screening, kept.priority) == ("decision", "School confirms", "urgent")
    assert kept.due_at < referral.due_at


def test_it_is_given_back_to_the_board(front_door, referral):
    front_door.post(url("take", referral), {"version": str(version(referral))})
    front_door.post(url("take", referral), {"version": str(version(referral)), "leave": "1"})
    assert now(referral).assigned_to is None


def test_two_who_take_it_at_once_are_told(front_door, referral):
    read = str(version(referral))
    front_door.post(url("take", referral), {"version": read})
    late = front_door.post(url("take", referral), {"version": read})
    assert late.status_code == 409
    assert "Malik Manager" in late.content.decode()


def test_screening_over_somebody_elses_screening_shows_both_and_saves_neither_over_the_other(
    front_door, referral
):
    read = {"version": str(version(referral)), "priority": "high", "next_stage": "not_yet"}
    front_door.post(url("screen", referral), read | {"screening": "The first words"})
    late = front_door.post(url("screen", referral), read | {"screening": "The second words"})
    assert late.status_code == 409
    assert all(words in late.content.decode() for words in ("The first words", "The second words"))
    assert now(referral).screening == "The first words"


def test_passed_on_it_is_read_by_both_front_doors_and_decided_by_the_new_one(front_door, referral, council):
    with as_owner():
        southern = make_member("Sana South", council.south_hub, "triage_officer")
    said = {"team": str(council.south_hub.pk), "reason": "They know them", "version": str(version(referral))}
    front_door.post(url("pass", referral), said)
    assert (now(referral).team, now(referral).passed_from) == (council.south_hub, council.north_hub)
    page = front_door.get(url("referral", referral))
    assert "Passed on by North hub" in page.content.decode()
    refused = front_door.get(url("decide", referral), follow=True)
    assert "This referral is with South hub now" in refused.content.decode()
    front_door.force_login(southern)
    assert front_door.get(url("decide", referral)).status_code == 200


def test_opening_a_new_family_enters_everybody_and_opens_the_work(front_door, referral, council):
    front_door.post(url("decide", referral), opened(referral, council))
    with as_owner():
        family = Family.objects.get()
        assert now(referral).family == family
        work = Involvement.objects.get(family=family)
        decision = ReferralDecision.objects.get()
        assert (decision.outcome, decision.involvement, decision.decided_by) == (
            "opened",
            work,
            council.hub_manager,
        )
        child = Person.objects.get()
        assert (child.full_name, child.date_of_birth) == ("Wren Newcomer", BORN)
        assert referral.people.get().person == child
        assert FamilyMembership.objects.get().family == family
    chronology = front_door.get(reverse("contacts:chronology", args=[family.pk])).content.decode()
    assert "Referral from School" in chronology
    assert "Open to a service" in chronology


@pytest.mark.parametrize("priorities", [("urgent", "high"), ("high", "high"), ("routine", "medium")])
@pytest.mark.parametrize("hub", ["north_hub", "south_hub"])
def test_work_begins_as_urgent_as_what_was_asked_for(front_door, referral, council, priorities, hub):
    asked, begins = priorities
    with as_owner():
        referral.priority = asked
        referral.save_by(by=council.hub_manager, reason="Screened")
    front_door.post(url("decide", referral), opened(referral, council, team=str(getattr(council, hub).pk)))
    with as_owner():
        assert ReferralDecision.objects.get().involvement.priority == begins


def test_opened_with_another_team_the_work_is_theirs_from_the_first_day(front_door, referral, council):
    front_door.post(url("decide", referral), opened(referral, council, team=str(council.south_hub.pk)))
    with as_owner():
        work = {row.team.name: row.end_reason for row in Involvement.objects.all()}
        assert work == {"North hub": "transferred", "South hub": ""}
        assert ReferralDecision.objects.get().involvement.team == council.south_hub


def test_a_family_on_record_is_opened_once_and_not_entered_again(front_door, referral, council):
    with as_owner():
        file = make_family(council.north_hub, make_person("Wren", "Newcomer", date_of_birth=BORN))
    link = front_door.get(url("link", referral)).content.decode()
    assert str(file.family) in link
    front_door.post(url("link", referral), {"family": str(file.family.pk), "version": str(version(referral))})
    front_door.post(url("decide", referral), opened(referral, council))
    with as_owner():
        assert Family.objects.count() == Person.objects.count() == Involvement.objects.count() == 1
        assert ReferralDecision.objects.get().involvement == file.involvement
        assert referral.people.get().person == file.person


def test_somebody_who_may_be_on_record_is_asked_about_before_anything_is_entered(
    front_door, referral, council
):
    with as_owner():
        file = make_family(council.north_hub, make_person("Wren", "Newcomer", date_of_birth=BORN))
    said = opened(referral, council)
    asked = front_door.post(url("decide", referral), said)
    field = next(name for name in errors(asked) if name.startswith("same_"))
    assert errors(asked)[field] == ["Select whether Wren Newcomer is one of these people"]
    said |= {"seen": asked.context["form"].seen, field: str(file.person.pk)}
    front_door.post(url("decide", referral), said)
    with as_owner():
        assert Family.objects.get() == now(referral).family == file.family
        assert Person.objects.count() == 1


def test_somebody_on_record_with_another_team_is_not_entered_again_and_nothing_more_is_told(
    front_door, referral, council
):
    with as_owner():
        make_family(council.south_hub, make_person("Wren", "Newcomer", date_of_birth=BORN), name="Secret")
    said = opened(referral, council)
    asked = front_door.post(url("decide", referral), said)
    field = next(name for name in errors(asked) if name.startswith("same_"))
    refused = front_door.post(
        url("decide", referral), said | {"seen": asked.context["form"].seen, field: "card-1"}
    )
    assert errors(refused)[field][0].startswith("Nothing was saved. Speak to South hub.")
    assert "Secret" not in refused.content.decode()
    link = front_door.get(url("link", referral)).content.decode()
    assert "You do not have access to this record" in link
    assert "Secret" not in link
    with as_owner():
        assert Family.objects.count() == 1


@pytest.mark.parametrize(
    ("outcome", "field"), [("advice", "advice"), ("signpost", "sent_to"), ("step_up", "social_care")]
)
def test_a_decision_says_what_was_told_and_why(front_door, referral, outcome, field):
    bare = front_door.post(url("decide", referral), decided(outcome, version(referral), reason=""))
    assert set(errors(bare)) == {field, "reason"}
    front_door.post(
        url("decide", referral), decided(outcome, version(referral), **{field: "The school nurse"})
    )
    with as_owner():
        decision = ReferralDecision.objects.get()
        assert (decision.outcome, decision.detail) == (outcome, "The school nurse")
        assert (now(referral).stage, now(referral).decided_at is None) == ("done", False)
    assert "The school nurse" in front_door.get(url("referral", referral)).content.decode()
    assert "Wren Newcomer" in front_door.get(reverse("referrals:decided")).content.decode()
    again = front_door.post(url("decide", referral), decided(outcome, version(referral)))
    assert again.status_code == 302
    with as_owner():
        assert ReferralDecision.objects.count() == 1


def test_looked_at_again_it_keeps_its_past_decisions(front_door, council):
    with as_owner():
        referral = make_decided(council.north_hub, council.hub_worker)
    front_door.post(
        url("return", referral), {"reason": "The school rang again", "version": str(version(referral))}
    )
    assert (now(referral).stage, now(referral).decided_at) == ("screening", None)
    page = front_door.get(url("referral", referral)).content.decode()
    assert "Look at it again" in page
    assert "No further action, advice given" in page


def test_a_family_linked_by_reference_must_be_one_the_reader_sees(front_door, referral, council):
    with as_owner():
        theirs = make_family(council.south_hub)
    said = {"family": "typed", "reference": theirs.family.reference, "version": str(version(referral))}
    answer = front_door.post(url("link", referral), said)
    assert errors(answer)["reference"] == ["Enter the reference of a family you work with, like FH-100123"]
    assert now(referral).family is None


def test_a_front_door_officer_takes_and_decides_and_leads_nobody(page, council, referral):
    with as_owner():
        officer = make_member("Fern Officer", council.north_hub, "triage_officer")
    page.force_login(officer)
    assert page.get(url("referral", referral)).status_code == 200
    page.post(url("decide", referral), opened(referral, council))
    assert now(referral).stage == "done"
    assert page.get(reverse("access_review")).status_code == 403


@pytest.mark.parametrize("role", ["hub_worker", "safeguarding_lead", "records_officer", "admin"])
def test_without_the_front_doors_permission_the_board_stays_shut(page, council, role):
    with as_owner():
        user = make_member("Some Body", council.north_hub, role)
    page.force_login(user)
    assert page.get(reverse("referrals:board")).status_code == 403


def test_row_security_refuses_what_the_pages_never_ask(council, referral):
    with as_owner():
        file = make_family(council.south_hub)
        done = make_decided(council.north_hub, council.hub_worker)
    attempts = [
        (council.other_hub_worker, lambda: make_referral(council.north_hub, council.hub_worker)),
        (
            council.hub_manager,
            lambda: make_referral(council.north_hub, council.hub_manager, family=file.family),
        ),
        (council.hub_worker, lambda: _decide(referral, council.hub_worker)),
        (council.hub_manager, lambda: _decide(referral, council.hub_worker)),
        (council.hub_manager, lambda: done.decisions.get().delete_by(by=council.hub_manager, reason="x")),
        (council.hub_manager, lambda: referral.delete_by(by=council.hub_manager, reason="x")),
    ]
    for user, attempt in attempts:
        with as_web(), acting_as(user), pytest.raises(DatabaseError), transaction.atomic():
            attempt()
    with as_web(), acting_as(council.other_hub_worker):
        assert not Referral._base_manager.exists()
        assert not ReferralDecision.history.exists()


def _decide(referral: Referral, by: User) -> None:
    ReferralDecision(
        referral=referral, outcome="no_action", reason="x", decided_by=by, decided_at=timezone.now()
    ).save_by(by=by, reason="x")
