"""Notify's two limits: by the minute for each kind of key, and by the day."""

import pytest
from notifications_python_client.errors import HTTPError

from cases.texts.sandbox import KeyKind, NotifySandbox
from cases.texts.sandbox.bucket import TokenBucket
from cases.texts.sandbox.clock import Clock
from tests.cases.texts.sandbox_client import TEMPLATES, client_for, send

NOON = 1_800_014_400.0  # 15 January 2027, 12:00 UTC


@pytest.fixture
def clock():
    return Clock(source=lambda: NOON)


def test_the_bucket_gives_its_burst_and_then_fifty_a_second(clock):
    bucket = TokenBucket(clock=clock)
    assert sum(bucket.take() for _ in range(2000)) == 1000
    clock.advance(1)
    assert sum(bucket.take() for _ in range(2000)) == 50


def test_the_bucket_never_saves_up_more_than_its_burst(clock):
    bucket = TokenBucket(clock=clock)
    clock.advance(3600)
    assert sum(bucket.take() for _ in range(2000)) == 1000


def test_going_over_the_rate_is_refused_until_the_bucket_fills(clock):
    with NotifySandbox(TEMPLATES, clock=clock, burst=2) as sandbox, client_for(sandbox) as client:
        send(client)
        send(client)
        with pytest.raises(HTTPError) as caught:
            send(client, reference="over")
        assert caught.value.status_code == 429
        message = "Exceeded rate limit for key type TEST of 3000 requests per 60 seconds"
        assert caught.value.message == [{"error": "RateLimitError", "message": message}]
        assert sandbox.accepted("over") == 0
        with client_for(sandbox, "live") as other_kind:
            assert send(other_kind)
        sandbox.advance(0.5)
        assert send(client)


def test_the_daily_limit_ends_at_midnight_and_spares_test_keys(clock):
    with (
        NotifySandbox(TEMPLATES, clock=clock, daily_limit=1) as sandbox,
        client_for(sandbox, KeyKind.LIVE) as live,
        client_for(sandbox, KeyKind.TEST) as test,
    ):
        send(live)
        with pytest.raises(HTTPError) as caught:
            send(live)
        assert caught.value.status_code == 429
        message = "Exceeded send limits (sms: 1) for today"
        assert caught.value.message == [{"error": "TooManyRequestsError", "message": message}]
        send(test)
        sandbox.advance(12 * 3600 - 1)
        with pytest.raises(HTTPError):
            send(live)
        sandbox.advance(1)
        assert send(live)


def test_the_clock_never_goes_back(clock):
    with pytest.raises(ValueError, match="forward"):
        clock.advance(-1)
