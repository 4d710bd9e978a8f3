"""Erasing kinds of record of one person: what is somebody else's, or behind a wall, is not taken along."""

import datetime
import uuid

import pytest
from django.core.management import CommandError
from django.db import connection, transaction
from django.utils import timezone

from accounts.actor import acting_as_system
from cases.families.models import HealthNeed, Phone
from cases.texts.models import Text
from privacy.rights.models import Decision
from retention import tasks
from retention.erasure_log import Erased, ErasureLogError, log_erased, log_read
from retention.models import DisposalRegister
from retention.queries.held import person_is_held
from tests.database import as_owner, as_worker
from tests.factories.families import REASON, join_family, make_family, make_person
from tests.factories.privacy import make_request
from tests.factories.retention import make_hold
from tests.factories.rights import make_decision
from tests.factories.texts import make_phone, make_text
from tests.retention.test_erasure_log import replay

TODAY = timezone.localdate()
AT = datetime.datetime(2026, 11, 25, 2, 15, tzinfo=datetime.UTC)


@pytest.fixture
def case(council):
    with as_owner():
        return make_family(council.north_hub)


@pytest.fixture
def log(tmp_path, settings):
    settings.ERASURE_LOG = str(tmp_path / "erasures")
    return tmp_path / "erasures"


def need_of(person, words):
    need = HealthNeed(person=person, kind="health", description=words, started_on=TODAY)
    need.save_by(by=None, reason=REASON)
    return need


def granted(council, person, *kinds, behind_walls=False):
    with as_owner():
        request = make_request(person, council.information_officer, right="erasure")
        return make_decision(
            request, council.information_officer, right="erasure", ground="not_needed", needs_second=True,
            chosen={"kinds": list(kinds), "behind_walls": behind_walls}, agreed_by=council.records_officer,
            agreed_at=timezone.now(),
        )  # fmt: skip


def erase():
    with as_worker():
        tasks.carry_out_erasures()
    with as_owner():
        return Decision.objects.first()


def versions():
    return set(HealthNeed.history.values_list("description", flat=True))


def test_a_row_put_right_because_it_was_somebody_elses_stays_and_no_version_names_them(council, case):
    with as_owner():
        other = make_person("Other", "Person")
        join_family(other, case.family)
        need = need_of(case.person, "written of the wrong one")
        need.person, need.description = other, "theirs"
        need.save_by(by=None, reason="It was about the other")
        gone = need_of(case.person, "wrong and removed")
        gone.person = other
        gone.save_by(by=None, reason="It was about the other")
        gone.delete_by(by=None, reason="Entered twice")
        granted(council, case.person, "families.HealthNeed")
    assert erase().done_at
    with as_owner():
        assert list(HealthNeed.objects.values_list("description", flat=True)) == ["theirs"]
        assert set(HealthNeed.history.values_list("person_id", flat=True)) == {other.pk}


def test_a_number_on_which_somebody_elses_text_hangs_stays_and_the_officers_are_told(council, case):
    with as_owner():
        other = make_person("Other", "Person")
        join_family(other, case.family)
        phone = make_phone(case.person)
        make_text(case, phone, council.hub_worker)
        shared = make_text(case, phone, council.hub_worker)
        shared.person = other
        shared.save_by(by=None, reason=REASON)
    granted(council, case.person, "families.Phone")
    waits = erase()
    assert waits.done_at is None
    assert "Something about somebody else hangs on it" in waits.kept_by
    with as_owner():
        assert Phone.objects.exists()
        assert Text.objects.count() == 2
        assert not DisposalRegister.objects.exists()


@pytest.mark.parametrize("kind", ["texts.Text", "families.Phone"])
def test_what_stands_behind_a_wall_goes_only_if_the_officers_said_so(council, case, kind):
    with as_owner():
        plain, walled = make_phone(case.person), make_phone(case.person, "07700 900999")
        make_text(case, plain, council.hub_worker)
        behind = make_text(case, walled, council.hub_worker, wall="youth_justice")
    granted(council, case.person, kind)
    done = erase()
    assert done.done_words.endswith("1 behind a wall stays")
    with as_owner():
        assert list(Text.objects.values_list("pk", flat=True)) == [behind.pk]
        assert Text.history.exclude(id=behind.pk).count() == 0
        assert Text.history.filter(id=behind.pk).exists()
        assert Phone.objects.filter(pk=walled.pk).exists()
        done.delete_by(by=None, reason=REASON)
        done.request.delete_by(by=None, reason=REASON)
    granted(council, case.person, kind, behind_walls=True)
    assert erase().done_at
    with as_owner():
        assert not Text.objects.exists()
        assert not Text.history.exists()


