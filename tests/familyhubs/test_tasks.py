"""Night work on the portal itself."""

import datetime

from django.contrib.sessions.backends.db import SessionStore
from django.contrib.sessions.models import Session

from familyhubs.tasks import forget_expired_sessions
from tests.database import as_worker


def test_an_ended_session_is_deleted_with_the_searches_typed_in_it(db: None) -> None:
    ended, going = SessionStore(), SessionStore()
    ended["searches"] = {"token": "robin example"}
    going["searches"] = {"token": "sam khan"}
    ended.set_expiry(datetime.timedelta(minutes=-1))
    ended.save()
    going.save()
    with as_worker():
        forget_expired_sessions()
    assert [session.session_key for session in Session.objects.all()] == [going.session_key]
