"""The content of the draft in Django admin, and that of the installed wording, in the shape of a version."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import partial
from typing import Any

from django.apps import apps

from privacy.codes import ContactPoint, NoticeCode, Section
from privacy.notices.content import KINDS, Contact, Content, Source, put_together, texts
from privacy.notices.models import TranslatedText
from privacy.published.notices import PAGES
from privacy.published.terms import CONTACTS, ORGANISATION_NAME, SERVICE_NAME, TERMS
from privacy.published.wording import Page

Tables = Callable[[str], Any]


def draft_content(page: NoticeCode) -> Content:
    """What a version published now would say, with every translation of words that are still the same.

    Raises ``Notice.DoesNotExist`` before the notices are loaded.
    """
    content = rows_content(page, partial(apps.get_model, "privacy"))
    english = texts(content)
    for row in TranslatedText.objects.filter(page=page).order_by("language", "key"):
        if english.get(row.key) == row.english:
            content["translations"].setdefault(row.language, {})[row.key] = row.text
    return content


def rows_content(page: NoticeCode, table: Tables) -> Content:
    """What the rows of the draft say in English; ``table`` gives the model of a name, as in a migration."""
    notice = table("Notice").objects.prefetch_related("sections", *KINDS).get(code=page)
    council = table("Organisation").objects.get()
    contacts = table("PublishedContact").objects.all()
    return put_together(
        Source(
            page=page,
            title=notice.title,
            lead=notice.lead,
            sections=[
                (Section(row.code), row.heading, row.body, row.easy_read)
                for row in sorted(notice.sections.all(), key=lambda row: (row.order, row.pk))
            ],
            terms={
                kind: sorted(getattr(notice, kind).all(), key=lambda row: (row.order, row.pk))
                for kind in KINDS
            },
            contacts={ContactPoint(row.code): _row_contact(row) for row in contacts},
            organisation=council.name,
            service_name=council.service_name,
        )
    )


def installed_content(page: Page) -> Content:
    """What the installed wording says, without a database: what ``manage.py check`` holds against the code."""
    return put_together(
        Source(
            page=page.code,
            title=page.title,
            lead=page.lead,
            sections=[
                (part.code, part.heading, "\n\n".join(part.paragraphs), "\n".join(part.easy_read))
                for part in page.parts
            ],
            terms={
                kind: [
                    term
                    for term in sorted(TERMS, key=lambda term: list(type(term.code)).index(term.code))
                    if isinstance(term.code, codes) and term.code in page.covers
                ]
                for kind, codes in KINDS.items()
            },
            contacts={
                contact.code: Contact(
                    contact.code.value, contact.title, contact.detail, contact.email, contact.phones,
                    contact.website, contact.address,
                )
                for contact in CONTACTS
            },
            organisation=ORGANISATION_NAME,
            service_name=SERVICE_NAME,
        )
    )  # fmt: skip


def installed(pages: Iterable[Page] = PAGES) -> dict[NoticeCode, Content]:
    """The installed wording of each page."""
    return {page.code: installed_content(page) for page in pages}


def _row_contact(row: Any) -> Contact:
    return Contact(
        row.code, row.title, row.detail, row.email, _lines(row.phones), row.website, _lines(row.address)
    )


def _lines(text: str) -> tuple[str, ...]:
    return tuple(line.strip() for line in text.splitlines() if line.strip())
