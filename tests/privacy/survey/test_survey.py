"""The survey: nothing sensitive can be asked, nobody is known, small numbers are kept back, and all of it goes."""

import datetime
import re

import pytest
from django.core.exceptions import ValidationError
from django.db import DatabaseError, IntegrityError, connection, transaction
from django.urls import reverse
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from accounts.actor import acting_as_system
from accounts.keys import new_key
from privacy.survey.actions import answers_take, question_write, survey_publish, survey_version, survey_write
from privacy.survey.models import Answer, Question, Response, Survey
from privacy.survey.models.words import TOPICS, sensitive_topics
from privacy.survey.rules.small_numbers import LEAST, shown
from retention.actions.row_rules import row_rule_carry_out
from tests.database import as_owner, as_web, as_worker
from tests.factories.accounts import make_member
from tests.factories.retention import approve_schedule
from tests.factories.survey import make_response, make_survey

TODAY = timezone.localdate()
DAY = datetime.timedelta(days=1)


def text(answer):
    return re.sub(r"\s+", " ", answer.content.decode())


@pytest.fixture
def survey(council):
    with as_owner():
        return make_survey(council.admin)


@pytest.mark.parametrize(
    "asked",
    [
        "Do you have an illness?", "What is your religion?", "Which ethnic group are you?", "How did you vote?",
        "Are you gay?", "Were you ever arrested?", "What is your name?", "What is your postcode?",
        "How is your mental wellbeing?", "DIAGNOSED with anything?", "Are you disabled?", "Do you claim benefits?",
    ],
)  # fmt: skip
def test_a_sensitive_question_is_refused_before_it_is_kept(council, asked):
    with as_owner():
        draft = make_survey(council.admin, publish=False)
        question = Question(survey=draft, position=9, kind="comment", label=asked)
        with pytest.raises(ValidationError, match="nothing sensitive is asked"):
            question_write(question=question, by=council.admin, reason="x")
        question = Question(survey=draft, position=9, kind="choice", label="Choose", options=["Yes", asked])
        with pytest.raises(ValidationError, match="nothing sensitive is asked"):
            question_write(question=question, by=council.admin, reason="x")


@given(st.sampled_from(sorted(TOPICS)), st.text(" abcxyz,.?", max_size=20), st.booleans())
def test_every_word_of_the_list_is_found_wherever_it_stands(topic, around, loud):
    for word in re.sub(r"\[(.)[^]]*\]", r"\1", TOPICS[topic]).split("|"):
        asked = f"{around} {word.upper() if loud else word} {around}"
        assert topic in sensitive_topics(asked)


def test_only_somebody_else_publishes_and_only_with_a_question(council):
    with as_owner():
        draft = make_survey(council.admin, publish=False)
        second = make_member("Ada Second", council.admin.memberships.get().team, "admin")
        with pytest.raises(Exception, match="other than the writer"):
            survey_publish(survey=draft, version=survey_version(draft), at=timezone.now(), by=council.admin)
        survey_publish(survey=draft, version=survey_version(draft), at=timezone.now(), by=second)
        with pytest.raises(Exception, match="Nothing was changed"):
            survey_publish(survey=draft, version=survey_version(draft), at=timezone.now(), by=second)
        draft.refresh_from_db()
        draft.title = "Other words"
        with pytest.raises(ValidationError, match="people have answered these words"):
            survey_write(survey=draft, by=council.admin, reason="x")
        draft.published_by = council.admin
        with transaction.atomic(), pytest.raises((IntegrityError, ValidationError)):
            draft.save_by(by=council.admin, reason="Myself")


def test_whoever_changes_a_question_last_does_not_publish(council):
    with as_owner():
        draft = make_survey(council.admin, publish=False)
        second = make_member("Ada Second", council.admin.memberships.get().team, "admin")
        question = draft.questions.first()
        question_write(question=question, by=second, reason="Clearer")
        draft.refresh_from_db()
        with pytest.raises(Exception, match="other than the writer"):
            survey_publish(survey=draft, version=survey_version(draft), at=timezone.now(), by=second)


def test_whoever_changes_the_survey_itself_last_does_not_publish(council):
    with as_owner():
        draft = make_survey(council.admin, publish=False)
        second = make_member("Ada Second", council.admin.memberships.get().team, "admin")
        draft.lead = "Tell us how the pages of the hub work for you"
        survey_write(survey=draft, by=second, reason="Clearer")
        with pytest.raises(Exception, match="other than the writer"):
            survey_publish(survey=draft, version=survey_version(draft), at=timezone.now(), by=second)


def test_a_form_opened_before_it_was_published_does_not_take_it_back(council):
    with as_owner():
        draft = make_survey(council.admin, publish=False)
        opened = Survey.objects.get(pk=draft.pk)
        second = make_member("Ada Second", council.admin.memberships.get().team, "admin")
        survey_publish(survey=draft, version=survey_version(draft), at=timezone.now(), by=second)
        with pytest.raises(ValidationError, match="people have answered these words"):
            survey_write(survey=opened, by=council.admin, reason="x")
        assert Survey.objects.get(pk=draft.pk).published_at is not None


def test_words_changed_after_the_second_person_read_them_are_not_published(council):
    with as_owner():
        draft = make_survey(council.admin, publish=False)
        second = make_member("Ada Second", council.admin.memberships.get().team, "admin")
        read = survey_version(draft)
        question_write(question=draft.questions.first(), by=council.admin, reason="Clearer")
        with pytest.raises(Exception, match="Read it again"):
            survey_publish(survey=draft, version=read, at=timezone.now(), by=second)
        assert Survey.objects.get(pk=draft.pk).published_at is None


