"""Filling the ((gaps)) of a wording, as GOV.UK Notify will."""

import re
from collections.abc import Mapping

from cases.texts.length import plain_text

GAP = re.compile(r"\(\(([^()]+)\)\)")


def gaps(body: str) -> list[str]:
    """The names of what is to be filled in, in the order they first appear."""
    names: dict[str, str] = {}
    for name in GAP.findall(body):
        names.setdefault(_same(name), name.strip())
    return list(names.values())


def filled(body: str, values: Mapping[str, str]) -> str:
    """The finished words. ``KeyError`` when a gap has no value.

    One pass only: a value that itself looks like a gap stays as it was typed.
    """
    known = {_same(name): value for name, value in values.items()}
    text = plain_text(GAP.sub(lambda gap: known[_same(gap[1])], body))
    lines = (re.sub(r" +", " ", line).strip() for line in text.splitlines())
    tidy = re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()
    return re.sub(r" +([,.])(?!\.)", r"\1", tidy)


def faults(body: str) -> str | None:
    """Why a wording cannot be shown before it is sent, or ``None``."""
    if "??" in body:
        return "Wordings with optional parts (??) cannot be shown before sending. Make two templates instead."
    if GAP.sub("", body).count("((") or GAP.sub("", body).count("))"):
        return "A gap is opened and not closed: write it as ((name))."
    return None


def _same(name: str) -> str:
    """Notify takes first name, First_Name and first-name for the same gap."""
    return re.sub(r"[\s_-]", "", name).lower()
