"""What a letter says of the pack it goes with: on which grounds something was held back, and in what kinds of record.

UK GDPR Article 12(4) asks for the reasons of a refusal. They are taken from the cuts themselves, so that the letter
says what was done; the officer may change them before the letter is made.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from accounts.models import User
from privacy.grounds import FACTS, Ground
from privacy.models import DataRequest
from privacy.redaction.models import Review
from privacy.redaction.queries import cuts_of
from privacy.redaction.rules.naming import Names
from privacy.redaction.rules.proposing import HELD_BACK


@dataclass(frozen=True)
class FromPack:
    """What stands of the pack: grounds that may be told, those whose telling would do the harm, kinds of record."""

    told: list[str] = field(default_factory=list)
    untold: list[str] = field(default_factory=list)
    titles: list[str] = field(default_factory=list)
    held_back: Names = field(default_factory=lambda: Names([]))

    @property
    def initial(self) -> dict[str, Any]:
        """Where the officer begins."""
        if not self.told and not self.untold:
            return {}
        kinds = "\n".join(f"- {title}" for title in self.titles)
        return {
            "grounds": self.told,
            "is_unsaid": bool(self.untold),
            "withheld": f"We held back whole records or parts of them. They are of these kinds:\n{kinds}",
        }

    @property
    def hint(self) -> str:
        """Which grounds are not ticked, and why."""
        if not self.untold:
            return ""
        names = ", ".join(f"“{Ground(ground).label}”" for ground in self.untold)
        return f"The pack uses {names} too. To say so could do the harm, so select it only where it does not"

    def names_in(self, text: str) -> list[str]:
        """Names in these words that nobody but somebody held back bears."""
        return sorted({text[start:end] for start, end, _ in self.held_back.found_in(text)})


def from_pack(request: DataRequest, user: User) -> FromPack:
    """Of the newest pack of a request that was looked through; empty when there is none."""
    rows = Review.objects.visible_to(user).filter(pack__request=request).order_by("-started_at", "-id")
    review = rows.only("people").first()
    if review is None:
        return FromPack()
    cuts = cuts_of(review)
    return FromPack(
        told=[ground.value for ground in Ground if ground in cuts.grounds and FACTS[ground].told],
        untold=[ground.value for ground in Ground if ground in cuts.grounds and not FACTS[ground].told],
        titles=cuts.titles,
        held_back=_held_back(review),
    )


def _held_back(review: Review) -> Names:
    known = {name.lower() for one in review.people if one["who"] not in HELD_BACK for name in one["names"]}
    return Names(
        {**one, "names": [name for name in one["names"] if name.lower() not in known]}
        for one in review.people
        if one["who"] in HELD_BACK
    )
