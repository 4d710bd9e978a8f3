"""System checks: nothing about people is kept without a rule that says for how long, and a job that keeps to it."""

from collections.abc import Iterator, Sequence
from typing import Any

from django.apps import apps
from django.core.checks import CheckMessage, Error, register

from privacy.data_map import PERSONAL
from retention.queries.row_rules import ROW_RULES
from retention.schedule import DEFAULTS, FILE_CODES, KEPT_WITH, Action, rule_codes_of


@register()
def everything_personal_has_a_rule(app_configs: Sequence[Any] | None, **kwargs: Any) -> list[CheckMessage]:
    """Each personal model names its rule or the record it goes with, each service kind has one, each is carried out."""
    return [*_models(), *_service_kinds(), *_promises()]


def _models() -> Iterator[CheckMessage]:
    personal = {entry.model for entry in PERSONAL}
    for label in sorted(personal):
        try:
            rule_codes_of(label)
        except KeyError:
            yield Error(
                f"Nothing says how long {label} is kept.",
                hint="Add it to KEPT_WITH in retention/schedule.py with a rule or the model it goes with.",
                id="retention.E001",
            )
    for label in sorted(set(KEPT_WITH) - personal):
        yield Error(f"The schedule speaks of {label}, which the data map does not know.", id="retention.E002")


def _service_kinds() -> Iterator[CheckMessage]:
    for model, field, ruled in (
        ("families.Service", "kind", {rule.service_kind for rule in DEFAULTS} - {""}),
        ("families.Involvement", "end_reason", {rule.end_reason for rule in DEFAULTS} - {""}),
    ):
        known = {str(code) for code, _ in apps.get_model(model)._meta.get_field(field).flatchoices}
        for code in sorted(ruled - known):
            yield Error(f"The schedule has a rule for {code!r}, which is no {field}.", id="retention.E003")
        for code in sorted(known - ruled) if field == "kind" else []:
            yield Error(
                f"The schedule has no rule for files of services of kind {code!r}.", id="retention.E004"
            )


def _promises() -> Iterator[CheckMessage]:
    for rule in DEFAULTS:
        if rule.code not in {*FILE_CODES, *ROW_RULES} and rule.action != Action.KEEP:
            yield Error(f"No job carries out the rule {rule.code!r}.", id="retention.E005")
