"""What the templates of the chronology ask of an entry."""

from uuid import UUID

from django import template

from cases.families.chronology import Entry

register = template.Library()


@register.filter
def is_in(entry: Entry, marks: frozenset[tuple[str, UUID]]) -> bool:
    """Whether the entry is among those marked as significant."""
    return (entry.strand, entry.key.id) in marks
