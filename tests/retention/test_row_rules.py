"""Texts, answered requests, drafts and staff who left: each promise of the schedule is kept to the day, by itself."""

import datetime

import pytest
from allauth.account.models import EmailAddress
from allauth.usersessions.models import UserSession
from django.db import connection
from django.utils import timezone

from accounts.actor import acting_as_system
from accounts.keys import new_key
from accounts.models import Alert, AlertEmail, Membership, MembershipReview, User
from cases.families.models import AccessPattern, AccessPatternSubject, Draft, Phone
from cases.referrals.models import Referral, ReferralDecision, ReferralPerson
from cases.texts.models import Delivery, Text
from privacy.duties.models import Complaint, ComplaintStep
from privacy.models import DataRequest, Pack, PackSection, RequestEvent
from retention import tasks
from retention.actions.row_rules import CARRY_OUT, row_rule_carry_out
from retention.actions.schedule import rule_approve, rule_rewrite
from retention.models import DisposalRegister, DisposalSwitch, Rule
from tests.database import as_owner, as_worker
from tests.factories.access import make_pattern, make_review
from tests.factories.accounts import make_member, make_session, make_user
from tests.factories.duties import make_breach, make_complaint
from tests.factories.families import REASON, join_family, make_family, make_person
from tests.factories.privacy import make_request
from tests.factories.referrals import BORN, make_decided, make_referral
from tests.factories.retention import TODAY, approve_schedule, make_hold
from tests.factories.survey import make_response, make_survey
from tests.factories.texts import make_phone, make_text

DAY = datetime.timedelta(days=1)


def moment(text: str) -> datetime.datetime:
    return datetime.datetime.fromisoformat(text).replace(tzinfo=datetime.UTC)


def carry_out(on: datetime.date | str = TODAY) -> None:
    """What the nightly job does, on a day of the test's choosing."""
    on = datetime.date.fromisoformat(on) if isinstance(on, str) else on
    run = new_key()
    for code in CARRY_OUT:
        with as_worker(), acting_as_system("retention"):
            row_rule_carry_out(code=code, run=run, on=on, at=timezone.now())


@pytest.fixture
def council(council):
    with as_owner():
        approve_schedule(council.records_officer)
    return council


@pytest.fixture
def file(council):
    with as_owner():
        return make_family(council.north_hub)


def text_of(file, council, at="2025-03-10T12:00", **delivery) -> Text:
    with as_owner():
        done = {"status": "delivered", "notify_id": new_key(), "sent_at": moment(at), "next_try_at": None}
        phone = Phone.objects.filter(person=file.person).first() or make_phone(file.person)
        return make_text(file, phone, council.hub_worker, at=moment(at), **done | delivery)


def request_of(person, council, closed_on: str | None = "2023-05-31") -> DataRequest:
    with as_owner():
        answered = (
            {"closed_on": datetime.date.fromisoformat(closed_on), "sent_how": "By post"} if closed_on else {}
        )
        request = make_request(
            person, council.information_officer, received_on=datetime.date(2023, 5, 1), **answered
        )
        event = RequestEvent(
            request=request, kind="identity_asked", happened_on=request.received_on, note="Asked"
        )
        event.save_by(by=None, reason=REASON)
        pack = Pack.objects.create(request=request, asked_at=moment("2023-05-02"), document=b"all of it")
        PackSection.objects.create(pack=pack, position=1, contents={"a": "b"})
        return request


def draft_of(council, file=None, saved_at="2026-10-20T12:00") -> Draft:
    with as_owner():
        return Draft.objects.create(
            owner=council.hub_worker,
            family=file and file.family,
            form=f"form {new_key()}",
            fields={"what": "typed"},
            saved_at=moment(saved_at),
        )


def leaver_of(council, ended_on: str | None = "2025-06-30") -> User:
    with as_owner():
        ended = datetime.date.fromisoformat(ended_on) if ended_on else None
        user = make_member("Lena Leaver", council.north_hub, "hub_worker", ended_on=ended)
        user.job_title, user.last_login = "Worker", moment("2025-06-30T08:00")
        user.set_password("a long enough test passphrase")
        user.save()
        EmailAddress.objects.create(user=user, email=user.email, primary=True)
        make_session(user)
        return user


