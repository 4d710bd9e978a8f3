"""Signing in with Entra ID, against a real OpenID Connect provider in a process of its own."""

import re
from html import unescape
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

import pytest
import requests
from allauth.socialaccount.models import SocialAccount, SocialApp, SocialToken
from django.contrib.sessions.models import Session
from django.db import connection
from django.urls import reverse

from accounts.models import Alert, User
from tests.database import as_owner
from tests.entra.directory import OTHER_TENANT, TENANT, ask, directory, path_of, vouched

OBJECT_ID = "11111111-aaaa-4bbb-8ccc-000000000001"
STRANGER_ID = "11111111-aaaa-4bbb-8ccc-000000000002"
EMAIL = "hana.worker@council.example"


def who(oid: str = OBJECT_ID, **forge: Any) -> dict[str, Any]:
    claims = {
        "oid": oid,
        "tid": TENANT,
        "name": "Hana of the Directory",
        "email": EMAIL,
        "preferred_username": EMAIL,
    }
    return {"claims": claims, **({"forge": forge} if forge else {})}


USERS = {
    "hana": who(),
    "stranger": who(STRANGER_ID),
    "nonsense": who("not an object id"),
    "no oid": who(claims={"oid": None}),
    "another tenant": who(claims={"tid": OTHER_TENANT}),
    "another issuer": who(claims={"iss": "https://login.microsoftonline.com/other/v2.0"}),
    "another audience": who(claims={"aud": "another-portal"}),
    "another browser's nonce": who(claims={"nonce": "somebody else's"}),
    "expired": who(claims={"exp": 1_000_000_000}),
    "a stranger's key": who(key="strange"),
    "a key everybody knows": who(algorithm="HS256"),
}
FORGED = [login for login, user in USERS.items() if "forge" in user]


@pytest.fixture(scope="module")
def running():
    with directory(USERS) as found:
        yield found


@pytest.fixture
def entra(settings, running):
    """The portal as it is when the settings of Entra ID are there, and no second step of ours is to be expected."""
    point_at(settings, running.app())
    settings.SECOND_FACTOR_REQUIRED = True
    return running


def point_at(settings, app) -> None:
    settings.ENTRA = app
    ours = settings.SOCIALACCOUNT_PROVIDERS["openid_connect"]
    settings.SOCIALACCOUNT_PROVIDERS = {"openid_connect": {**ours, "APPS": [app]}}


@pytest.fixture
def hana(council) -> User:
    """Somebody an administrator entered the object id of."""
    with as_owner():
        council.hub_worker.entra_object_id = OBJECT_ID
        council.hub_worker.save()
    return council.hub_worker


def sign_in(page, login: str, **fields: str):
    return page.get(path_of(vouched(ask(page, **fields), login)))


def is_signed_in(page) -> bool:
    return page.get(reverse("account")).status_code == 200


def test_who_is_known_by_object_id_signs_in_without_a_second_step_of_ours(page, entra, hana) -> None:
    answer = sign_in(page, "hana")
    assert (answer.status_code, answer.headers["Location"]) == (302, "/")
    assert hana.full_name in page.get(reverse("account")).content.decode()


def test_they_arrive_where_they_wanted_to_go_and_never_on_another_site(page, entra, hana) -> None:
    assert sign_in(page, "hana", next=reverse("alerts")).headers["Location"] == reverse("alerts")
    page.post(reverse("account_logout"))
    assert sign_in(page, "hana", next="https://elsewhere.example/").headers["Location"] == "/"


def test_nothing_of_the_token_is_kept(page, entra, hana) -> None:
    sign_in(page, "hana")
    with as_owner():
        assert not SocialAccount.objects.exists()
        assert not SocialToken.objects.exists()
        for session in Session.objects.all():
            kept = str(session.get_decoded())
            assert "Directory" not in kept
            assert EMAIL not in kept


def test_the_question_carries_pkce_a_nonce_and_no_more_than_it_must(page, entra, hana) -> None:
    dressed = f"{reverse('openid_connect_login')}?auth_params=prompt%3Dnone&scope=Mail.Read&process=connect"
    asked = parse_qs(urlsplit(page.post(dressed).headers["Location"]).query)
    assert asked["code_challenge_method"] == ["S256"]
    assert set(asked["scope"][0].split()) == {"openid", "profile"}
    assert set(asked) == {
        "client_id", "redirect_uri", "scope", "response_type", "state",
        "code_challenge", "code_challenge_method", "nonce",
    }  # fmt: skip


