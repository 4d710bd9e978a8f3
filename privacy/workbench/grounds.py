"""The grounds for holding something back, as an officer picks them and as a letter tells them.

Reference rights-and-retention, 4.4. Each is for a passage, never for a whole file.
"""

from dataclasses import dataclass
from enum import StrEnum


class Ground(StrEnum):
    """A ground in the Data Protection Act 2018 or the UK GDPR."""

    SERIOUS_HARM = "serious_harm"
    CHILD_EXPECTS = "child_expects"
    COURT_REPORT = "court_report"
    HEALTH = "health"
    EDUCATION = "education"
    CHILD_ABUSE = "child_abuse"
    THIRD_PARTY = "third_party"
    CRIME = "crime"
    PRIVILEGE = "privilege"
    STATUTORY_BAR = "statutory_bar"
    MANIFESTLY_UNFOUNDED = "manifestly_unfounded"
    PUBLIC_TASK = "public_task"


@dataclass(frozen=True)
class Words:
    """What an officer picks, the law, and what a letter says."""

    label: str
    law: str
    letter: str
    child: str


WORDS: dict[Ground, Words] = {
    Ground.SERIOUS_HARM: Words(
        "Seeing it is likely to cause serious harm (social work)",
        "Data Protection Act 2018, Schedule 3, paragraph 11",
        "seeing it would be likely to cause serious harm to somebody’s physical or mental health",
        "reading it could seriously harm somebody",
    ),
    Ground.CHILD_EXPECTS: Words(
        "The child told us and expected it not to be passed on",
        "Data Protection Act 2018, Schedule 3, paragraph 10",
        "a child told us in confidence, or does not want it passed on to the person who asks",
        "somebody told us this and asked us not to pass it on",
    ),
    Ground.COURT_REPORT: Words(
        "Report for a court",
        "Data Protection Act 2018, Schedule 3, paragraph 9",
        "it belongs to a court case and the rules of the court decide who may see it",
        "it belongs to a court, and the court decides who can see it",
    ),
    Ground.HEALTH: Words(
        "Health information, serious harm",
        "Data Protection Act 2018, Schedule 3, Part 2",
        "it is about health, and a health professional thinks that seeing it could cause serious harm",
        "it is about health, and reading it could seriously harm somebody",
    ),
    Ground.EDUCATION: Words(
        "Education information, serious harm",
        "Data Protection Act 2018, Schedule 3, Part 4",
        "it is about education, and seeing it could cause serious harm",
        "it is about school, and reading it could seriously harm somebody",
    ),
    Ground.CHILD_ABUSE: Words(
        "Child abuse information, against the child’s interests",
        "Data Protection Act 2018, Schedule 3, paragraph 21",
        "giving it out would not be in the best interests of the child",
        "giving it out would not be good for you",
    ),
    Ground.THIRD_PARTY: Words(
        "It is about somebody else",
        "Data Protection Act 2018, Schedule 2, paragraphs 16 and 17",
        "it is about other people, who have a right to privacy too",
        "it is about other people, who have a right to be private too",
    ),
    Ground.CRIME: Words(
        "It would get in the way of preventing or finding out about crime",
        "Data Protection Act 2018, Schedule 2, paragraph 2",
        "giving it out would be likely to get in the way of preventing or looking into crime",
        "giving it out could make it harder for the police to do their job",
    ),
    Ground.PRIVILEGE: Words(
        "Legal advice",
        "Data Protection Act 2018, Schedule 2, paragraph 19",
        "it is advice from our lawyers, which the law keeps private",
        "it is advice from our lawyers, which the law keeps private",
    ),
    Ground.STATUTORY_BAR: Words(
        "Another law forbids it (adoption, special educational needs)",
        "Data Protection Act 2018, Schedule 4",
        "another law does not allow us to give it out",
        "another law does not let us give it out",
    ),
    Ground.MANIFESTLY_UNFOUNDED: Words(
        "Manifestly unfounded or excessive: the council has to show it",
        "UK GDPR Article 12(5)",
        "we found the request to be clearly unfounded or excessive, as our reason explains",
        "we have answered the same request before",
    ),
    Ground.PUBLIC_TASK: Words(
        "The right does not apply to our public task or legal duty",
        "UK GDPR Articles 17(3) and 21(1)",
        "the law asks us to keep and use this information for our work, so this right does not apply to it",
        "the law says that we have to keep this information",
    ),
}
GROUNDS = [(ground.value, WORDS[ground].label) for ground in Ground]