def test_a_question_is_not_taken_out_of_a_published_survey(council):
    with as_owner():
        published, draft = make_survey(council.admin), make_survey(council.admin, publish=False)
        question = published.questions.first()
        question.survey = draft
        with pytest.raises(ValidationError, match="people have answered these words"):
            question_write(question=question, by=council.admin, reason="x")
        assert published.questions.filter(pk=question.pk).exists()


def test_testing_cannot_be_planned_for_longer_than_six_months(council):
    with as_owner(), pytest.raises(ValidationError, match="six months"):
        make_survey(council.admin, ends_on=TODAY + 200 * DAY)


def test_anybody_answers_without_an_account_and_nothing_tells_who(survey, page):
    there = reverse("survey:take", args=[survey.pk])
    shown_page = text(page.get(there))
    assert "We do not ask who you are" in shown_page
    assert reverse("privacy:survey") in shown_page
    assert page.post(there, {"q1": "4", "q3": "Bigger letters"}).status_code == 302
    with as_owner():
        response = Response.objects.get()
        assert response.received_on == TODAY
        assert sorted(Answer.objects.values_list("value", flat=True)) == ["4", "Bigger letters"]
        columns = {field.name for model in (Response, Answer) for field in model._meta.fields}
    assert columns == {"id", "survey", "received_on", "response", "question", "value"}


def test_an_empty_form_and_a_made_up_choice_are_refused(survey, page):
    there = reverse("survey:take", args=[survey.pk])
    assert "Answer at least one question" in text(page.post(there, {}))
    assert "There is a problem" in text(page.post(there, {"q1": "6"}))
    with as_owner():
        assert not Response.objects.exists()


@pytest.mark.parametrize("state", ["draft", "over", "not begun"])
def test_what_is_not_open_takes_no_answers_not_even_from_the_database(council, page, state):
    with as_owner():
        found = {
            "draft": lambda: make_survey(council.admin, publish=False),
            "over": lambda: make_survey(council.admin, ended=True),
            "not begun": lambda: make_survey(
                council.admin, opens_on=TODAY + DAY, closes_on=TODAY + 2 * DAY, ends_on=TODAY + 3 * DAY
            ),
        }[state]()
    assert page.get(reverse("survey:take", args=[found.pk])).status_code == 404
    with as_web(), pytest.raises(DatabaseError), transaction.atomic():
        answers_take(survey=found, answers={}, on=TODAY)


def test_nobody_can_read_answers_back_and_no_worker_or_officer_can(survey, council, page):
    with as_owner():
        make_response(survey)
    with as_web(), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM survey_response")
        assert cursor.fetchone() == (0,)
    for persona in ("hub_worker", "hub_manager", "information_officer", "records_officer"):
        page.force_login(getattr(council, persona))
        assert page.get(reverse("survey:results", args=[survey.pk])).status_code == 403


def test_too_many_answers_from_one_place_have_to_wait(survey, page, settings):
    settings.RATE_LIMITS = settings.RATE_LIMITS | {"survey": "2/h"}
    there = reverse("survey:take", args=[survey.pk])
    codes = [page.post(there, {"q1": "4"}).status_code for _ in range(3)]
    assert codes == [302, 302, 429]
    assert page.get(there).status_code == 200


def test_results_are_a_chart_with_its_table_and_small_numbers_are_kept_back(survey, council, page):
    page.force_login(council.admin)
    there = reverse("survey:results", args=[survey.pk])
    with as_owner():
        for _ in range(4):
            make_response(survey)
    assert "Fewer than 5 people have answered, so nothing is shown" in text(page.get(there))
    with as_owner():
        for number in range(6):
            make_response(survey, f"Words {number}", scale="5" if number < 2 else "4")
    told = text(page.get(there))
    assert "10 people answered" in told
    assert "<svg" in told
    assert "Kept back: I agree, I agree completely" in told
    assert "Words 3" in told


counts = st.dictionaries(st.sampled_from("abcdefg"), st.integers(0, 30), min_size=1)


@given(counts)
def test_no_small_number_is_shown_and_none_can_be_worked_out(found):
    told = shown(found)
    if told is None:
        assert sum(found.values()) < LEAST
        return
    assert not any(0 < count < LEAST for count in told.values() if count is not None)
    assert all(told[name] in (None, count) for name, count in found.items())
    hidden = [name for name, count in told.items() if count is None]
    assert len(hidden) != 1 or len(found) == 1


def carry_out(on):
    with as_worker(), acting_as_system("retention"):
        row_rule_carry_out(code="survey_answer", run=new_key(), on=on, at=timezone.now())


def test_answers_go_the_night_after_testing_ends(survey, council):
    with as_owner():
        approve_schedule(council.admin)
        make_response(survey)
    carry_out(survey.ends_on)
    with as_owner():
        assert Answer.objects.exists()
    carry_out(survey.ends_on + DAY)
    with as_owner():
        assert not Answer.objects.exists()
        assert not Response.objects.exists()
        assert Survey.objects.exists()


def test_answers_go_before_six_months_are_over_whatever_was_planned(council):
    with as_owner():
        approve_schedule(council.admin)
        opens = datetime.date(2026, 6, 1)
        long = make_survey(
            council.admin, opens_on=opens, closes_on=opens + 170 * DAY, ends_on=opens + 180 * DAY
        )
        make_response(long)
    carry_out(datetime.date(2026, 11, 1))
    with as_owner():
        assert Answer.objects.exists()
    carry_out(datetime.date(2026, 11, 2))
    with as_owner():
        assert not Answer.objects.exists()
