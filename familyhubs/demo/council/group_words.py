"""What the made-up hubs offer to groups, and what is said of who came."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Offer:
    """A programme as a hub describes it."""

    name: str
    what_for: str
    service: str = "Parenting groups"


PARENTS = Offer(
    "Time for Parents",
    "Weekly mornings on play, praise, limits and looking after yourself. For parents of children from two to twelve.",
)
STAY_AND_PLAY = Offer(
    "Stay and Play",
    "Come with your little ones, meet others, ask us anything. Walk in or put your name down.",
)
CHILDREN = Offer(
    "Friends and Feelings",
    "For children from seven to eleven: naming feelings, making friends, what to do when it gets too much.",
    "Groups for children",
)
DADS = Offer(
    "Dads’ Evenings", "Six evenings for fathers and stepfathers. Tea, talk, and a walk in the last week."
)

MARKS = ("present",) * 15 + ("late",) * 2 + ("excused",) * 2 + ("absent",) * 2
AWAY = {
    "excused": ("Child poorly", "Hospital appointment", "Work rota changed", "At a funeral"),
    "absent": ("", "", "No answer when we rang", "Forgot; sorry when we rang"),
}

NOTES = (
    (
        "goal_reached",
        "Bedtime takes half an hour; it took two. Scored confidence at eight, three at the start.",
        False,
    ),
    ("some_progress", "Comes out of arguments sooner. Would like to practise limits a little longer.", False),
    ("goal_reached", "Met two parents from the same street. They walk to school together.", False),
    (
        "more_help",
        "The group was not the place to talk about money. Agreed that we ask welfare rights.",
        False,
    ),
    ("some_progress", "", False),
    ("not_known", "Started a job with early shifts and could not come any more.", True),
    ("no_change", "Says it was nice and nothing is different. We keep in touch.", False),
)
"""Outcome, what was said of it, and whether they left early."""
