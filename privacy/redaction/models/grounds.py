"""Why something may be held back (Data Protection Act 2018), as the pick list of every cut."""

from __future__ import annotations

from dataclasses import dataclass

from django.db import models


class Ground(models.TextChoices):
    """One exemption. They are applied passage by passage, never to a whole file; disclosing is the rule."""

    THIRD_PARTY = "third_party", "About somebody else"
    SERIOUS_HARM = "serious_harm", "Social work: serious harm"
    EXPECTATIONS = "expectations", "Social work: the child expected it to stay secret"
    COURT = "court", "Social work: reports to a court"
    HEALTH = "health", "Health: serious harm"
    EDUCATION = "education", "Education: serious harm"
    CHILD_ABUSE = "child_abuse", "Child abuse: not in the child’s best interests"
    CRIME = "crime", "Crime"
    LEGAL = "legal", "Court proceedings, or required by law"
    PRIVILEGE = "privilege", "Advice of lawyers"
    REGULATORY = "regulatory", "Work of a regulator"
    RESEARCH = "research", "Research"
    NEGOTIATIONS = "negotiations", "Negotiations with the person"
    REFERENCES = "references", "References given in confidence"
    STATUTORY_BAR = "statutory_bar", "Barred by another Act"
    LAW_ENFORCEMENT = "law_enforcement", "Law enforcement"
    NEVER = "never", "Address or number that is kept safe"


@dataclass(frozen=True)
class GroundFacts:
    """What an officer has to know of a ground: where it stands, its test, notes, and what readers are told."""

    law: str
    test: str
    notes: str = ""
    told: str = ""  # beside the gap; empty where saying why would already do the harm


HARM = (Ground.SERIOUS_HARM, Ground.HEALTH, Ground.EDUCATION, Ground.CHILD_ABUSE)
"""Grounds that rest on the opinion of a named practitioner."""

FACTS: dict[str, GroundFacts] = {
    Ground.THIRD_PARTY: GroundFacts(
        "Schedule 2, paragraphs 16 and 17",
        "It tells who somebody else is, they have not agreed, and it is not reasonable to tell it all the same.",
        "Social, health and education workers in their role are told. What the person said or knows is mostly told.",
        "about somebody else",
    ),
    Ground.SERIOUS_HARM: GroundFacts(
        "Schedule 3, part 3, paragraph 11",
        "Telling it would be likely to harm social work, because it is likely to cause serious harm to the body or mind"
        " of the person or somebody else.",
        "Only the harmful part. Name the practitioner, with their reasons. Refusing is not the safer mistake.",
    ),
    Ground.EXPECTATIONS: GroundFacts(
        "Schedule 3, part 3, paragraph 10",
        "Somebody with parental responsibility asks, and the child said it, or was examined, and expected them"
        " not to know.",
        "It ends when the child agrees later.",
    ),
    Ground.COURT: GroundFacts(
        "Schedule 3, part 3, paragraph 9",
        "It is in a report to a court under the rules that the paragraph lists.",
        "Papers of family proceedings are confidential besides: ask Legal first.",
        "papers of a court",
    ),
    Ground.HEALTH: GroundFacts(
        "Schedule 3, part 2",
        "Telling it would be likely to cause serious harm to the body or mind of the person or somebody else.",
        "The opinion of the right health professional of the last six months is needed, before telling it too.",
    ),
    Ground.EDUCATION: GroundFacts(
        "Schedule 3, part 4",
        "Telling it would be likely to cause serious harm to the person or somebody else.",
    ),
    Ground.CHILD_ABUSE: GroundFacts(
        "Schedule 3, part 5, paragraph 21",
        "Somebody with parental responsibility asks for data on child abuse, and telling them is not in the"
        " child’s best interests.",
    ),
    Ground.CRIME: GroundFacts(
        "Schedule 2, paragraph 2",
        "Telling it would be likely to harm finding, preventing or prosecuting crime.",
        "Ask the police. It ends with time: look again.",
    ),
    Ground.LEGAL: GroundFacts(
        "Schedule 2, paragraph 5",
        "A law or a court forbids telling it, or it is needed for legal claims.",
        "Not because it is inconvenient.",
        "a legal matter",
    ),
    Ground.PRIVILEGE: GroundFacts(
        "Schedule 2, paragraph 19", "Lawyers gave or were asked for advice.", "", "advice of lawyers"
    ),
    Ground.REGULATORY: GroundFacts(
        "Schedule 2, paragraphs 7 to 11",
        "Telling it would be likely to harm the work of the regulator.",
        "Rare.",
    ),
    Ground.RESEARCH: GroundFacts(
        "Schedule 2, part 6", "Telling it would seriously impair the research.", "Rare."
    ),
    Ground.NEGOTIATIONS: GroundFacts(
        "Schedule 2, paragraph 23", "It records what we mean to do in negotiations with the person.", "Rare."
    ),
    Ground.REFERENCES: GroundFacts(
        "Schedule 2, paragraph 24", "It is a reference given in confidence.", "Rare.", "a reference"
    ),
    Ground.STATUTORY_BAR: GroundFacts(
        "Schedule 4",
        "Adoption and parental order records, statements of special needs and the like.",
        "",
        "records another Act closes",
    ),
    Ground.LAW_ENFORCEMENT: GroundFacts(
        "Section 45(4)",
        "It is used for law enforcement, and telling it would harm that or somebody.",
        "Ask the data protection officer whether the work falls under Part 3.",
    ),
    Ground.NEVER: GroundFacts(
        "Schedule 3, part 3, paragraph 11",
        "Somebody’s safe address, telephone number or email.",
        "The program holds it back. Nobody can open it here.",
    ),
}

PICKED = [
    (ground.value, f"{ground.label} ({FACTS[ground].law})") for ground in Ground if ground != Ground.NEVER
]
"""The pick list of forms: what the program itself holds back is no choice."""