def test_the_provider_would_refuse_a_question_without_pkce(page, entra, hana) -> None:
    address, _, query = ask(page).partition("?")
    bare = {
        name: value for name, (value,) in parse_qs(query).items() if not name.startswith("code_challenge")
    }
    answer = requests.get(f"{address}?{urlencode(bare)}", allow_redirects=False, timeout=10)
    assert "error=invalid_request" in answer.headers["Location"]
    met = page.get(path_of(answer.headers["Location"]))
    assert met.status_code == 400
    assert "You have not been signed in" in met.content.decode()


def test_a_code_without_its_verifier_is_worth_nothing(page, client, entra, hana) -> None:
    back = vouched(ask(page), "hana")
    stolen = parse_qs(urlsplit(back).query)["code"][0]
    own = parse_qs(urlsplit(ask(client)).query)["state"][0]
    query = urlencode({"code": stolen, "state": own})
    assert client.get(f"{reverse('openid_connect_callback')}?{query}").status_code == 400
    assert not is_signed_in(client)


@pytest.mark.parametrize("login", ["stranger", "nonsense"])
def test_an_unknown_object_id_is_refused_whatever_its_email(page, entra, council, login) -> None:
    with as_owner():
        before = User.objects.count()
        assert User.objects.filter(email=EMAIL).exists()
    answer = sign_in(page, login)
    assert answer.status_code == 403
    assert "ask the administrator" in answer.content.decode()
    assert not is_signed_in(page)
    with as_owner():
        assert User.objects.count() == before


def test_who_has_left_meets_the_same_page_as_who_never_was(page, entra, hana) -> None:
    unknown = sign_in(page, "stranger")
    with as_owner():
        User.objects.filter(pk=hana.pk).update(is_active=False)
    left = sign_in(page, "hana")
    assert (left.status_code, words(left)) == (403, words(unknown))
    assert not is_signed_in(page)


def words(answer) -> str:
    return re.sub(r'nonce="[^"]+"|name="csrf\S+ value="\S+"', "", answer.content.decode())


@pytest.mark.parametrize("login", FORGED)
def test_a_token_that_is_not_genuine_or_not_for_us_is_refused(page, entra, hana, login) -> None:
    answer = sign_in(page, login)
    assert answer.status_code == 400
    assert "You have not been signed in" in answer.content.decode()
    assert not is_signed_in(page)


def test_an_issuer_that_calls_itself_another_is_refused(page, settings, entra, hana) -> None:
    app = entra.app()
    point_at(
        settings,
        {
            **app,
            "settings": {**app["settings"], "server_url": entra.issuer.replace("127.0.0.1", "localhost")},
        },
    )
    assert page.post(reverse("openid_connect_login")).status_code == 503


def test_a_wrong_client_secret_signs_nobody_in(page, settings, entra, hana) -> None:
    point_at(settings, entra.app(secret="not the one"))
    assert sign_in(page, "hana").status_code == 400
    assert not is_signed_in(page)


@pytest.mark.parametrize("state", ["", "tampered"])
def test_an_answer_to_a_question_nobody_asked_is_refused(page, entra, hana, state) -> None:
    back = urlsplit(vouched(ask(page), "hana"))
    query = {name: value for name, (value,) in parse_qs(back.query).items()}
    query.pop("state")
    answer = page.get(f"{back.path}?{urlencode({**query, **({'state': state} if state else {})})}")
    assert answer.status_code == 400
    assert not is_signed_in(page)


def test_another_browser_cannot_use_the_answer(page, client, entra, hana) -> None:
    back = path_of(vouched(ask(page), "hana"))
    assert client.get(back).status_code == 400
    assert not is_signed_in(client)


def test_an_answer_works_once(page, entra, hana) -> None:
    back = vouched(ask(page), "hana")
    code = parse_qs(urlsplit(back).query)["code"][0]
    assert page.get(path_of(back)).status_code == 302
    page.post(reverse("account_logout"))
    assert page.get(path_of(back)).status_code == 400
    fresh = parse_qs(urlsplit(ask(page)).query)["state"][0]
    again = urlencode({"code": code, "state": fresh})
    assert page.get(f"{reverse('openid_connect_callback')}?{again}").status_code == 400
    assert not is_signed_in(page)


def test_who_changes_their_mind_there_is_told_so_here(page, entra, hana) -> None:
    state = parse_qs(urlsplit(ask(page)).query)["state"][0]
    query = urlencode({"error": "access_denied", "state": state})
    answer = page.get(f"{reverse('openid_connect_callback')}?{query}")
    assert "You have not been signed in" in answer.content.decode()