def is_blank(text: Text) -> bool:
    with as_owner():
        text.refresh_from_db()
        rows = [text, *Text.history.filter(id=text.pk)]
        blank = {not row.number and not row.personalisation for row in rows}
        blank.add(Delivery.objects.get(text=text).notify_id is None)
    assert len(blank) == 1, "half blanked"
    assert text.body
    return blank.pop()


def is_there(row) -> bool:
    with as_owner():
        return type(row).objects.filter(pk=row.pk).exists()


def can_be_recognised(user: User) -> bool:
    """Whether the address somebody signed in with is anywhere."""
    with as_owner(), connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM (SELECT email FROM accounts_user UNION ALL SELECT email FROM accounts_historicaluser"
            " UNION ALL SELECT email FROM account_emailaddress) found WHERE email LIKE 'lena.leaver%'"
        )
        return bool(cursor.fetchone()[0])


@pytest.mark.parametrize(
    ("written", "last_day"),
    [
        ("2025-03-10T12:00", "2026-03-10"),
        ("2024-02-29T12:00", "2025-03-01"),
        ("2025-06-30T23:30", "2026-07-01"),  # already July in London
    ],
)
def test_the_number_of_a_text_goes_the_day_after_its_time_and_the_words_stay(
    council, file, written, last_day
):
    text = text_of(file, council, written)
    carry_out(last_day)
    assert not is_blank(text)
    carry_out(datetime.date.fromisoformat(last_day) + DAY)
    assert is_blank(text)
    with as_owner():
        assert Delivery.objects.get(text=text).status == "delivered"
        assert Text.history.filter(id=text.pk, body=text.body).exists()


def test_a_text_that_still_waits_after_so_long_is_given_up_and_asked_about_no_more(council, file):
    waiting = text_of(
        file, council, status="queued", notify_id=None, sent_at=None, next_try_at=moment("2026-11-22")
    )
    unknown = text_of(file, council, status="sent-to-notify", next_try_at=moment("2026-11-22"))
    carry_out()
    assert is_blank(waiting)
    assert is_blank(unknown)
    with as_owner():
        assert list(Delivery.objects.order_by("status").values_list("status", "next_try_at")) == [
            ("needs-a-person", None),
            ("sent-to-notify", None),
        ]


def test_a_blanked_text_still_shows_in_the_list_of_the_family(page, council, file):
    text = text_of(file, council)
    carry_out()
    page.force_login(council.hub_worker)
    shown = page.get(f"/families/{file.family.pk}/texts/").content.decode()
    assert "Please ring us" in shown or text.body[:20] in shown
    assert "07700" not in shown


def test_an_answered_request_goes_with_all_that_hangs_on_it_the_day_after_three_years(council, file):
    request = request_of(file.person, council)
    carry_out("2026-05-31")
    assert is_there(request)
    carry_out("2026-06-01")
    with as_owner():
        for model in (DataRequest, RequestEvent, Pack, PackSection):
            assert not model.objects.exists()
        assert not DataRequest.history.exists()
        assert not RequestEvent.history.exists()


def complaint_of(council, person=None, closed_on="2020-05-31") -> Complaint:
    with as_owner():
        answered = (
            {"closed_on": datetime.date.fromisoformat(closed_on), "outcome": "upheld", "told_how": "Letter"}
            if closed_on
            else {}
        )
        row = make_complaint(
            council.information_officer, person=person, received_on=datetime.date(2020, 5, 1), **answered
        )
        step = ComplaintStep(
            complaint=row, kind="enquiry", happened_on=row.received_on, words="Asked", by=row.handler
        )
        step.save_by(by=None, reason=REASON)
        return row


def test_an_answered_complaint_goes_with_what_was_done_the_day_after_six_years(council, file):
    complaint = complaint_of(council, file.person)
    carry_out("2026-05-31")
    assert is_there(complaint)
    carry_out("2026-06-01")
    with as_owner():
        assert not Complaint.history.exists()
        assert not ComplaintStep.objects.exists()
        assert not ComplaintStep.history.exists()


