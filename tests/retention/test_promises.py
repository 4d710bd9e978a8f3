"""Every sentence of the published schedule is a promise: something carries it out, or it is not published."""

import dataclasses

import pytest
from django.apps import apps
from django.conf import settings
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone

from retention import checks, schedule
from retention.actions.row_rules import CARRY_OUT
from retention.actions.schedule import rule_rewrite
from retention.loading import reword_rules
from retention.models import Rule
from retention.queries.row_rules import ROW_RULES
from tests.database import as_owner
from tests.factories.retention import approve_schedule, make_hold, make_old_family
from tests.factories.survey import make_response, make_survey
from tests.retention.test_preview import preview, row_counts
from tests.retention.test_row_rules import complaint_of, draft_of, everything_due

TODAY = timezone.localdate()


def reword() -> None:
    reword_rules(lambda name: apps.get_model("retention", name), timezone.now())


def test_a_rule_no_job_carries_out_stops_the_start(monkeypatch):
    new = dataclasses.replace(schedule.BY_CODE["draft"], code="diary")
    monkeypatch.setattr(checks, "DEFAULTS", (*schedule.DEFAULTS, new))
    assert [error.id for error in checks.everything_personal_has_a_rule(None)] == ["retention.E005"]


def test_each_rule_that_is_looked_up_is_carried_out_each_night():
    assert set(CARRY_OUT) == set(ROW_RULES)
    nightly = settings.CELERY_BEAT_SCHEDULE["carry out row rules"]
    assert nightly["task"] == "retention.tasks.carry_out_row_rules"


@pytest.mark.parametrize(
    ("code", "changes"),
    [
        ("text_delivery", {"action": "destroy"}),
        ("data_request", {"trigger": "created"}),
        ("draft", {"trigger": "last_activity"}),
        ("staff_account", {"action": "keep"}),
        ("hub", {"action": "blank"}),
        ("hub", {"trigger": "left"}),
        ("hub", {"trigger": "none"}),
        ("disposal_register", {"action": "destroy", "trigger": "created", "years": 1}),
    ],
)
def test_nobody_can_write_a_rule_that_the_portal_does_not_keep(council, code, changes):
    with as_owner():
        rule = Rule.objects.get(code=code)
        with pytest.raises(ValidationError, match="cannot do that"):
            rule_rewrite(rule=rule, changes=changes, at=timezone.now(), by=council.admin)
        assert Rule.objects.filter(code=code).count() == 1


@pytest.mark.parametrize("code", ["hub", "draft"])
def test_anything_may_be_kept_for_good(council, code):
    with as_owner():
        rule = Rule.objects.get(code=code)
        changes = {"action": "keep", "trigger": "none"}
        assert rule_rewrite(rule=rule, changes=changes, at=timezone.now(), by=council.admin).version == 2


def test_admin_says_what_it_cannot_do_and_writes_nothing(client, council):
    with as_owner():
        rule = Rule.objects.get(code="text_delivery")
    client.force_login(council.admin)
    names = ("title", "records", "trigger", "years", "months", "reason", "source")
    typed = {name: getattr(rule, name) for name in names} | {"birthday_years": "", "death_years": ""}
    path = reverse("admin:retention_rule_change", args=[rule.pk])
    answer = client.post(path, typed | {"action": "destroy"})
    assert answer.status_code == 200
    assert "cannot do that" in answer.content.decode()
    assert Rule.objects.filter(code="text_delivery").count() == 1


def test_a_wording_that_promised_too_much_is_put_right_and_an_approved_one_waits_again(council):
    with as_owner():
        Rule.objects.filter(code__in=["draft", "survey", "hub"]).update(records="Old words")
        Rule.objects.filter(code="hub").update(written_by=council.admin)
        approve_schedule(council.records_officer)
        Rule.objects.filter(code="draft").update(approved_by=None, approved_at=None, in_force_from=None)
        reword()
        reword()
        words = {code: schedule.BY_CODE[code].records for code in ("draft", "survey")}
        assert Rule.objects.get(code="draft").records == words["draft"]
        assert list(
            Rule.objects.filter(code="survey").order_by("version").values_list("records", flat=True)
        ) == [
            "Old words",
            words["survey"],
        ]
        assert Rule.objects.in_force(TODAY).get(code="survey").version == 1
        assert Rule.objects.get(code="hub").records == "Old words"


def test_the_public_page_says_what_goes_by_itself_and_what_two_officers_agree(page, council):
    with as_owner():
        approve_schedule(council.admin)
    text = page.get("/retention/schedule/").content.decode()
    assert "Two members of staff agree before the file of a family is destroyed" in text
    by_itself = text.split("by itself")[1].split("</ul>")[0]
    for code in ROW_RULES:
        assert schedule.BY_CODE[code].title.lower() in by_itself
    assert by_itself.count("<li>") == len(ROW_RULES)
    assert "1 month from the day it was last changed" in text


def test_an_officer_is_asked_to_approve_only_what_waits(page, council):
    page.force_login(council.records_officer)
    link = reverse("retention:schedule_approval")
    assert link in page.get("/retention/").content.decode()
    assert "blanked or destroyed by the portal itself" in page.get(link).content.decode()
    with as_owner():
        approve_schedule(council.admin)
    assert link not in page.get("/retention/").content.decode()
    page.force_login(council.information_officer)
    assert link not in page.get("/retention/").content.decode()


def test_a_hold_can_cover_each_rule_that_ends_anything(page, council):
    page.force_login(council.records_officer)
    text = page.get("/retention/holds/new/").content.decode()
    for rule in schedule.DEFAULTS:
        assert (f'value="{rule.code}"' in text) == (rule.action != schedule.Action.KEEP)


def test_the_preview_counts_what_tonight_would_do_by_itself(council):
    with as_owner():
        approve_schedule(council.records_officer)
        file, held = make_old_family(council, ended_on=None), make_old_family(council, ended_on=None)
        make_hold(scope="family", family=held.family)
    everything_due(council, file)
    draft_of(council, held)
    complaint_of(council)
    with as_owner():
        make_response(make_survey(council.admin, ended=True))
    before = row_counts()
    lines = {
        line.split(" (")[1].split(" ")[0]: line.split()[-2:]
        for line in preview().splitlines()
        if " (" in line
    }
    assert row_counts() == before
    assert {code: lines[code] for code in ROW_RULES} == {
        "text_delivery": ["1", "0"],
        "data_request": ["1", "0"],
        "referral": ["1", "0"],
        "draft": ["1", "1"],
        "staff_account": ["1", "0"],
        "staff_alert": ["1", "0"],
        "access_check": ["2", "0"],
        "complaint": ["1", "0"],
        "survey_answer": ["1", "0"],
    }


def test_the_preview_says_so_when_disposal_is_stopped(council):
    from retention.models import DisposalSwitch

    assert "is stopped" not in preview()
    with as_owner():
        DisposalSwitch.objects.update(may_run=False)
    assert "Disposal is stopped" in preview()