def test_a_provider_that_is_down_is_said_to_be_down(page, settings, council) -> None:
    with directory(USERS) as short_lived:
        point_at(settings, short_lived.app())
        back = vouched(ask(page), "hana")
        short_lived.stop()
        for answer in (page.get(path_of(back)), page.post(reverse("openid_connect_login"))):
            assert answer.status_code == 503
            assert "does not answer" in answer.content.decode()


def test_work_typed_in_an_expired_session_outlives_a_provider_that_is_down(
    page, settings, running, hana
) -> None:
    point_at(
        settings, running.app(settings={**running.app()["settings"], "server_url": "http://127.0.0.1:9"})
    )
    met = page.post(reverse("account_change_password"), {"note": "Seen at home"})
    held = re.search(r'name="held" value="([^"]+)"', met.content.decode())
    assert held
    answer = page.post(reverse("openid_connect_login"), {"held": unescape(held[1])})
    assert answer.status_code == 503
    again = re.search(r'name="held" value="([^"]+)"', answer.content.decode())
    assert again
    point_at(settings, running.app())
    assert sign_in(page, "hana", held=unescape(again[1])).headers["Location"] == reverse("account_carry_on")
    assert "Seen at home" in page.get(reverse("account_carry_on")).content.decode()


def test_work_typed_in_an_expired_session_waits_through_the_whole_journey(page, entra, hana) -> None:
    met = page.post(reverse("account_change_password"), {"note": "Seen at home <b>today</b>"})
    held = re.search(r'name="held" value="([^"]+)"', met.content.decode())
    assert held
    answer = sign_in(page, "hana", held=unescape(held[1]))
    assert answer.headers["Location"] == reverse("account_carry_on")
    offered = page.get(reverse("account_carry_on")).content.decode()
    assert 'name="note" value="Seen at home &lt;b&gt;today&lt;/b&gt;"' in offered


def test_the_session_is_a_new_one(page, entra, hana) -> None:
    ask(page)
    before = page.session.session_key
    sign_in(page, "hana")
    assert page.session.session_key != before


def test_without_its_settings_there_is_no_button_and_no_route(page, council) -> None:
    assert "council account" not in page.get(reverse("account_login")).content.decode()
    assert page.post(reverse("openid_connect_login")).status_code == 404
    assert page.get(reverse("openid_connect_callback")).status_code == 404


def test_with_them_the_button_comes_first_and_a_link_starts_nothing(page, entra) -> None:
    shown = page.get(reverse("account_login")).content.decode()
    assert shown.index("Sign in with your council account") < shown.index("Email address")
    assert page.get(reverse("openid_connect_login")).status_code == 405


def test_nobody_connects_a_directory_account_by_themselves(page, entra, council) -> None:
    page.force_login(council.hub_manager)
    answer = page.post(f"{reverse('openid_connect_login')}?process=connect")
    assert answer.headers["Location"] == "/"


@pytest.mark.parametrize("model", [SocialAccount, SocialApp, SocialToken])
@pytest.mark.parametrize("role", ["familyhubs_web", "familyhubs_worker"])
def test_the_database_takes_no_connection_from_any_process(db, model, role) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT has_table_privilege(%s, %s, 'INSERT, UPDATE')", [role, model._meta.db_table])
        assert cursor.fetchone() == (False,)


WHY = {"reason": "Ticket 14"}


def staff_form(user: User, **more: str) -> dict[str, str]:
    return {"email": user.email, "full_name": user.full_name, "is_active": "on", **WHY, **more}


def test_an_administrator_enters_the_object_id_with_a_reason_and_the_person_is_told(
    client, page, entra, council
) -> None:
    client.force_login(council.admin)
    session = client.session
    session["account_authentication_methods"] = [{"method": "mfa", "at": 0}]
    session["account_authentication_methods_user"] = str(council.admin.pk)
    session.save()
    url = reverse("admin:accounts_user_change", args=[council.hub_worker.pk])
    assert client.post(url, staff_form(council.hub_worker, entra_object_id=OBJECT_ID)).status_code == 302
    version = council.hub_worker.history.first()
    assert (str(version.entra_object_id), version.history_change_reason) == (OBJECT_ID, "Ticket 14")
    assert version.history_user == council.admin
    with as_owner():
        assert Alert.objects.get(user=council.hub_worker).kind == "sign_in_changed"
    assert sign_in(page, "hana").headers["Location"] == "/"


def test_an_object_id_belongs_to_one_person(client, settings, hana, council) -> None:
    client.force_login(council.admin)
    url = reverse("admin:accounts_user_change", args=[council.hub_manager.pk])
    answer = client.post(url, staff_form(council.hub_manager, entra_object_id=OBJECT_ID))
    assert "Somebody else signs in with this object ID" in answer.content.decode()