def test_an_open_complaint_never_goes_and_keeps_what_else_is_about_the_person(council, file):
    still_open, text = complaint_of(council, file.person, None), text_of(file, council)
    elsewhere = complaint_of(council)
    carry_out("2099-01-01")
    assert is_there(still_open)
    assert not is_blank(text)
    assert not is_there(elsewhere)


def test_the_breach_log_stays(council):
    with as_owner():
        breach = make_breach(council.information_officer)
    carry_out("2099-01-01")
    assert is_there(breach)


def test_a_request_closed_on_29_february_is_kept_until_1_march(council, file):
    request = request_of(file.person, council, "2024-02-29")
    carry_out("2027-03-01")
    assert is_there(request)
    carry_out("2027-03-02")
    assert not is_there(request)


def test_an_open_request_never_goes_and_keeps_what_else_is_about_the_person(council, file):
    with as_owner():
        relative = make_person()
        join_family(relative, file.family)
        other = make_family(council.north_hub)
    still_open = request_of(file.person, council, None)
    answered, of_relative = request_of(file.person, council), request_of(relative, council)
    elsewhere = request_of(other.person, council)
    text = text_of(file, council)
    carry_out("2099-01-01")
    assert all(is_there(request) for request in (still_open, answered, of_relative))
    assert not is_blank(text)
    assert not is_there(elsewhere)


@pytest.mark.parametrize("has_family", [True, False])
def test_a_draft_goes_the_day_after_a_month_without_a_change(council, file, has_family):
    draft = draft_of(council, file if has_family else None)
    fresh = draft_of(council, file, "2026-10-21T12:00")
    carry_out("2026-11-20")
    assert is_there(draft)
    carry_out("2026-11-21")
    assert not is_there(draft)
    assert is_there(fresh)


def test_a_leaver_s_sign_in_goes_the_day_after_a_year_and_the_name_stays(council):
    user, stays = leaver_of(council), council.hub_manager
    carry_out("2026-06-30")
    assert can_be_recognised(user)
    carry_out("2026-07-01")
    assert not can_be_recognised(user)
    with as_owner():
        user.refresh_from_db()
        before, stays = stays.email, User.objects.get(pk=stays.pk)
        assert (user.full_name, user.job_title, user.is_active, user.last_login) == (
            "Lena Leaver", "Worker", False, None,
        )  # fmt: skip
        assert not user.has_usable_password()
        assert not EmailAddress.objects.filter(user=user).exists()
        assert not UserSession.objects.filter(user=user).exists()
        assert Membership.objects.filter(user=user).exists()
        assert set(User.history.filter(id=user.pk).values_list("full_name", flat=True)) == {"Lena Leaver"}
        assert not User.history.filter(id=user.pk).latest().is_active
        assert (stays.email, stays.is_active) == (before, True)


def test_whoever_came_back_or_works_elsewhere_keeps_their_sign_in(council):
    user = leaver_of(council)
    with as_owner():
        Membership.objects.create(
            user=user, team=council.south_hub, role="hub_worker", started_on=datetime.date(2027, 1, 1)
        )
    carry_out()
    assert can_be_recognised(user)


def test_an_account_disabled_while_a_job_is_still_written_down_counts_from_that_day(council):
    user = leaver_of(council, ended_on=None)
    with as_owner():
        user.is_active = False
        user.save()
        User.history.filter(id=user.pk).update(history_date=moment("2025-01-01"))
        User.history.filter(id=user.pk, is_active=False).update(history_date=moment("2025-08-01T12:00"))
    carry_out("2026-08-01")
    assert can_be_recognised(user)
    carry_out("2026-08-02")
    assert not can_be_recognised(user)


def test_a_new_account_without_a_job_yet_has_not_left(council):
    with as_owner():
        make_user("Lena Leaver")
    carry_out("2099-01-01")
    assert can_be_recognised(None)


