"""The content of the installed wording, in the shape of a version and without a database."""

from __future__ import annotations

from privacy.notices.content import KINDS, Contact, Content, Source, put_together
from privacy.published.terms import CONTACTS, ORGANISATION_NAME, SERVICE_NAME, TERMS
from privacy.published.wording import Page


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
                    if isinstance(term.code, codes) and any(code is term.code for code in page.covers)
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
