"""Names as a county has them: a few that thousands share, and a long tail that few bear (Zipf)."""

import itertools
import random
from collections.abc import Sequence


def _words(text: str) -> tuple[str, ...]:
    return tuple(text.split())


GIVEN = _words(
    "Muhammad Oliver George Noah Arthur Leo Harry Oscar Archie Jack Henry Charlie Freddie Theodore Thomas "
    "James William Joshua Samuel Samantha Amelia Olivia Isla Ava Ivy Florence Lily Mia Freya Sophia Elsie "
    "Emily Grace Ella Rosie Evie Daisy Phoebe Millie Ruby Aisha Fatima Zainab Maryam Ali Hassan Ibrahim "
    "Yusuf Adam David Daniel Alexander Alexandra Katherine Michael Christopher Stephen Jonathan John "
    "Sarah Hannah Rebecca Rachel Priya Anjali Ravi Harpreet Gurpreet Simran Piotr Agnieszka Katarzyna "
    "Tomasz Maria Ana Ionut Andrei Chloë Zoë Siobhán Niamh Seán Ciarán Jacob Lucas Ethan Logan Mason "
    "Finley Riley Jude Tyler Małgorzata Łukasz Siân Rhys"
)
FAMILY = _words(
    "Smith Jones Taylor Brown Williams Wilson Johnson Davies Patel Robinson Wright Thompson Evans Walker "
    "White Roberts Green Hall Wood Jackson Clarke Khan Hussain Ahmed Ali Singh Kaur Shah Begum Kowalski "
    "Nowak Murphy Kelly MacDonald Campbell Stewart Hughes Edwards Turner Hill Moore Clark Harrison Scott "
    "Young Morris Ward Lewis Bailey Parker Cooper King Lee Martin Baker Carter Mitchell Shaw Phillips "
    "Watson Bennett Gray Rogers Price Bell Russell Ellis Chapman Marshall Mills Knight Palmer Barker "
    "Holmes Reynolds Popescu Rahman Miah Uddin Osman Abdi O'Brien Wójcik Müller"
)
STARTS = _words(
    "Al Ba Bren Cal Dar El Fen Gil Har Ing Jos Kel Lan Mar Nor Os Pen Quin Ros Sel Tor Ul Ver Wes Yar Zan"
)
MIDDLES = _words("a be da el fi ga i li mo na or ra se ta u vin wo")
GIVEN_ENDS = _words("la na bel rick ton mir sha lyn das vin")
FAMILY_ENDS = _words("berg by don field ford ham ley man ova sky son ston well wick worth")

GIVEN_NAMES, FAMILY_NAMES = 800, 2000
FLATTENING = 10  # so that the commonest name is borne by one in sixty, as Smith and Muhammad nearly are


def _made(known: Sequence[str], ends: Sequence[str], number: int) -> list[str]:
    built = ("".join(parts) for parts in itertools.product(STARTS, MIDDLES, ends))
    tail = sorted(built, key=lambda name: random.Random(name).random())
    return [*known, *tail[: number - len(known)]]


class Names:
    """Draws first and last names, the same ones for the same seed."""

    def __init__(self, seed: int = 5) -> None:
        self.chance = random.Random(seed)
        self.given = _made(GIVEN, GIVEN_ENDS, GIVEN_NAMES)
        self.family = _made(FAMILY, FAMILY_ENDS, FAMILY_NAMES)

    def draw(self, number: int) -> list[tuple[str, str]]:
        """That many pairs of first and last name."""
        return list(zip(self._drawn(self.given, number), self._drawn(self.family, number), strict=True))

    def _drawn(self, names: Sequence[str], number: int) -> list[str]:
        weights = list(itertools.accumulate(1 / (rank + FLATTENING) for rank in range(len(names))))
        return self.chance.choices(names, cum_weights=weights, k=number)


SOUNDS = (
    ("ph", "f"),
    ("ck", "k"),
    ("y", "i"),
    ("z", "s"),
    ("th", "t"),
    ("ee", "ea"),
    ("ll", "l"),
    ("c", "k"),
)


def misspelt(name: str, chance: random.Random) -> str:
    """The name with one slip: a letter lost, doubled, swapped or misheard."""
    place = chance.randrange(1, max(2, len(name) - 1))
    slip = chance.randrange(4)
    if slip == 0 and len(name) > 4:
        return name[:place] + name[place + 1 :]
    if slip == 1:
        return name[:place] + name[place] * 2 + name[place + 1 :]
    if slip == 2 and len(name) > place + 1:
        return name[:place] + name[place + 1] + name[place] + name[place + 2 :]
    heard = [(one, other) for one, other in SOUNDS if one in name.lower()]
    one, other = chance.choice(heard) if heard else (name[-1], name[-1] * 2)
    return name.lower().replace(one, other, 1)
