"""Rows of what happened: contacts with whom they are about and who was there, texts, and the log of reads.

Contacts come in the order they happened, across all families, as they are written in life: those of one family lie
scattered over the table, and no page gets them side by side for nothing.
"""

import itertools
import random
from collections.abc import Iterator

from bench.council import LONG, NULL, PACK, Council, Row, day, key

CONTACT_KINDS = ("visit", "visit", "call", "call", "call", "meeting", "intervention", "group_session")
SOURCES = ("seen_and_heard", "told_by_family", "told_by_professional")


def _words(text: str) -> tuple[str, ...]:
    return tuple(text.split())


WORDS = _words(
    "the family said that school had gone well this week and mum felt more able to keep to the morning "
    "routine we agreed she asked about money for a bed and whether the group could take her sister as "
    "well dad was tired but pleased we talked about sleep meals screens and who helps at the weekend "
    "nobody was worried about the flat being cold any more the boy showed me his drawing and read aloud "
    "from a library book without being asked the health visitor had rung"
)
TEXT_BODY = (
    "Hello, this is a reminder of our visit on Tuesday at 10am. If it no longer suits you, please ring us."
)
SENTENCES = 3000


class Happenings:
    """When each contact happened and with which family, fixed once and read by every table."""

    def __init__(self, council: Council) -> None:
        self.council = council
        self.chance = random.Random(11)
        self.sentences = [self._sentence() for _ in range(SENTENCES)]
        self.events = self._events()

    def contacts(self) -> Iterator[Row]:
        """The notes, some four hundred letters each."""
        chance, households = self.chance, self.council.households
        for number, event in enumerate(self.events):
            home = households[event & 0xFFFFFFFF]
            when = day(event >> 32)
            author = key("user", home.worker if chance.random() < 0.8 else self._colleague(home.worker))
            step = ("Ring the family", day((event >> 32) + 14)) if number % 4 == 0 else ("", NULL)
            yield (
                key("contact", number), key("family", home.number), chance.choice(CONTACT_KINDS), when,
                f"{9 + number % 9:02d}:{number % 4 * 15:02d}" if number % 5 else NULL, "45", "At home",
                chance.choice(SOURCES), " ".join(chance.choices(self.sentences, k=5)),
                chance.choice(self.sentences), *step, author, f"{when} 18:30:00+00",
            )  # fmt: skip

    def about(self) -> Iterator[Row]:
        """One person of the family, sometimes two; in the pack's family always the one who asks."""
        number = 0
        for contact, event in enumerate(self.events):
            home = self.council.households[event & 0xFFFFFFFF]
            members = home.members()
            first = 0 if home.number == PACK else contact % len(members)
            for person in {members[first], members[(first + contact % 3 // 2) % len(members)]}:
                yield key("about", number), key("contact", contact), key("person", person), "t", "f"
                number += 1

    def present(self) -> Iterator[Row]:
        """The last of the family, or now and then a professional."""
        for contact, event in enumerate(self.events):
            members = self.council.households[event & 0xFFFFFFFF].members()
            if contact % 7 == 0:
                yield key("present", contact), key("contact", contact), NULL, "Sam Teacher", "Teacher"
            elif contact % 3:
                yield key("present", contact), key("contact", contact), key("person", members[-1]), "", ""

    def texts(self, template: str) -> Iterator[Row]:
        """A text for every twentieth contact."""
        for contact, event in self._every(20):
            home = self.council.households[event & 0xFFFFFFFF]
            person = home.first_person
            yield (
                key("text", contact), key("family", home.number), key("person", person), key("phone", person),
                f"+44770{person:07d}", template, "1", "{}", TEXT_BODY, "f", key("user", home.worker),
                f"{day(event >> 32)} 19:00:00+00",
            )  # fmt: skip

    def deliveries(self) -> Iterator[Row]:
        """All arrived."""
        for contact, event in self._every(20):
            at = f"{day(event >> 32)} 19:00:05+00"
            yield key("text", contact), "delivered", "", "1", at, NULL, key("look", contact), at, at

    def looks(self) -> Iterator[Row]:
        """Somebody read the file after every second contact."""
        for contact, event in self._every(2):
            home = self.council.households[event & 0xFFFFFFFF]
            at = f"{day(event >> 32)} 20:00:00+00"
            family = key("family", home.number)
            yield (
                key("look", contact),
                at,
                key("user", home.worker),
                NULL,
                family,
                "families:family",
                "allocated",
                "view",
            )

    def _every(self, step: int) -> Iterator[tuple[int, int]]:
        return itertools.islice(enumerate(self.events), 0, None, step)

    def _events(self) -> list[int]:
        """Day and family in one number each, oldest first; a few families have very many, most have some."""
        council, size = self.council, self.council.size
        fixed = [LONG] * size.long_family + [PACK] * size.pack_contacts
        others = council.households[2:]
        weights = list(itertools.accumulate(min(20, self.chance.paretovariate(1.3)) for _ in others))
        drawn = self.chance.choices(others, cum_weights=weights, k=size.contacts - len(fixed))
        homes = itertools.chain((council.households[number] for number in fixed), drawn)
        return sorted(self._day(home.began, home.ended) << 32 | home.number for home in homes)

    def _colleague(self, worker: int) -> int:
        """Somebody of the same team."""
        team, size = worker % self.council.size.teams, self.council.size
        return team + size.teams * self.chance.randrange(size.workers // size.teams)

    def _day(self, began: int, ended: int | None) -> int:
        return self.chance.randint(began, ended or self.council.today - 1)

    def _sentence(self) -> str:
        words = self.chance.choices(WORDS, k=self.chance.randrange(10, 22))
        return f"{' '.join(words).capitalize()}."
