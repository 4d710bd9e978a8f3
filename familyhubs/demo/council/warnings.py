"""Warnings around a dozen families: some due for another look, one that is over, one that was not told."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from cases.families.models import WarningNote
from familyhubs.demo.council.households import Household
from familyhubs.demo.council.maker import Maker

REASON = "Somebody else told us"


@dataclass(frozen=True)
class Story:
    """What a warning says, and when it is to be looked at again, in days from today."""

    kind: str
    narrative: str
    review_in: int
    of_family: bool = False
    why_not_told: str = ""
    ended: str = ""


STORIES = (
    Story("lone_worker", "A large dog is loose in the hall. Ring ten minutes before you come.", 60, of_family=True),
    Story("communication", "Reads little. Ring before you write, and go through letters together.", -9),
    Story(
        "lone_worker",
        "Her brother shouted at a colleague on the stairs. Visit in pairs, or meet at the hub.",
        -3,
        of_family=True,
        why_not_told="He reads her post; we tell her when we see her alone",
    ),
    Story("communication", "Hard of hearing on the left. Sit to the right, and never ask a child to interpret.", 120),
    Story("other", "Panics when nobody says who is at the door. Say your name before you knock.", 45),
    Story(
        "lone_worker", "No mobile signal on the lane. Tell the office when you go and when you are back.", 200,
        of_family=True,
    ),
    Story("communication", "Works nights: do not ring before two in the afternoon.", 30, ended="Works days now"),
    Story("other", "Carries an adrenaline pen; nuts must not be brought into the house.", 90, of_family=True),
    Story("communication", "Ask for the interpreter by name: she has been with the family from the start.", 75),
)  # fmt: skip
SAFE = Story(
    "safe_address",
    "Has moved to safety. Never say where, not to relatives, not to the school office; texts alone, no letters.",
    25,
)


def warnings_make(maker: Maker, own: list[Household], safe: list[Household]) -> None:
    """One for each of the worker's first families, and one for whoever lives at a safe address."""
    for home, story in zip(own, STORIES, strict=False):
        _keep(maker, home, story)
    for home in safe[:3]:
        _keep(maker, home, SAFE)
    maker.ledger.write()


def _keep(maker: Maker, home: Household, story: Story) -> None:
    recorded_on = max(home.opened_on, maker.days_ago(maker.between(40, 90)))
    about: dict[str, object] = {"family": home.family} if story.of_family else {"person": home.main_carer}
    ended: dict[str, object] = {}
    if story.ended:
        ended = {"ended_on": maker.days_ago(2), "ended_by": home.by, "end_reason": story.ended}
    review_on = maker.today + datetime.timedelta(days=story.review_in)
    note = WarningNote(
        **about,
        **ended,
        kind=story.kind,
        narrative=story.narrative,
        told="no" if story.why_not_told else "yes",
        why_not_told=story.why_not_told,
        review_on=max(review_on, recorded_on + datetime.timedelta(days=1)),
        recorded_by=home.by,
        recorded_on=recorded_on,
    )
    maker.keep(note, by=home.by, on=recorded_on, reason=REASON)
