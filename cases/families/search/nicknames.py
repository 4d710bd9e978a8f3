"""First names that English speakers take for one another: Bob for Robert, Kate for Catherine."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from pathlib import Path

GROUPS = Path(__file__).with_name("nicknames.txt")


def _read(lines: Iterable[str]) -> Mapping[str, frozenset[str]]:
    """Each name with all those it may stand for, itself left out.

    A short name leads to its formal names and to their other short names; a formal name never leads to another formal
    name, so that Samuel does not bring every Samantha.
    """
    short_names: dict[str, set[str]] = {}
    for line in lines:
        formal, colon, listed = line.partition(":")
        if colon and not line.startswith("#"):
            short_names[formal.strip()] = set(listed.split())
    meant: dict[str, set[str]] = defaultdict(set)
    for formal, names in short_names.items():
        meant[formal] |= names
        for name in names:
            meant[name] |= {formal} | names
    return {name: frozenset(others - {name}) for name, others in meant.items()}


MEANT_BY = _read(GROUPS.read_text(encoding="utf-8").splitlines())


def also_known_as(name: str) -> list[str]:
    """Names that somebody called this may be recorded under, in a stable order."""
    return sorted(MEANT_BY.get(name.casefold(), ()))
