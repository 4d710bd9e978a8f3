"""Puts the installed wording into the database. Words that are there already belong to the council and stay."""

from collections.abc import Callable
from typing import Any

from privacy.codes import Basis, Category, Law, Purpose, Recipient, Right
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
}
"""Where each kind of code is kept: its model, and the field of a notice that lists it."""


def load_missing_wording(table: Tables) -> None:
    """Add what is missing, code by code; safe to run again after codes were added.

    `table` gives the model of a name: the one of the migration that runs this, or the real one.
    """
    table("Organisation").objects.get_or_create(
        pk=1, defaults={"name": ORGANISATION_NAME, "service_name": SERVICE_NAME}
    )
    added = {term.code for term in TERMS if _add_term(table, term)}
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


def _add_page(table: Tables, page: Page, added_codes: set[Code]) -> None:
    notice, new = table("Notice").objects.get_or_create(
        code=page.code.value,
        defaults={
            "title": page.title,
            "lead": page.lead,
            "version": page.version,
            "changed_on": page.changed_on,
        },
    )
    for code in page.covers:
        if new or code in added_codes:
            model, field = LISTS[type(code)]
            getattr(notice, field).add(table(model).objects.get(code=code.value))
    for order, part in enumerate(page.parts):
        table("NoticeSection").objects.get_or_create(
            notice=notice,
            code=part.code.value,
            defaults={"heading": part.heading, "body": "\n\n".join(part.paragraphs), "order": order},
        )
