"""What each kind of letter has to say, and the words as they go out.

UK GDPR Article 12(3) and (4): a refusal or delay tells its reasons, the complaint to the Commissioner and the court.
Data Protection Act 2018, section 164A: and the complaint to us.
"""

import re
from collections.abc import Iterable, Mapping

from privacy.workbench.grounds import WORDS
from privacy.workbench.models import LetterKind, Reader

GAP = re.compile(r"{([a-z_]*)}")
ALWAYS = frozenset({"name", "reference"})
RIGHTS = frozenset({"complaint", "ico", "court"})
REQUIRED: Mapping[LetterKind, frozenset[str]] = {
    LetterKind.ACKNOWLEDGE: ALWAYS | {"due", "complaint"},
    LetterKind.IDENTITY: ALWAYS | {"reason"},
    LetterKind.AUTHORITY: ALWAYS | {"reason"},
    LetterKind.CLARIFY: ALWAYS | {"reason"},
    LetterKind.EXTEND: ALWAYS | {"reason", "due"} | RIGHTS,
    LetterKind.UPDATE: ALWAYS | {"reason", "complaint"},
    LetterKind.PART_REFUSE: ALWAYS | {"withheld", "grounds"} | RIGHTS,
    LetterKind.REFUSE: ALWAYS | {"withheld", "grounds"} | RIGHTS,
    LetterKind.NOTHING_HELD: ALWAYS | RIGHTS,
}
"""The gaps without which a letter would not say what the law asks. Nobody can take them out of a template."""
OPTIONAL = frozenset({"received", "organisation", "wanted", "own_words", "handler", "today"})
REFUSALS = frozenset({LetterKind.PART_REFUSE, LetterKind.REFUSE})
WITH_REASON = frozenset({
    LetterKind.IDENTITY, LetterKind.AUTHORITY, LetterKind.CLARIFY, LetterKind.EXTEND, LetterKind.UPDATE
})  # fmt: skip
UNSAID = (
    "For part of this we cannot tell you the reason. The law lets us keep a reason to ourselves when telling it would"
    " do the harm that it is there to prevent."
)
COURT = {
    Reader.ADULT: "You can ask a court to order us to do what the law says. You may want to get advice first, for"
    " example from Citizens Advice or a solicitor.",
    Reader.CHILD: "You can also go to a court. Ask an adult you trust, an advocate or a lawyer to help you with that.",
}


class MissingPart(ValueError):
    """A wording without something the law asks for, or with a gap nobody can fill; the message names it."""


def check_wording(kind: str, body: str) -> None:
    """Raises ``MissingPart``."""
    gaps = set(GAP.findall(body))
    required = REQUIRED[LetterKind(kind)]
    if missing := sorted(required - gaps):
        names = ", ".join(f"{{{gap}}}" for gap in missing)
        raise MissingPart(f"The law asks for a part that is missing. Put back: {names}")
    if unknown := sorted(gaps - required - OPTIONAL):
        names = ", ".join(f"{{{gap}}}" for gap in unknown)
        raise MissingPart(f"Nothing can be filled in for: {names}")


def letter_words(body: str, gaps: Mapping[str, str]) -> str:
    """The wording with its gaps filled; a gap that stays empty leaves no empty paragraph behind."""
    filled = GAP.sub(lambda gap: gaps[gap[1]], body.replace("\r\n", "\n"))
    return re.sub(r"\n{3,}", "\n\n", filled).strip()


def grounds_words(grounds: Iterable[str], reader: str, *, unsaid: bool) -> str:
    """Each ground as a bullet with its law, and that some reasons stay unsaid where they do."""
    told = [WORDS[ground] for ground in grounds]
    is_child = reader == Reader.CHILD
    lines = [f"- {words.child if is_child else words.letter} ({words.law})" for words in told]
    return "\n".join(lines) + (f"\n\n{UNSAID}" if unsaid else "")


def blocks(words: str) -> list[tuple[str, list[str]]]:
    """The words as a page and a document draw them: heading, text or bullets, each with its lines."""
    found: list[tuple[str, list[str]]] = []
    for line in words.splitlines():
        text = line.strip()
        if not text:
            found.append(("gap", []))
        elif text.startswith("# "):
            found.append(("heading", [text.removeprefix("# ")]))
        elif text.startswith("- "):
            _go_on(found, "bullets", text.removeprefix("- "))
        else:
            _go_on(found, "text", text)
    return [block for block in found if block[0] != "gap"]


def _go_on(found: list[tuple[str, list[str]]], kind: str, line: str) -> None:
    if found and found[-1][0] == kind:
        found[-1][1].append(line)
    else:
        found.append((kind, [line]))
