"""Every code of the notice that the portal uses, with the places where it does.

An app says what it uses beyond this by an attribute on its ``AppConfig``: ``notice_uses`` names a function without
arguments that gives ``Use`` rows. The retention schedule does, for it stands above this app.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.apps import apps
from django.utils.module_loading import import_string

from privacy.codes import Category, NoticeCode
from privacy.data_map import (
    ANSWERED_BY,
    CODES_TO_CHOOSE,
    GROUNDS,
    HANDED_ON,
    PERSONAL,
    RECORDED_ELSEWHERE,
    USED_ELSEWHERE,
)
from privacy.map_entry import Personal


@dataclass(frozen=True)
class Use:
    """A code that something uses: the list of the notice, the code, the page that must list it, and the place."""

    kind: str
    code: str
    page: NoticeCode
    place: str


def all_uses(personal: Iterable[Personal] = PERSONAL) -> list[Use]:
    """Every use of every code: of the data map, of fields staff choose from, and of what the apps say."""
    found = [*_of_the_map(personal), *_of_fields(), *_elsewhere()]
    for config in apps.get_app_configs():
        if name := getattr(config, "notice_uses", ""):
            found += import_string(name)()
    return list(dict.fromkeys(found))


def page_of(category: Category) -> NoticeCode:
    """The page that must list a category, and whatever it is held for."""
    return NoticeCode.SURVEY if category is Category.SURVEY_RESPONSE else NoticeCode.SERVICE


def _of_the_map(personal: Iterable[Personal]) -> Iterator[Use]:
    """Categories by the fields that hold them; purposes, laws and bases by the categories held for them."""
    for entry in personal:
        for category, names in entry.holds.items():
            page = page_of(category)
            yield from (
                Use("categories", category, page, f"the field {entry.model}.{name}") for name in names.split()
            )
            yield from _grounds(
                category, f"{entry.model}, held as “{category}” (GROUNDS in privacy/data_map.py)"
            )
    for category, why in RECORDED_ELSEWHERE.items():
        yield Use(
            "categories", category, page_of(category), f"RECORDED_ELSEWHERE in privacy/data_map.py: {why}"
        )
        yield from _grounds(category, f"“{category}”, recorded elsewhere (GROUNDS in privacy/data_map.py)")


def _grounds(category: Category, place: str) -> Iterator[Use]:
    grounds = GROUNDS.get(category)
    for kind, codes in grounds.codes().items() if grounds else ():
        yield from (Use(kind, code, page_of(category), place) for code in codes)


def _of_fields() -> Iterator[Use]:
    for kind, (model, name) in CODES_TO_CHOOSE.items():
        field = apps.get_model(model)._meta.get_field(name)
        for code, _ in getattr(field, "choices", None) or ():
            place = f"the choices of {model}.{name}"
            yield Use(kind, str(code), NoticeCode.SERVICE, place)
            if kind == "rights":  # whoever tests the website has them too
                yield Use(kind, str(code), NoticeCode.SURVEY, place)
    for model, recipient in HANDED_ON.items():
        place = f"{apps.get_model(model)._meta.label} (HANDED_ON in privacy/data_map.py)"
        yield Use("recipients", recipient, NoticeCode.SERVICE, place)


def _elsewhere() -> Iterator[Use]:
    for model, right in ANSWERED_BY.items():
        place = f"{apps.get_model(model)._meta.label} (ANSWERED_BY in privacy/data_map.py)"
        yield from (Use("rights", right, page, place) for page in (NoticeCode.SERVICE, NoticeCode.SURVEY))
    for purpose, why in USED_ELSEWHERE.items():
        place = f"USED_ELSEWHERE in privacy/data_map.py: {why}"
        yield Use("purposes", purpose, NoticeCode.SERVICE, place)
