"""Signed tokens: only the right key, freshly signed, gets in."""

import time
from uuid import uuid4

import jwt
import pytest
import requests
from notifications_python_client import NotificationsAPIClient
from notifications_python_client.errors import HTTPError

from cases.texts.sandbox import ApiKey, KeyKind, NotifySandbox
from tests.cases.texts.sandbox_client import TEMPLATES, client_for, send


@pytest.fixture
def sandbox():
    with NotifySandbox(TEMPLATES) as sandbox:
        yield sandbox


def sign(key, *, secret=None, algorithm="HS256", **claims):
    return "Bearer " + jwt.encode(claims, secret or key.secret, algorithm=algorithm)


def answer(sandbox, authorization):
    headers = {} if authorization is None else {"Authorization": authorization}
    got = requests.get(f"{sandbox.url}/v2/templates", headers=headers, timeout=5)
    if got.status_code == 200:
        return 200, None
    error = got.json()["errors"][0]
    assert (got.json()["status_code"], error["error"]) == (got.status_code, "AuthError")
    return got.status_code, error["message"]


def test_each_kind_of_key_gets_in(sandbox):
    for kind in KeyKind:
        with client_for(sandbox, kind) as client:
            assert client.get_all_templates()["templates"]


def test_a_wrong_secret_is_refused_and_sends_nothing(sandbox):
    key = f"wrong-{sandbox.keys[0].service_id}-{uuid4()}"
    client = NotificationsAPIClient(key, base_url=sandbox.url)
    with pytest.raises(HTTPError) as caught:
        send(client, reference="forged")
    client.request_session.close()
    assert caught.value.status_code == 403
    assert caught.value.message == [{"error": "AuthError", "message": "Invalid token: API key not found"}]
    assert sandbox.accepted("forged") == 0


@pytest.mark.parametrize(("behind", "status"), [(-31, 403), (-29, 200), (29, 200), (31, 403)])
def test_a_clock_more_than_thirty_seconds_out_is_refused(behind, status):
    moment = 1_800_000_000
    with NotifySandbox(TEMPLATES, token_clock=lambda: moment) as sandbox:
        key = sandbox.keys[0]
        got, message = answer(sandbox, sign(key, iss=str(key.service_id), iat=moment + behind))
    assert got == status
    assert message in (None, "Error: Your system clock must be accurate to within 30 seconds")


def test_the_official_client_is_refused_when_its_clock_is_slow():
    with (
        NotifySandbox(TEMPLATES, token_clock=lambda: time.time() + 60) as sandbox,
        client_for(sandbox) as client,
        pytest.raises(HTTPError) as caught,
    ):
        send(client)
    assert caught.value.status_code == 403


def test_malformed_tokens_are_refused_with_the_reason(sandbox):
    key = sandbox.keys[0]
    issuer, now = str(key.service_id), int(time.time())
    assert answer(sandbox, None) == (401, "Unauthorized: authentication token must be provided")
    assert answer(sandbox, "Basic eDp5")[0] == 401
    assert answer(sandbox, "Bearer nonsense") == (403, "Invalid token: signature, api token is not valid")
    assert answer(sandbox, sign(key, iat=now)) == (403, "Invalid token: iss field not provided")
    assert answer(sandbox, sign(key, iss=issuer)) == (403, "Invalid token: iat field not provided")
    assert answer(sandbox, sign(key, iss=issuer, iat="now"))[0] == 403
    assert answer(sandbox, sign(key, iss=issuer, iat=True))[0] == 403
    assert answer(sandbox, sign(key, iss="the hub", iat=now))[0] == 403
    assert answer(sandbox, sign(key, iss=str(uuid4()), iat=now)) == (403, "Invalid token: service not found")


def test_other_ways_of_signing_are_refused(sandbox):
    key = sandbox.keys[0]
    claims = {"iss": str(key.service_id), "iat": int(time.time())}
    assert answer(sandbox, sign(key, secret=key.secret * 2, algorithm="HS512", **claims))[0] == 403
    unsigned = "Bearer " + jwt.encode(claims, None, algorithm="none")
    assert answer(sandbox, unsigned) == (403, "Invalid token: algorithm used is not HS256")


def test_a_key_is_read_back_from_its_text_and_hides_its_secret():
    key = ApiKey.generate(uuid4(), KeyKind.LIVE)
    assert ApiKey.parse(key.text, KeyKind.LIVE) == key
    assert key.secret not in repr(key)
    with pytest.raises(ValueError, match="form"):
        ApiKey.parse("short", KeyKind.LIVE)
