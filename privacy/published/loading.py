"""Puts the installed wording into the database. Words that are there already belong to the council and stay."""

from collections.abc import Callable
from typing import Any

from privacy.codes import Basis, Category, Law, Period, Purpose, Recipient, Right
from privacy.published.notices import PAGES
from privacy.published.terms import CONTACTS, ORGANISATION_NAME, SERVICE_NAME, TERMS
from privacy.published.wording import Code, Page, Term

Tables = Callable[[str], Any]

LISTS: dict[type, tuple[str, str]] = {
    Category: ("PublishedCategory", "categories"),
    Purpose: ("PublishedPurpose", "purposes"),
    Basis: ("PublishedBasis", "bases"),
    Law: ("PublishedLaw", "laws"),
    Recipient: ("PublishedRecipient", "recipients"),
    Right: ("PublishedRight", "rights"),
    Period: ("PublishedPeriod", "periods"),
}
"""Where each kind of code is kept: its model, and the field of a notice that lists it."""


def load_missing_wording(table: Tables) -> None:
    """Add what is missing, code by code; safe to run again after codes were added.

    `table` gives the model of a name: the one of the migration that runs this, or the real one. What a migration of
    long ago does not know yet is left to a later one.
    """
    table("Organisation").objects.get_or_create(
        pk=1, defaults={"name": ORGANISATION_NAME, "service_name": SERVICE_NAME}
    )
    known = {field.name for field in table("Notice")._meta.many_to_many}
    added = {
        (type(term.code), term.code)
        for term in TERMS
        if LISTS[type(term.code)][1] in known and _add_term(table, term)
    }
    for order, contact in enumerate(CONTACTS):
        table("PublishedContact").objects.get_or_create(
            code=contact.code.value,
            defaults={
                "title": contact.title,
                "detail": contact.detail,
                "email": contact.email,
                "phones": "\n".join(contact.phones),
                "website": contact.website,
                "address": "\n".join(contact.address),
                "order": order,
            },
        )
    for page in PAGES:
        _add_page(table, page, added)


def load_easy_read(table: Tables) -> None:
    """Give each section that has no easy-read words the installed ones."""
    for page in PAGES:
        for part in page.parts:
            rows = table("NoticeSection").objects.filter(notice__code=page.code.value, code=part.code.value)
            rows.filter(easy_read="").update(easy_read="\n".join(part.easy_read))


def _add_term(table: Tables, term: Term) -> bool:
    model, _ = LISTS[type(term.code)]
    _, added = table(model).objects.get_or_create(
        code=term.code.value,
        defaults={
            "title": term.title,
            "detail": term.detail,
            "order": list(type(term.code)).index(term.code),
        },
    )
    return bool(added)


def _add_page(table: Tables, page: Page, added: set[tuple[type, Code]]) -> None:
    notice, new = table("Notice").objects.get_or_create(
        code=page.code.value,
        defaults=_known(table("Notice"), title=page.title, lead=page.lead, changed_on=page.first_published),
    )
    lists = {field.name for field in notice._meta.many_to_many}
    for code in page.covers:
        model, field = LISTS[type(code)]
        if field in lists and (new or (type(code), code) in added):
            getattr(notice, field).add(table(model).objects.get(code=code.value))
    section = table("NoticeSection")
    for order, part in enumerate(page.parts):
        words = {
            "heading": part.heading,
            "body": "\n\n".join(part.paragraphs),
            "easy_read": "\n".join(part.easy_read),
        }
        section.objects.get_or_create(
            notice=notice, code=part.code.value, defaults=_known(section, **words, order=order)
        )


def _known(model: Any, **values: Any) -> dict[str, Any]:
    """The values for which this model, perhaps an older one, has a column."""
    return {name: value for name, value in values.items() if name in {f.name for f in model._meta.fields}}
