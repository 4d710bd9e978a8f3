"""The chronology of a family: one timeline of everything that happened, from every app that offers a part of it.

An app says so by one attribute on its ``AppConfig``: ``chronology_source = "cases.contacts.chronology.Contacts"``.
"""

from cases.families.chronology.keys import BadKey, Key
from cases.families.chronology.reading import (
    Count,
    Page,
    author_rows,
    by_name,
    counts,
    entry_of,
    kinds,
    latest,
    page,
    sources,
)
from cases.families.chronology.strands import Entry, Filters, Source, Strand

__all__ = [
    "BadKey",
    "Count",
    "Entry",
    "Filters",
    "Key",
    "Page",
    "Source",
    "Strand",
    "author_rows",
    "by_name",
    "counts",
    "entry_of",
    "kinds",
    "latest",
    "page",
    "sources",
]
