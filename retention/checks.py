"""System checks: nothing about people is kept without a rule that says for how long."""

from collections.abc import Iterator, Sequence
from typing import Any

from django.apps import apps
from django.core.checks import CheckMessage, Error, register

from privacy.data_map import PERSONAL
from retention.schedule import DEFAULTS, KEPT_WITH, rule_codes_of


@register()
def everything_personal_has_a_rule(app_configs: Sequence[Any] | None, **kwargs: Any) -> list[CheckMessage]:
    """Each personal model of the data map names its rule or the record it goes with; each service kind has a rule."""
    return [*_models(), *_service_kinds()]


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