def test_a_hold_on_the_rule_about_texts_keeps_texts_and_nothing_else(council, case):
    with as_owner():
        make_text(case, make_phone(case.person), council.hub_worker)
        another = make_family(council.north_hub).person
        need_of(another, "asthma")
        make_hold(scope="rule", rule_code="text_delivery")
    granted(council, case.person, "texts.Text")
    assert erase().done_at is None
    granted(council, another, "families.HealthNeed")
    erase()
    with as_owner():
        assert Text.objects.exists()
        assert not HealthNeed.objects.exists()


@pytest.mark.parametrize(
    ("whose", "closed_on", "is_held"),
    [
        ("their own", None, True),
        ("their own", TODAY, False),  # an answered request keeps things for their sake
        ("a brother’s", None, True),
        ("a brother’s", TODAY, True),
        ("a brother’s", TODAY - datetime.timedelta(days=200), False),
    ],
)
def test_other_requests_keep_it_as_they_keep_every_row(council, case, whose, closed_on, is_held):
    with as_owner():
        person = case.person
        if whose == "a brother’s":
            person = make_person("Brother", "Of")
            join_family(person, case.family)
        this = make_request(case.person, council.information_officer, right="erasure")
        long_ago = TODAY - datetime.timedelta(days=300)
        answered = (
            {"closed_on": closed_on, "sent_how": "secure_link", "received_on": long_ago} if closed_on else {}
        )
        make_request(person, council.information_officer, **answered)
    with as_worker(), acting_as_system("retention"):
        assert person_is_held(case.person.pk, request=this.pk, codes=(), on=TODAY) is is_held


def test_whoever_changes_a_row_while_it_goes_is_waited_for(council, case):
    with as_owner():
        need = need_of(case.person, "asthma")
    granted(council, case.person, "families.HealthNeed")
    with as_owner():
        other = connection.copy()
    try:
        with transaction.atomic(using="default"), other.cursor() as cursor:
            cursor.execute("BEGIN")
            cursor.execute(
                "UPDATE families_healthneed SET description = 'typed now' WHERE id = %s", [need.pk]
            )
            assert erase().done_at is None
            cursor.execute("ROLLBACK")
    finally:
        other.close()


def test_a_whole_file_somebody_had_erased_goes_again_though_its_period_runs_on(council, log, capsys):
    with as_owner():
        back = make_family(council.north_hub, ended_on=TODAY, end_reason="needs_met")
        held = make_family(council.north_hub, ended_on=TODAY, end_reason="needs_met")
        shared = make_family(council.north_hub, ended_on=TODAY, end_reason="needs_met")
        join_family(make_person("Since", "Born"), shared.family)
        make_hold(scope="person", person=held.person)
        for file in (back, held, shared):
            request = make_request(file.person, council.information_officer, right="erasure")
            log_erased(log, Erased(file.person.pk, request.pk, families=(file.family.pk,)), at=AT)
    with pytest.raises(CommandError, match="what 2 people had erased"):
        replay()
    with as_owner():
        people = type(back.person).objects.filter(pk__in=[file.person.pk for file in (back, held, shared)])
        assert set(people.values_list("pk", flat=True)) == {held.person.pk, shared.person.pk}


@pytest.mark.parametrize("cut", range(1, 400, 7))
def test_a_line_about_rows_that_was_cut_off_counts_for_nothing(tmp_path, cut):
    lost = Erased(
        *(uuid.uuid4() for _ in range(2)),
        rows=tuple(("families.HealthNeed", str(uuid.uuid4())) for _ in range(3)),
    )
    log_erased(tmp_path, lost, at=AT)
    (path,) = tmp_path.iterdir()
    whole = path.read_text()
    assert log_read(tmp_path).erased == [lost]
    path.write_text(whole.rstrip("\n")[:cut])
    assert log_read(tmp_path).erased == ([] if cut < len(whole) - 1 else [lost])


def test_a_line_about_rows_that_is_not_ours_is_told_and_not_guessed(tmp_path):
    (tmp_path / "2026-11-25.jsonl").write_text('{"person": "x", "request": "y", "rows": [], "families": []}')
    with pytest.raises(ErasureLogError, match=r"2026-11-25\.jsonl"):
        log_read(tmp_path)
