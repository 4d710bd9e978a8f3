"""Django admin: staff are looked after, casework is read by need-to-know, nothing is turned back or deleted."""

import datetime
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import AccessRecord, Membership, Team, User
from cases.families.models import Family, Service
from tests.database import as_owner
from tests.factories.accounts import Council, make_member
from tests.factories.families import make_service
from tests.rules.cases import Case, make_case

WHY = {"reason": "Ticket 12"}


@pytest.fixture
def admin(council: Council, client: Client) -> Client:
    client.force_login(council.admin)
    return client


@pytest.fixture
def case(council: Council) -> Case:
    with as_owner():
        return make_case(council.north_hub, council.hub_worker, "North")


def page(client: Client, name: str, *args: Any) -> str:
    answer = client.get(reverse(f"admin:{name}", args=args))
    assert answer.status_code == 200, name
    return answer.content.decode()


def test_an_administrator_adds_a_person_who_cannot_sign_in_by_password_yet(
    admin: Client, council: Council
) -> None:
    sent = {"email": "new@council.example", "full_name": "Nia New", "job_title": "", "is_active": "on", **WHY}
    assert admin.post(reverse("admin:accounts_user_add"), sent).status_code == 302
    person = User.objects.get(email="new@council.example")
    assert not person.has_usable_password()
    version = person.history.get()
    assert (version.history_user, version.history_change_reason) == (council.admin, "Ticket 12")


def test_a_password_is_set_and_never_kept_in_the_history(admin: Client, council: Council) -> None:
    url = reverse("admin:accounts_user_change", args=[council.hub_worker.pk])
    person = council.hub_worker
    sent = {"email": person.email, "full_name": person.full_name, "is_active": "on", **WHY}
    assert "too short" in admin.post(url, {**sent, "new_password": "short"}).content.decode()
    assert admin.post(url, {**sent, "new_password": "long enough for anybody"}).status_code == 302
    person.refresh_from_db()
    assert person.check_password("long enough for anybody")
    assert not hasattr(person.history.first(), "password")


def test_no_change_without_a_reason(admin: Client, council: Council) -> None:
    url = reverse("admin:accounts_team_change", args=[council.north_hub.pk])
    answer = admin.post(url, {"name": "Renamed", "phone": "", "parent": ""})
    assert answer.status_code == 200
    assert not Team.objects.filter(name="Renamed").exists()


def test_an_email_address_in_use_is_refused_whatever_its_capitals(admin: Client, council: Council) -> None:
    sent = {"email": council.hub_worker.email.upper(), "full_name": "Twice", "is_active": "on", **WHY}
    answer = admin.post(reverse("admin:accounts_user_add"), sent)
    assert "Somebody already signs in with this email address" in answer.content.decode()


def test_a_job_that_ends_before_it_begins_is_refused(admin: Client, council: Council) -> None:
    sent = {
        "user": str(council.hub_worker.pk), "team": str(council.south_hub.pk), "role": "hub_worker",
        "started_on": "2026-02-01", "ended_on": "2026-01-01", **WHY,
    }  # fmt: skip
    answer = admin.post(reverse("admin:accounts_membership_add"), sent)
    assert "The last day must be the same as or after the first day" in answer.content.decode()
    assert admin.post(reverse("admin:accounts_membership_add"), {**sent, "ended_on": ""}).status_code == 302
    assert Membership.objects.filter(user=council.hub_worker, team=council.south_hub).exists()


def test_a_team_is_never_put_below_itself(admin: Client, council: Council) -> None:
    team = council.north_hub
    with as_owner():
        below = Team.objects.create(name="Below North", parent=team)
    url = reverse("admin:accounts_team_change", args=[team.pk])
    for parent in (team, below):
        refused = admin.post(url, {"name": "North renamed", "parent": str(parent.pk), **WHY})
        assert "Select a team that is not this team or below it" in refused.content.decode()
    team.refresh_from_db()
    assert team.name != "North renamed"
    assert admin.post(url, {"name": "North renamed", "parent": "", **WHY}).status_code == 302


def test_a_password_of_absurd_length_is_refused(admin: Client, council: Council) -> None:
    person = council.hub_worker
    sent = {"email": person.email, "full_name": person.full_name, "is_active": "on", **WHY}
    url = reverse("admin:accounts_user_change", args=[person.pk])
    assert admin.post(url, {**sent, "new_password": "word " * 20_000}).status_code == 200


