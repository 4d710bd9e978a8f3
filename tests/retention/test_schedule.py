"""The schedule has a rule for everything personal, is approved before it acts, and is never changed in place."""

import dataclasses

import pytest
from django.db import IntegrityError
from django.urls import reverse
from django.utils import timezone

from privacy import data_map
from retention import checks, schedule
from retention.actions.schedule import rule_approve, rule_rewrite, schedule_approve
from retention.models import Rule
from retention.queries.schedule import schedule_is_approved
from retention.rules.officers import SecondOfficerNeeded
from tests.database import as_owner
from tests.factories.retention import approve_schedule, make_old_family, propose

TODAY = timezone.localdate()


def test_every_personal_model_names_its_rule_or_its_parent():
    assert checks.everything_personal_has_a_rule(None) == []


@pytest.mark.parametrize("label", [entry.model for entry in data_map.PERSONAL])
def test_a_personal_model_without_a_rule_stops_the_start(monkeypatch, label):
    kept = {model: parent for model, parent in schedule.KEPT_WITH.items() if model != label}
    monkeypatch.setattr(schedule, "KEPT_WITH", kept)
    monkeypatch.setattr(checks, "KEPT_WITH", kept)
    assert "retention.E001" in {error.id for error in checks.everything_personal_has_a_rule(None)}


def test_a_new_personal_model_nobody_gave_a_rule_stops_the_start(monkeypatch):
    new = dataclasses.replace(data_map.PERSONAL[0], model="families.Diary")
    monkeypatch.setattr(checks, "PERSONAL", (*data_map.PERSONAL, new))
    (error,) = checks.everything_personal_has_a_rule(None)
    assert "families.Diary" in error.msg


def test_a_service_kind_without_a_rule_stops_the_start(monkeypatch):
    fewer = tuple(rule for rule in schedule.DEFAULTS if rule.service_kind != "survey")
    monkeypatch.setattr(checks, "DEFAULTS", fewer)
    assert "retention.E004" in {error.id for error in checks.everything_personal_has_a_rule(None)}


def test_a_model_that_goes_round_in_circles_has_no_rule(monkeypatch):
    monkeypatch.setattr(schedule, "KEPT_WITH", {"a.A": "a.B", "a.B": "a.A"})
    with pytest.raises(KeyError):
        schedule.rule_codes_of("a.A")


def test_an_address_is_kept_as_long_as_the_file():
    assert schedule.rule_codes_of("families.Address") == schedule.FILE_CODES
    assert schedule.rule_codes_of("privacy.PackSection") == {"data_request"}


def test_the_loaded_schedule_decides_nothing_until_it_is_approved(council):
    with as_owner():
        make_old_family(council)
        assert not schedule_is_approved(TODAY)
    assert propose(TODAY) is None
    with as_owner():
        approve_schedule(council.admin)
        assert schedule_is_approved(TODAY)
    assert propose(TODAY) is not None


def test_one_unapproved_rule_is_enough_to_stop_everything(council):
    with as_owner():
        approve_schedule(council.admin)
        make_old_family(council)
        Rule.objects.filter(code="victim_service").update(
            approved_by=None, approved_at=None, in_force_from=None
        )
    assert propose(TODAY) is None


def rewritten(council, **changes):
    rule = Rule.objects.in_force(TODAY).get(code="hub")
    return rule_rewrite(rule=rule, changes=changes, at=timezone.now(), by=council.records_officer)


def test_a_change_is_a_new_version_and_the_old_one_counts_until_it_is_approved(council):
    with as_owner():
        approve_schedule(council.admin)
        new = rewritten(council, years=10)
        assert (new.version, new.years) == (2, 10)
        assert Rule.objects.in_force(TODAY).get(code="hub").years == 6
        rule_approve(rule=new, in_force_from=TODAY, at=timezone.now(), by=council.admin)
        assert Rule.objects.in_force(TODAY).get(code="hub").years == 10
        assert Rule.objects.get(code="hub", version=1).years == 6


def test_the_writer_of_a_rule_cannot_approve_it(council):
    with as_owner():
        approve_schedule(council.admin)
        new = rewritten(council, years=1)
        with pytest.raises(SecondOfficerNeeded):
            rule_approve(rule=new, in_force_from=TODAY, at=timezone.now(), by=council.records_officer)
        with pytest.raises(SecondOfficerNeeded):
            schedule_approve(in_force_from=TODAY, at=timezone.now(), by=council.records_officer)
        with pytest.raises(IntegrityError):
            Rule.objects.filter(pk=new.pk).update(
                approved_by=council.records_officer, approved_at=timezone.now(), in_force_from=TODAY
            )


def test_a_period_of_nothing_is_refused(council):
    from django.core.exceptions import ValidationError

    with as_owner():
        approve_schedule(council.admin)
        with pytest.raises(ValidationError, match="for how many years"):
            rewritten(council, years=0, months=0)


def test_saving_in_admin_writes_the_next_version(client, council):
    with as_owner():
        approve_schedule(council.second_records_officer)
        rule = Rule.objects.get(code="hub")
    client.force_login(council.admin)
    path = reverse("admin:retention_rule_change", args=[rule.pk])
    assert client.get(path).status_code == 200
    fields = ("title", "records", "trigger", "years", "months", "action", "reason", "source")
    typed = {name: getattr(rule, name) for name in fields} | {
        "birthday_years": "",
        "death_years": "",
        "years": 7,
    }
    assert client.post(path, typed).status_code == 302
    with as_owner():
        assert list(Rule.objects.filter(code="hub").order_by("version").values_list("version", "years")) == [
            (1, 6),
            (2, 7),
        ]
        assert Rule.objects.get(code="hub", version=2).written_by == council.admin
