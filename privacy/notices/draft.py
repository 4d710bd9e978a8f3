"""The content of the draft in Django admin, in the shape of a version."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import partial
from typing import Any

from django.apps import apps

from privacy.codes import ContactPoint, NoticeCode, Section
from privacy.notices.content import KINDS, Contact, Content, Source, put_together, texts
from privacy.notices.models import TranslatedText

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
                for row in _in_order(notice.sections.all())
            ],
            terms={kind: _in_order(getattr(notice, kind).all()) for kind in KINDS},
            contacts={ContactPoint(row.code): _row_contact(row) for row in contacts},
            organisation=council.name,
            service_name=council.service_name,
        )
    )


def _in_order(rows: Iterable[Any]) -> list[Any]:
    """Rows as they stand on the page; models of a migration do not sort by themselves."""
    return sorted(rows, key=lambda row: (row.order, row.pk))


def _row_contact(row: Any) -> Contact:
    return Contact(
        row.code, row.title, row.detail, row.email, _lines(row.phones), row.website, _lines(row.address)
    )


def _lines(text: str) -> tuple[str, ...]:
    return tuple(line.strip() for line in text.splitlines() if line.strip())