def test_a_service_is_changed_with_its_history(admin: Client, council: Council) -> None:
    with as_owner():
        service = make_service()
    url = reverse("admin:families_service_change", args=[service.pk])
    assert admin.post(url, {"name": "Hubs", "kind": "hub", **WHY}).status_code == 302
    assert Service.objects.get().name == "Hubs"
    assert "Ticket 12" in page(admin, "families_service_history", service.pk)


@pytest.mark.parametrize(
    "model", ["accounts_user", "accounts_team", "accounts_membership", "families_service"]
)
def test_nothing_is_deleted_here(admin: Client, council: Council, model: str) -> None:
    with as_owner():
        rows: dict[str, Any] = {
            "accounts_user": council.hub_worker,
            "accounts_team": council.north_hub,
            "accounts_membership": Membership.objects.all()[0],
            "families_service": make_service(),
        }
    row = rows[model]
    assert admin.post(reverse(f"admin:{model}_delete", args=[row.pk]), {"post": "yes"}).status_code == 403
    listed = admin.post(
        reverse(f"admin:{model}_changelist"), {"action": "delete_selected", "_selected_action": [str(row.pk)]}
    )
    assert listed.status_code in {200, 302, 403}
    assert type(row).objects.filter(pk=row.pk).exists()


def spine_urls(case: Case, kind: str) -> list[tuple[str, Any]]:
    rows = [
        case.family,
        case.person,
        case.membership,
        case.relationship,
        case.involvement,
        *case.rows.values(),
    ]
    return [(f"families_{row._meta.model_name}_{kind}", row.pk) for row in rows]


def test_an_administrator_sees_no_family(admin: Client, case: Case) -> None:
    assert "0 families" in page(admin, "families_family_changelist")
    for kind in ("change", "history"):
        for name, key in spine_urls(case, kind):
            # Django answers a change page that is not there by going back to the index.
            answer = admin.get(reverse(f"admin:{name}", args=[key]))
            assert answer.status_code in {302, 404}, name
            assert "North" not in answer.content.decode()


@pytest.fixture
def both(council: Council, client: Client, case: Case) -> Client:
    """Somebody who is an administrator and a worker of the north hub."""
    with as_owner():
        user = make_member("Bea Both", council.north_hub, "hub_worker")
        Membership.objects.create(
            user=user, team=council.administration, role="admin", started_on=datetime.date(2024, 1, 1)
        )
    client.force_login(user)
    return client


def test_whoever_has_a_ground_reads_casework_and_its_history(both: Client, case: Case) -> None:
    for kind in ("change", "history"):
        for name, key in spine_urls(case, kind):
            page(both, name, key)
    listed = page(both, "families_family_changelist")
    assert str(case.family.pk) in listed
    assert "North" not in listed.replace("North hub", "")
    version = case.family.history.model._meta.pk.name
    with as_owner():
        newest = getattr(case.family.history.first(), version)
    page(both, "families_family_simple_history", case.family.pk, newest)


def test_casework_is_not_written_here(both: Client, case: Case) -> None:
    url = reverse("admin:families_family_change", args=[case.family.pk])
    assert both.post(url, {"name": "Changed"}).status_code == 403
    assert both.get(reverse("admin:families_family_add")).status_code == 403
    with as_owner():
        newest = case.family.history.first().history_id
    version = reverse("admin:families_family_simple_history", args=[case.family.pk, newest])
    assert both.post(version, {"name": "Changed"}).status_code == 405
    with as_owner():
        assert Family.objects.get().name == "North"


def test_djangos_scripts_may_run_in_the_admin_and_nowhere_else(admin: Client) -> None:
    def scripts(path: str) -> str:
        policy = admin.get(path).headers["Content-Security-Policy"]
        return next(part for part in policy.split("; ") if part.startswith("script-src"))

    assert scripts("/admin/") == (
        "script-src http://testserver/static/admin/ http://testserver/admin/jsi18n/"
    )
    assert scripts("/").startswith("script-src 'nonce-")
    assert " " not in scripts("/").removeprefix("script-src ")


def test_every_look_at_a_row_is_noted(both: Client, case: Case) -> None:
    page(both, "families_address_change", case.rows["addresses"].pk)
    page(both, "families_family_history", case.family.pk)
    with as_owner():
        looks = AccessRecord.objects.order_by("at")
        assert [(look.person_id, look.family_id) for look in looks] == [
            (case.person.pk, None),
            (None, case.family.pk),
        ]
