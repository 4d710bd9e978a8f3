"""The early help assessment the portal comes with, in our own words; a council changes it in administration.

The ten areas are the headline outcomes of the Supporting Families programme (its guidance of 2022 to 2025, ch. 3).
Each is asked alike: what goes well, what worries, and how far along the family is, so that it can be seen to move.
"""

from __future__ import annotations

from dataclasses import dataclass

NAME = "Early help assessment"


@dataclass(frozen=True)
class Question:
    """A question as it is first loaded; ``when`` is the key of an earlier question and its answer."""

    key: str
    label: str
    kind: str = "text"
    guidance: str = ""
    options: tuple[str, ...] = ()
    required: bool = True
    prefill: str = ""
    when: tuple[str, str] | None = None


@dataclass(frozen=True)
class Section:
    """A section as it is first loaded."""

    key: str
    title: str
    guidance: str
    questions: tuple[Question, ...]
    about: str = "family"


AREAS = (
    (
        "education",
        "Getting a good education",
        "Attendance, settling in class, learning at home, support in school.",
    ),
    (
        "early_years",
        "Early years",
        "How young children grow, play, talk and are ready for nursery or school.",
    ),
    (
        "health",
        "Mental and physical health",
        "Illness, disability, mood, sleep, food, dentist and health checks.",
    ),
    (
        "substances",
        "Drugs and alcohol",
        "Use by anybody at home, what it does to the children, help already tried.",
    ),
    ("relationships", "Family relationships", "Warmth, rows, routines, separated parents, young carers."),
    (
        "exploitation",
        "Safe from abuse and exploitation",
        "Harm in or outside the home, online, gangs, going missing.",
    ),
    (
        "crime",
        "Crime and antisocial behaviour",
        "Trouble with the police, as somebody harmed or somebody who harms.",
    ),
    (
        "domestic_abuse",
        "Safe from domestic abuse",
        "Ask each adult alone. Think before you write where others read.",
    ),
    ("housing", "A secure home", "Rent, repairs, overcrowding, notice to leave, neighbours."),
    ("money", "Money that lasts", "Work, benefits, debt, food and heating."),
)


def _area(key: str, title: str, guidance: str) -> Section:
    return Section(
        key,
        title,
        guidance,
        (
            Question("going_well", "What is going well?", guidance="Strengths, and who or what helps."),
            Question("has_worries", "Are there worries or needs?", "yes_no"),
            Question(
                "worries",
                "What are the worries or needs?",
                guidance="Say who told you or what you saw, and what it means for each child.",
                when=("has_worries", "Yes"),
            ),
            Question(
                "score",
                "Where is the family now?",
                "score",
                guidance="0: cannot go on like this. 10: no worries at all. Agree the number with the family.",
            ),
        ),
    )


SECTIONS = (
    Section(
        "consent",
        "Consent",
        "Early help is the family’s choice. They can stop at any time.",
        (
            Question("agreed", "Does the family agree to this assessment?", "yes_no"),
            Question("agreed_on", "When did they agree?", "date", when=("agreed", "Yes")),
            Question(
                "share_with",
                "Whom may we share it with?",
                "multi",
                options=(
                    "School or nursery",
                    "Health visitor or GP",
                    "Housing",
                    "Voluntary groups",
                    "Nobody else",
                ),
                when=("agreed", "Yes"),
            ),
            Question(
                "why_without",
                "Why do you go on without their agreement?",
                guidance="Stop here and speak to your manager if a child may be at risk of significant harm.",
                when=("agreed", "No"),
            ),
        ),
    ),
    Section(
        "family",
        "Who is in the family",
        "Read it out to the family and put right what is wrong.",
        (
            Question("names", "Names", prefill="names"),
            Question("birth_dates", "Dates of birth", prefill="birth_dates"),
            Question("languages", "Languages and interpreters", prefill="languages", required=False),
            Question("reason", "Why is this assessment being done now?"),
        ),
    ),
    Section(
        "child",
        "The child’s voice",
        "Their own words, or what you saw of a child too young to say it.",
        (
            Question("school", "School or nursery", prefill="schools", required=False),
            Question("needs", "Health and other needs", prefill="needs", required=False),
            Question(
                "day", "What is a day in my life like?", guidance="Home, school, friends, sleep, worries."
            ),
            Question("wishes", "What would I like to be different?"),
            Question("seen", "Was the child spoken to alone?", "yes_no"),
            Question("why_not_seen", "Why not?", when=("seen", "No")),
        ),
        about="child",
    ),
    Section(
        "parents",
        "Parents’ and carers’ view",
        "Each parent or carer, living with the children or not. Say whose view it is.",
        (
            Question("view", "What do they say about how things are?"),
            Question("want", "What help do they want, and what have they tried?"),
        ),
    ),
    *(_area(*area) for area in AREAS),
    Section(
        "analysis",
        "The worker’s analysis",
        "Judgement, kept apart from fact. The family will read it.",
        (
            Question("meaning", "What does all this mean for each child?"),
            Question("without_help", "What is likely to happen without help?"),
            Question(
                "level",
                "What kind of help is needed?",
                "choice",
                options=(
                    "Services open to everybody",
                    "Help from one service",
                    "Help from several services together",
                    "Children’s Social Care",
                ),
            ),
            Question(
                "level_why",
                "Why does Children’s Social Care need to know?",
                when=("level", "Children’s Social Care"),
            ),
            Question("next", "What happens next?"),
        ),
    ),
)
