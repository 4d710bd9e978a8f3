"""System checks that hold the data map against the models and against the published notice."""

from collections.abc import Iterator, Sequence
from typing import Any

from django.apps import apps
from django.core.checks import CheckMessage, Error, register

from privacy.codes import Category
from privacy.data_map import PERSONAL, PLAIN, RECORDED_ELSEWHERE
from privacy.map_entry import Personal, Plain, concrete_fields
from privacy.published.notices import PAGES


@register()
def the_data_map_is_whole(app_configs: Sequence[Any] | None, **kwargs: Any) -> list[CheckMessage]:
    """Every field of every model decided once; every category used is published and the reverse."""
    return [*_models(), *_fields(), *_categories()]


def _mapped() -> dict[str, Personal | Plain]:
    entries: list[Personal | Plain] = [*PERSONAL, *PLAIN]
    return {entry.model: entry for entry in entries}


def _models() -> Iterator[CheckMessage]:
    known = {
        model._meta.label
        for model in apps.get_models(include_auto_created=False)
        if not hasattr(model, "instance_type")  # a history model follows the model it is the history of
    }
    for label in sorted(known - set(_mapped())):
        yield Error(
            f"{label} is not in the data map.",
            hint="Add it to privacy/data_map.py: PERSONAL with the categories of its fields, or PLAIN with the reason.",
            id="privacy.E001",
        )
    for label in sorted(set(_mapped()) - known):
        yield Error(f"The data map speaks of {label}, which does not exist.", id="privacy.E002")


def _fields() -> Iterator[CheckMessage]:
    for label, entry in _mapped().items():
        if label not in {model._meta.label for model in apps.get_models()}:
            continue
        there = concrete_fields(entry.model_class)
        for name in sorted(there - entry.decided()):
            yield Error(f"{label}.{name} is not decided in the data map.", id="privacy.E003")
        for name in sorted(entry.decided() - there):
            yield Error(f"The data map decides {label}.{name}, which does not exist.", id="privacy.E004")
        if isinstance(entry, Personal):
            for name in sorted(set(entry.withheld) - set(entry.category_of())):
                yield Error(f"{label}.{name} is withheld but not personal.", id="privacy.E005")


def _categories() -> Iterator[CheckMessage]:
    used = {category for entry in PERSONAL for category in entry.holds} | set(RECORDED_ELSEWHERE)
    published = {code for page in PAGES for code in page.covers if isinstance(code, Category)}
    for category in sorted(used - published):
        yield Error(f"The data map uses {category!r}, which no notice publishes.", id="privacy.E006")
    for category in sorted(published - used):
        yield Error(f"The notice publishes {category!r}, which no field holds.", id="privacy.E007")
    for category in sorted(set(RECORDED_ELSEWHERE) & {c for entry in PERSONAL for c in entry.holds}):
        yield Error(f"{category!r} is held here now: take it out of RECORDED_ELSEWHERE.", id="privacy.E008")
    for category in sorted(set(Category) - published - used):
        yield Error(f"The code {category!r} is neither used nor published.", id="privacy.E009")
