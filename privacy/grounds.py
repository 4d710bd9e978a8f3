"""Why something may be held back (Data Protection Act 2018): the pick list of cuts in a pack, and of letters.

Reference rights-and-retention, 4.4.
"""

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
    letter: str  # goes on from "we hold it back because"
    child: str  # the same for a child
    notes: str = ""
    told: str = ""  # beside the gap; empty where saying why would already do the harm


HARM = (Ground.SERIOUS_HARM, Ground.HEALTH, Ground.EDUCATION, Ground.CHILD_ABUSE)
"""Grounds that rest on the opinion of a named practitioner."""

FACTS: dict[str, GroundFacts] = {
    Ground.THIRD_PARTY: GroundFacts(
        law="Schedule 2, paragraphs 16 and 17",
        test=(
            "It tells who somebody else is, they have not agreed, and it is not reasonable to tell it all "
            "the same."
        ),
        letter="it is about other people, who have a right to privacy too",
        child="it is about other people, who have a right to be private too",
        notes=(
            "Social, health and education workers in their role are told. What the person said or knows is "
            "mostly told."
        ),
        told="about somebody else",
    ),
    Ground.SERIOUS_HARM: GroundFacts(
        law="Schedule 3, part 3, paragraph 11",
        test=(
            "Telling it would be likely to harm social work, because it is likely to cause serious harm to "
            "the body or mind of the person or somebody else."
        ),
        letter="seeing it would be likely to cause serious harm to somebody’s physical or mental health",
        child="reading it could seriously harm somebody",
        notes=(
            "Only the harmful part. Name the practitioner, with their reasons. Refusing is not the safer "
            "mistake."
        ),
    ),
    Ground.EXPECTATIONS: GroundFacts(
        law="Schedule 3, part 3, paragraph 10",
        test=(
            "Somebody with parental responsibility asks, and the child said it, or was examined, and "
            "expected them not to know."
        ),
        letter="a child told us in confidence, or does not want it passed on to the person who asks",
        child="somebody told us this and asked us not to pass it on",
        notes="It ends when the child agrees later.",
    ),
    Ground.COURT: GroundFacts(
        law="Schedule 3, part 3, paragraph 9",
        test="It is in a report to a court under the rules that the paragraph lists.",
        letter="it belongs to a court case and the rules of the court decide who may see it",
        child="it belongs to a court, and the court decides who can see it",
        notes="Papers of family proceedings are confidential besides: ask Legal first.",
        told="papers of a court",
    ),
    Ground.HEALTH: GroundFacts(
        law="Schedule 3, part 2",
        test=(
            "Telling it would be likely to cause serious harm to the body or mind of the person or somebody "
            "else."
        ),
        letter="it is about health, and a health professional thinks that seeing it could cause serious harm",
        child="it is about health, and reading it could seriously harm somebody",
        notes=(
            "The opinion of the right health professional of the last six months is needed, before telling "
            "it too."
        ),
    ),
    Ground.EDUCATION: GroundFacts(
        law="Schedule 3, part 4",
        test="Telling it would be likely to cause serious harm to the person or somebody else.",
        letter="it is about education, and seeing it could cause serious harm",
        child="it is about school, and reading it could seriously harm somebody",
    ),
    Ground.CHILD_ABUSE: GroundFacts(
        law="Schedule 3, part 5, paragraph 21",
        test=(
            "Somebody with parental responsibility asks for data on child abuse, and telling them is not in "
            "the child’s best interests."
        ),
        letter="giving it out would not be in the best interests of the child",
        child="giving it out would not be good for you",
    ),
    Ground.CRIME: GroundFacts(
        law="Schedule 2, paragraph 2",
        test="Telling it would be likely to harm finding, preventing or prosecuting crime.",
        letter="giving it out would be likely to get in the way of preventing or looking into crime",
        child="giving it out could make it harder for the police to do their job",
        notes="Ask the police. It ends with time: look again.",
    ),
    Ground.LEGAL: GroundFacts(
        law="Schedule 2, paragraph 5",
        test="A law or a court forbids telling it, or it is needed for legal claims.",
        letter="a law or a court does not allow us to give it out, or it is needed for a legal claim",
        child="a law or a court does not let us give it out",
        notes="Not because it is inconvenient.",
        told="a legal matter",
    ),
    Ground.PRIVILEGE: GroundFacts(
        law="Schedule 2, paragraph 19",
        test="Lawyers gave or were asked for advice.",
        letter="it is advice from our lawyers, which the law keeps private",
        child="it is advice from our lawyers, which the law keeps private",
        told="advice of lawyers",
    ),
    Ground.REGULATORY: GroundFacts(
        law="Schedule 2, paragraphs 7 to 11",
        test="Telling it would be likely to harm the work of the regulator.",
        letter="giving it out would be likely to get in the way of a regulator’s work",
        child="giving it out could get in the way of people who check services like ours",
        notes="Rare.",
    ),
    Ground.RESEARCH: GroundFacts(
        law="Schedule 2, part 6",
        test="Telling it would seriously impair the research.",
        letter="it is held for research, which giving it out would seriously set back",
        child="it is part of research, and giving it out would spoil that",
        notes="Rare.",
    ),
    Ground.NEGOTIATIONS: GroundFacts(
        law="Schedule 2, paragraph 23",
        test="It records what we mean to do in negotiations with the person.",
        letter="it records what we mean to do in talks with the person who asks",
        child="it is about talks that are still going on",
        notes="Rare.",
    ),
    Ground.REFERENCES: GroundFacts(
        law="Schedule 2, paragraph 24",
        test="It is a reference given in confidence.",
        letter="it is a reference given in confidence",
        child="somebody wrote it for a job or a course, and it is private",
        notes="Rare.",
        told="a reference",
    ),
    Ground.STATUTORY_BAR: GroundFacts(
        law="Schedule 4",
        test="Adoption and parental order records, statements of special needs and the like.",
        letter="another law does not allow us to give it out",
        child="another law does not let us give it out",
        told="records another Act closes",
    ),
    Ground.LAW_ENFORCEMENT: GroundFacts(
        law="Section 45(4)",
        test="It is used for law enforcement, and telling it would harm that or somebody.",
        letter="giving it out would harm the work of preventing or dealing with offences, or somebody’s safety",
        child="giving it out could harm work on a crime, or somebody’s safety",
        notes="Ask the data protection officer whether the work falls under Part 3.",
    ),
    Ground.NEVER: GroundFacts(
        law="Schedule 3, part 3, paragraph 11",
        test="Somebody’s safe address, telephone number or email.",
        letter="it would tell where somebody is who has to stay safe",
        child="it would tell where somebody is who has to stay safe",
        notes="The program holds it back. Nobody can open it here.",
    ),
}

PICKED = [
    (ground.value, f"{ground.label} ({FACTS[ground].law})") for ground in Ground if ground != Ground.NEVER
]
"""The pick list of forms: what the program itself holds back is no choice."""
