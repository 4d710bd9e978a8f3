"""Topics that no question may touch: the law sets them apart, or they would tell who somebody is.

A list of words cannot know every way to ask; so kinds of questions are few, and a second person reads before anything
is published.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

TOPICS: Mapping[str, str] = {
    "health": "health|healthy|ill|illness|sick|disab|diagnos|medic|doctor|gp|hospital|mental|anxi|depress|autis|adhd"
    "|pregnan|wellbeing|therap|allerg|weight|drink|alcohol|drug|smok|addict",
    "religion or belief": "religio|faith|god|church|mosque|temple|synagogue|pray|belie|christian|muslim"
    "|jewish|hindu|sikh",
    "race or origin": "race|racial|ethnic|nationalit|born in|country of|skin|migra|asylum|refugee|first language",
    "politics or union": "politic|vote|voting|party you|trade union|union member",
    "sex life": "sexual|gay|lesbian|bisexual|straight|partner|gender|transgender",
    "offences": "crime|criminal|offen[cd]|police|arrest|convict|court|prison|violen|abuse|assault",
    "who somebody is": "your name|full name|address|postcode|phone|telephone|mobile|email|date of birth|how old"
    "|your age|national insurance|where do you live|your child|your children|school does|sign your",
    "money": "income|salary|benefit|debt|universal credit|afford",
}
PATTERNS = {topic: re.compile(rf"\b(?:{words})", re.IGNORECASE) for topic, words in TOPICS.items()}


def sensitive_topics(words: str) -> list[str]:
    """The topics that some words touch."""
    return [topic for topic, pattern in PATTERNS.items() if pattern.search(words)]