def alert_of(council, raised_at="2025-03-10T12:00") -> Alert:
    with as_owner():
        alert = Alert.objects.create(
            user=council.hub_worker, kind="new_device", raised_at=moment(raised_at), seen_at=moment(raised_at)
        )
        AlertEmail.objects.create(alert=alert, next_try_at=moment(raised_at))
        return alert


def checks_of(council, file, decided_at="2023-05-31T12:00") -> tuple[MembershipReview, AccessPattern]:
    """A review and a question about looks at the family, both answered."""
    with as_owner():
        decided = {"decided_at": moment(decided_at), "decided_by": council.hub_manager}
        review = make_review(council.hub_worker.memberships.get(), decision="confirmed", **decided)
        pattern = make_pattern(
            council.hub_worker, family=file.family, outcome="explained", reason="Asked", **decided
        )
        return review, pattern


def test_answered_checks_on_access_go_the_day_after_three_years_and_open_ones_stay(council, file):
    review, pattern = checks_of(council, file)
    with as_owner():
        waiting = (
            make_review(council.hub_manager.memberships.get()),
            make_pattern(council.hub_manager, family=file.family),
        )
    carry_out("2026-05-31")
    assert is_there(review)
    assert is_there(pattern)
    carry_out("2026-06-01")
    assert not is_there(review)
    assert not is_there(pattern)
    assert all(is_there(row) for row in waiting)
    with as_owner():
        assert AccessPatternSubject.objects.count() == 1


def test_a_hold_on_the_family_keeps_the_question_about_looks_at_it(council, file):
    with as_owner():
        make_hold(scope="family", family=file.family)
    review, pattern = checks_of(council, file)
    carry_out("2026-06-01")
    assert not is_there(review)
    assert is_there(pattern)


def referral_of(council, decided_at="2020-01-01T12:00", **fields):
    """A decided referral about a child of whom there may be no file."""
    at = timezone.make_aware(datetime.datetime.fromisoformat(decided_at))
    with as_owner():
        times = {"received_at": at, "recorded_at": at, "due_at": at, "decided_at": at}
        return make_decided(council.north_hub, council.hub_worker, **times | fields)


def test_a_referral_nobodys_file_came_of_goes_two_years_after_the_decision_with_all_it_named(council):
    referral = referral_of(council, "2025-03-09T12:00")
    carry_out("2027-03-09")
    assert is_there(referral)
    carry_out("2027-03-10")
    assert not is_there(referral)
    with as_owner():
        for model in (Referral, ReferralPerson, ReferralDecision):
            assert not model._base_manager.exists()
            assert not model.history.exists()


def test_a_referral_that_waits_or_belongs_to_a_file_stays(council, file):
    linked = referral_of(council, family=file.family)
    with as_owner():
        waiting = make_referral(council.north_hub, council.hub_worker)
    carry_out()
    assert is_there(linked)
    assert is_there(waiting)


def test_a_hold_on_somebody_of_that_name_and_birth_date_keeps_the_referral(council):
    with as_owner():
        held = make_family(council.north_hub, make_person("WREN", "Newcomer", date_of_birth=BORN))
        make_hold(scope="person", person=held.person)
    kept, other = referral_of(council), referral_of(council)
    with as_owner():
        named = other.people.get()
        named.given_name = "Lark"
        named.save_by(by=None, reason=REASON)
    carry_out()
    assert is_there(kept)
    assert not is_there(other)


def everything_due(council, file):
    return (
        text_of(file, council),
        request_of(file.person, council),
        draft_of(council, file),
        leaver_of(council),
        alert_of(council),
        referral_of(council),
        *checks_of(council, file),
    )


def nothing_happened(text, request, draft, leaver, *others) -> bool:
    with as_owner():
        assert not DisposalRegister.objects.exists()
    there = all(is_there(row) for row in (request, draft, *others))
    return there and not is_blank(text) and can_be_recognised(leaver)


@pytest.mark.parametrize("stop", ["switch", "schedule", "hold on everything"])
def test_nothing_happens_while_it_must_not(council, file, stop):
    due = everything_due(council, file)
    with as_owner():
        if stop == "switch":
            DisposalSwitch.objects.update(may_run=False)
        elif stop == "schedule":
            Rule.objects.filter(code="hub").update(approved_by=None, approved_at=None, in_force_from=None)
        else:
            make_hold()
    carry_out()
    assert nothing_happened(*due)


