"""Notify's two limits on sending: a rate for each kind of key, and a number a day."""

from threading import Lock

from cases.texts.sandbox.clock import Clock
from cases.texts.sandbox.errors import NotifyError, rate_limited
from cases.texts.sandbox.tokens import KeyKind


class TokenBucket:
    """Starts full with `burst` tokens and regains `per_second`; each request takes one.

    Notify publishes 3,000 requests a minute and enforces it this way: 50 a second, 1,000 saved up at most.
    """

    def __init__(self, *, clock: Clock, per_second: float = 50, burst: float = 1000) -> None:
        self._clock = clock
        self._per_second = per_second
        self._burst = burst
        self._tokens = burst
        self._filled_at = clock.seconds()
        self._lock = Lock()

    def take(self) -> bool:
        """Take one token; False when there is none, which costs nothing."""
        with self._lock:
            now = self._clock.seconds()
            gained = max(0.0, now - self._filled_at) * self._per_second
            self._tokens = min(self._burst, self._tokens + gained)
            self._filled_at = now
            if self._tokens < 1:
                return False
            self._tokens -= 1
            return True


class RateLimit:
    """One bucket for each kind of key, as the limit is counted apart for live, team and test."""

    def __init__(self, *, clock: Clock, per_second: float, burst: float) -> None:
        self._per_minute = round(per_second * 60)
        self._buckets = {
            kind: TokenBucket(clock=clock, per_second=per_second, burst=burst) for kind in KeyKind
        }

    def check(self, kind: KeyKind) -> None:
        """Count this request; NotifyError 429 RateLimitError when the bucket is empty."""
        if not self._buckets[kind].take():
            raise rate_limited(kind, self._per_minute)


class DailyLimit:
    """Texts a service may send in a day, counted from midnight UTC. Test keys are not counted."""

    def __init__(self, *, clock: Clock, limit: int) -> None:
        self._clock = clock
        self._limit = limit
        self._day = clock.now().date()
        self._sent = 0
        self._lock = Lock()

    def check(self, kind: KeyKind) -> None:
        """NotifyError 429 TooManyRequestsError when today's texts are used up."""
        with self._lock:
            self._roll()
            if kind is not KeyKind.TEST and self._sent >= self._limit:
                message = f"Exceeded send limits (sms: {self._limit}) for today"
                raise NotifyError(429, "TooManyRequestsError", message)

    def count(self, kind: KeyKind) -> None:
        """One more text was accepted."""
        with self._lock:
            self._roll()
            if kind is not KeyKind.TEST:
                self._sent += 1

    def _roll(self) -> None:
        today = self._clock.now().date()
        if today != self._day:
            self._day, self._sent = today, 0
