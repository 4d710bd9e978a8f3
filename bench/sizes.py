"""How much data each size holds."""

import datetime
from dataclasses import dataclass


@dataclass(frozen=True)
class Size:
    """A made-up council. ``XS`` is for the tests of the bench itself: its figures mean nothing."""

    name: str
    people: int
    contacts: int
    long_family: int = 10_000  # contacts with one family alone
    pack_contacts: int = 1_830  # about one person: with whom each is about, texts and looks some 5,000 items
    teams: int = 30
    workers: int = 300
    texts_to_send: int = 450
    people_to_destroy: int = 10_000
    searches: int = 200
    repeats: int = 40
    slow_repeats: int = 3

    @property
    def first_day(self) -> int:
        """The ordinal of the oldest day anything happened on, fourteen years ago."""
        return datetime.date.today().toordinal() - 14 * 365  # noqa: DTZ011 - made-up data has no time zone


SIZES = {
    size.name: size
    for size in (
        Size(
            "XS", people=300, contacts=1_500, long_family=300, pack_contacts=50, teams=4, workers=12,
            texts_to_send=6, people_to_destroy=20, searches=10, repeats=2, slow_repeats=1,
        ),
        Size("S", people=10_000, contacts=100_000, people_to_destroy=1_000),
        Size("M", people=100_000, contacts=1_000_000),
        Size("L", people=1_000_000, contacts=10_000_000),
    )
}  # fmt: skip
