"""Whoever has a word in a version is its author to the database too, whatever a second session does meanwhile."""

import datetime
import threading
from concurrent.futures import ThreadPoolExecutor

import psycopg
import pytest
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from privacy.actions.notice import wording_change
from privacy.codes import NoticeCode
from privacy.models import PublishedRight
from privacy.notices.actions.versions import version_propose, version_publish
from privacy.notices.draft import draft_content
from privacy.notices.models import NoticeVersion
from privacy.notices.queries import authors_since
from tests.database import as_owner
from tests.factories.accounts import make_council, make_member

TODAY = timezone.localdate()
INSERT = """
INSERT INTO notices_noticeversion (id, page, content, what_changed, effective_from, authors, proposed_by_id,
                                   proposed_at, state, decision_words)
VALUES (gen_random_uuid(), 'service', '{}', 'Clearer', current_date, %s, %s, %s, 'waiting', '') RETURNING authors
"""
EDIT = """
INSERT INTO privacy_historicalpublishedright (id, code, title, detail, "order", history_date, history_type,
                                              history_user_id)
SELECT id, code, 'Edited', detail, "order", %s, '~', %s FROM privacy_publishedright WHERE code = 'access'
"""


@pytest.fixture
def people(own_database):
    """A council and a second administrator, in a database that two sessions can see."""
    with as_owner():
        council = make_council()
        return council, make_member("Agnes Admin", council.administration, "admin")


def session():
    """Another session, of the owner, past every line of Python."""
    told = connection.settings_dict
    return psycopg.connect(host=told["HOST"], dbname=told["NAME"], user=told["USER"] or None)


def change(by):
    right = PublishedRight.objects.get(code="access")
    right.title += "!"
    wording_change(wording=right, by=by, reason="Clearer")


def propose(by):
    return version_propose(
        page=NoticeCode.SERVICE,
        what_changed="Clearer",
        effective_from=TODAY,
        at=timezone.now(),
        on=TODAY,
        by=by,
    )


def test_a_version_put_in_by_hand_has_every_author_all_the_same(people):
    council, second = people
    with as_owner():
        change(council.admin)
        change(second)
    with session() as other:
        (authors,) = other.execute(INSERT, [[], council.admin.pk, timezone.now()]).fetchone()
    assert set(authors) == {council.admin.pk, second.pk}
    with as_owner(), pytest.raises(IntegrityError, match="published_by_another"), transaction.atomic():
        NoticeVersion.objects.filter(state="waiting").update(
            state="published", number=2, decided_at=timezone.now(), decided_by=second
        )


def test_words_that_change_while_a_version_is_frozen_belong_to_the_next(people):
    """The edit begins first, with the earlier time, and is kept last: its writer may not slip through in between."""
    council, second = people
    with as_owner():
        change(council.admin)
    edited_at = timezone.now()
    with session() as proposing, session() as editing, ThreadPoolExecutor() as pool:
        proposing.execute(INSERT, [[council.admin.pk], council.admin.pk, timezone.now()])
        edit = pool.submit(editing.execute, EDIT, [edited_at, second.pk])
        with pytest.raises(TimeoutError):
            edit.result(timeout=0.5)  # it waits for the version
        proposing.commit()
        edit.result(timeout=30)
        editing.commit()
    with as_owner():
        first = NoticeVersion.objects.get(state="waiting")
        assert second.pk not in first.authors
        assert second.pk in authors_since(NoticeCode.SERVICE, first.proposed_at)


def test_a_version_waits_for_words_that_are_being_changed(people):
    council, second = people
    with as_owner():
        change(council.admin)
    with session() as editing, ThreadPoolExecutor() as pool:
        editing.execute(EDIT, [timezone.now() - datetime.timedelta(days=400), second.pk])  # backdated too
        begun = threading.Event()

        def proposing():
            with session() as other:
                begun.set()
                return other.execute(INSERT, [[], council.admin.pk, timezone.now()]).fetchone()[0]

        found = pool.submit(proposing)
        begun.wait(30)
        with pytest.raises(TimeoutError):
            found.result(timeout=0.5)
        editing.commit()
        assert second.pk in found.result(timeout=30)


def test_a_version_dated_ahead_hides_no_later_change(people):
    council, second = people
    with as_owner():
        change(council.admin)
        ahead = timezone.now() + datetime.timedelta(days=1)
        version = NoticeVersion.objects.create(
            page="service", content=draft_content(NoticeCode.SERVICE), what_changed="Clearer", effective_from=TODAY,
            authors=[], proposed_by=council.admin, proposed_at=ahead,
        )  # fmt: skip
        version_publish(version=version, at=timezone.now(), on=TODAY, by=council.information_officer)
        change(second)
        assert propose(council.admin).authors == sorted({council.admin.pk, second.pk})
