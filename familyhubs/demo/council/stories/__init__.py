"""What happens in a family's file, step by step: facts in one field, what the worker makes of them in another.

``{carer}`` is the adult the worker mostly meets, ``{child}`` the child it is mostly about, ``{other}`` another adult of
the family, ``{school}`` where the child learns, ``{worker}`` who writes. Written to be read by the family one day.
"""

from familyhubs.demo.council.stories.at_home import CARING, KINSHIP, MONEY, PARTING, SURVEY
from familyhubs.demo.council.stories.check_ins import MIDDLES, NEXT_STEPS, OPENINGS, THOUGHTS
from familyhubs.demo.council.stories.growing_up import HARMED, OFFENCE, SCHOOL, WORRY
from familyhubs.demo.council.stories.parts import DOCUMENT, PROFESSIONAL, Step, Story
from familyhubs.demo.council.stories.small_children import BABY, HUB_USE, PARENT_GROUP, SLEEP, SPEECH

FAMILY_STORIES = (SLEEP, SCHOOL, BABY, MONEY, PARTING, SPEECH, WORRY, CARING)

__all__ = [
    "BABY",
    "CARING",
    "DOCUMENT",
    "FAMILY_STORIES",
    "HARMED",
    "HUB_USE",
    "KINSHIP",
    "MIDDLES",
    "MONEY",
    "NEXT_STEPS",
    "OFFENCE",
    "OPENINGS",
    "PARENT_GROUP",
    "PARTING",
    "PROFESSIONAL",
    "SCHOOL",
    "SLEEP",
    "SPEECH",
    "SURVEY",
    "THOUGHTS",
    "WORRY",
    "Step",
    "Story",
]