@pytest.mark.parametrize("scope", ["person", "family", "service", "file rule", "own rule", "relative"])
def test_a_hold_of_any_kind_keeps_texts_and_requests_back_and_no_others(council, file, scope):
    with as_owner():
        relative = make_person()
        join_family(relative, file.family)
        youth_justice = make_family(council.youth_justice, service=None)
        youth_justice.involvement.service = type(youth_justice.involvement.service).objects.create(
            name="Youth justice", kind="youth_justice"
        )
        youth_justice.involvement.save_by(by=None, reason=REASON)
        for hold in {
            "person": [{"scope": "person", "person": file.person}],
            "relative": [{"scope": "person", "person": relative}],
            "family": [{"scope": "family", "family": file.family}],
            "service": [{"scope": "service", "service_kind": "hub"}],
            "file rule": [{"scope": "rule", "rule_code": "hub"}],
            "own rule": [{"scope": "rule", "rule_code": code} for code in ("text_delivery", "data_request")],
        }[scope]:
            make_hold(**hold)
    text, request = text_of(file, council), request_of(file.person, council)
    other, others = text_of(youth_justice, council), request_of(youth_justice.person, council)
    carry_out()
    assert not is_blank(text)
    assert is_there(request)
    if scope != "own rule":
        assert is_blank(other)
        assert not is_there(others)


def test_a_longer_period_counts_from_the_day_it_is_approved(council, file):
    text = text_of(file, council)
    with as_owner():
        rule = Rule.objects.in_force(TODAY).get(code="text_delivery")
        longer = rule_rewrite(rule=rule, changes={"months": 36}, at=timezone.now(), by=council.admin)
        rule_approve(rule=longer, in_force_from=TODAY, at=timezone.now(), by=council.records_officer)
    carry_out()
    assert not is_blank(text)
    carry_out("2028-03-11")
    assert is_blank(text)
    with as_owner():
        assert DisposalRegister.objects.get().rules == {"text_delivery version 2": 1}


def test_the_register_tells_rules_and_numbers_and_a_second_run_leaves_nothing(council, file):
    _, request, _, leaver, *_ = everything_due(council, file)
    complaint_of(council)
    with as_owner():
        make_response(make_survey(council.admin, ended=True))
    carry_out()
    with as_owner():
        before = list(DisposalRegister.objects.values())
        (row,) = before
        assert row["rules"] == {f"{code} version 1": 1 for code in CARRY_OUT} | {"access_check version 1": 2}
        assert row["counts"]["texts_historicaltext"] >= 1
        assert row["counts"]["privacy_packsection"] == 1
        assert (row["disposal_list_id"], row["families"], row["people"]) == (None, 0, 0)
        assert row["finished_at"]
    for personal in (request.reference, str(request.pk), str(leaver.pk), leaver.email, file.person.full_name):
        assert personal not in str(row)
    carry_out()
    with as_owner():
        assert list(DisposalRegister.objects.values()) == before


def test_the_nightly_task_does_all_of_it_in_batches(council, file, monkeypatch):
    monkeypatch.setattr("retention.actions.row_rules.ROWS_AT_ONCE", 2)
    drafts = [draft_of(council, saved_at="2020-01-01T12:00") for _ in range(5)]
    text = text_of(file, council, "2020-01-01T12:00")
    with as_worker():
        tasks.carry_out_row_rules()
    assert not any(is_there(draft) for draft in drafts)
    assert is_blank(text)
    with as_owner():
        assert DisposalRegister.objects.get().rules == {"draft version 1": 5, "text_delivery version 1": 1}


def test_the_register_page_says_that_the_portal_did_it_by_itself(page, council, file):
    draft_of(council)
    carry_out()
    page.force_login(council.records_officer)
    text = page.get("/retention/register/").content.decode()
    assert "Done by the portal itself under the approved schedule" in text
    assert "draft version 1: 1 record" in text
    assert "families" not in text.split("Done by the portal")[1].split("Rows by table")[0]
