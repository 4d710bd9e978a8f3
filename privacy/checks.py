"""System checks that hold the data map against the models and the installed notice against all code."""

from collections.abc import Iterator, Sequence
from typing import Any

from django.apps import apps
from django.core.checks import CheckMessage, Error, register

from privacy.codes import Category
from privacy.data_map import GROUNDS, PERSONAL, PLAIN, RECORDED_ELSEWHERE
from privacy.map_entry import Personal, Plain, concrete_fields
from privacy.notices.content import KINDS, codes_listed
from privacy.notices.drift import drift
from privacy.notices.installed import installed_content
from privacy.notices.uses import all_uses
from privacy.published.notices import PAGES


@register()
def the_data_map_is_whole(app_configs: Sequence[Any] | None, **kwargs: Any) -> list[CheckMessage]:
    """Every field of every model decided once; every code of the notice that is used is listed, and the reverse."""
    return [*_models(), *_fields(), *_notice()]


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


def _notice() -> Iterator[CheckMessage]:
    """The installed wording and the code, by the very check that a version has to pass to be published."""
    uses = all_uses(PERSONAL)
    contents = [installed_content(page) for page in PAGES]
    for content in contents:
        for found in drift(content, uses):
            yield Error(str(found), id="privacy.E007" if found.is_listed else "privacy.E006")
    for category in sorted(set(RECORDED_ELSEWHERE) & {c for entry in PERSONAL for c in entry.holds}):
        yield Error(f"{category!r} is held here now: take it out of RECORDED_ELSEWHERE.", id="privacy.E008")
    spoken = {(use.kind, str(use.code)) for use in uses} | {
        key for told in contents for key in codes_listed(told)
    }
    for kind, codes in KINDS.items():
        for code in sorted(set(codes)):
            if (kind, code.value) not in spoken:
                yield Error(f"The code {code!r} is neither used nor published.", id="privacy.E009")
    for category in sorted(set(Category) - set(GROUNDS)):
        yield Error(f"GROUNDS does not say why {category!r} is held.", id="privacy.E010")
