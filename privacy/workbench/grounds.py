"""The grounds a letter may give: those for holding a passage back, and two for refusing a request as a whole."""

from dataclasses import dataclass

from privacy.grounds import FACTS, PICKED, Ground


@dataclass(frozen=True)
class Words:
    """What an officer picks, the law, and what a letter says."""

    label: str
    law: str
    letter: str
    child: str


WORDS: dict[str, Words] = {
    **{
        code: Words(
            Ground(code).label,
            f"Data Protection Act 2018, {FACTS[code].law}",
            FACTS[code].letter,
            FACTS[code].child,
        )
        for code, _ in PICKED
    },
    "manifestly_unfounded": Words(
        "Manifestly unfounded or excessive: the council has to show it",
        "UK GDPR Article 12(5)",
        "we found the request to be clearly unfounded or excessive, as our reason explains",
        "we have answered the same request before",
    ),
    "public_task": Words(
        "The right does not apply to our public task or legal duty",
        "UK GDPR Articles 17(3) and 21(1)",
        "the law asks us to keep and use this information for our work, so this right does not apply to it",
        "the law says that we have to keep this information",
    ),
}
GROUNDS = [(code, words.label) for code, words in WORDS.items()]
