"""Prints the data map as a table."""

from collections.abc import Iterator
from typing import Any

from django.core.management.base import BaseCommand

from privacy.data_map import PERSONAL, PLAIN, RECORDED_ELSEWHERE
from privacy.map_entry import Personal

HEADINGS = ("Record", "Field", "Kind of information", "About", "In a subject access pack")
Row = tuple[str, str, str, str, str]


class Command(BaseCommand):
    """The record of what is held, field by field, for a Data Protection Officer (UK GDPR Art 30)."""

    help = "Print every field of every model: what kind of personal data it is, whose, and whether a pack contains it."
    requires_system_checks = []

    def handle(self, *args: Any, **options: Any) -> None:
        """Print the table to standard output."""
        rows = [HEADINGS, *(row for entry in PERSONAL for row in _personal(entry))]
        rows += [
            (
                str(entry.model_class._meta.verbose_name).capitalize(),
                name,
                "not personal",
                "–",
                f"no: {entry.why}",
            )
            for entry in PLAIN
            for name in entry.fields.split()
        ]
        widths = [max(len(str(row[column])) for row in rows) for column in range(len(HEADINGS) - 1)]
        for number, row in enumerate(rows):
            cells = [str(cell).ljust(width) for cell, width in zip(row[:-1], widths, strict=True)]
            self.stdout.write("  ".join([*cells, str(row[-1])]).rstrip())
            if number == 0:
                self.stdout.write("  ".join("-" * width for width in [*widths, len(HEADINGS[-1])]))
        self.stdout.write("\nPublished, and held outside this portal for now:")
        for category, where in RECORDED_ELSEWHERE.items():
            self.stdout.write(f"  {category}: {where}")


def _personal(entry: Personal) -> Iterator[Row]:
    name = str(entry.title or entry.model_class._meta.verbose_name).capitalize()
    whose = "staff" if entry.is_about_staff else "the person" if entry.people else "the family"
    if entry.people and entry.families:
        whose = "the person or the family"
    for field, category in entry.category_of().items():
        if entry.is_about_staff:
            shown = "no: about staff, not about the people we serve"
        elif field in entry.withheld:
            shown = f"withheld: {entry.withheld[field]}"
        else:
            shown = "yes, with earlier versions" if entry.history_class else "yes"
            shown += "; confidential ones only to the person themselves" if entry.guarded else ""
        yield (name, field, str(category), whose, shown)
    for field in entry.plain.split():
        yield (name, field, "not personal by itself", "–", "no: a key or bookkeeping")
