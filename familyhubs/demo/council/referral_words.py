"""What people who refer say, and what the front door answers. All of it is made up."""

from dataclasses import dataclass

from cases.referrals.models import Category, Outcome, ReferrerKind, Way


@dataclass(frozen=True)
class Told:
    """A referral in somebody's words; ``{child}`` is the child's first name."""

    kind: ReferrerKind
    name: str
    role: str
    organisation: str
    contact: str
    way: Way
    category: Category
    concerns: str
    asked_for: str
    mail: str = ""


STORIES: tuple[Told, ...] = (
    Told(
        ReferrerKind.SCHOOL,
        "Jill Aspinall",
        "Pastoral lead",
        "Brook End Primary",
        "pastoral@brookend.example",
        Way.EMAIL,
        Category.ATTENDANCE,
        "{child} has been late on eleven of the last twenty mornings and twice came without a coat. Mum says nights are"
        " broken since the baby. {child} reads well and is proud of it.",
        "Somebody to help with mornings and sleep.",
        "Dear front door,\n\nplease see {child} below. We have spoken with Mum, who would welcome help with mornings."
        "\n\nJill Aspinall, Brook End Primary",
    ),
    Told(
        ReferrerKind.HEALTH,
        "Comfort Boateng",
        "Health visitor",
        "Community health",
        "hv@health.example",
        Way.PHONE,
        Category.PARENT_WELLBEING,
        "Mum cried at the review and says she sees nobody all week. {child} was clean, fed and smiling. Her own mother"
        " lives far away.",
        "A visit at home, and the baby group.",
    ),
    Told(
        ReferrerKind.POLICE,
        "PC Ned Farrant",
        "Neighbourhood officer",
        "County Police",
        "public.protection@police.example",
        Way.EMAIL,
        Category.DOMESTIC_ABUSE,
        "Called to a loud argument on Saturday night. {child} was awake on the stairs. Nobody was hurt. The father left"
        " before we came.",
        "",
        "Officers attended at 23:10 after a call from a neighbour. {child} present. No offences disclosed.",
    ),
    Told(
        ReferrerKind.FAMILY,
        "The child’s mother",
        "",
        "",
        "",
        Way.PHONE,
        Category.BEHAVIOUR,
        "{child} kicks and throws when asked to turn the screen off, and last week hurt a younger cousin. At school all"
        " is well. Mum has read about it and would like to talk to somebody who knows.",
        "A parenting course, or somebody to come.",
    ),
    Told(
        ReferrerKind.VOLUNTARY,
        "Abel Osei",
        "Food bank coordinator",
        "The Larder",
        "abel@larder.example",
        Way.IN_PERSON,
        Category.HOUSING_MONEY,
        "The family has come every week since August. Two rooms, damp on the wall behind {child}’s bed. The rent went"
        " up and the washing machine broke.",
        "Help with the landlord and with money.",
    ),
    Told(
        ReferrerKind.SCHOOL,
        "Morwenna Tull",
        "Designated safeguarding lead",
        "Highfield Academy",
        "dsl@highfield.example",
        Way.LETTER,
        Category.YOUNG_CARER,
        "{child} collects two younger brothers every day and cooks tea; Dad’s back is bad since the accident. {child}"
        " says it is fine, and fell asleep in maths on Tuesday.",
        "A young carer’s assessment and something of their own.",
    ),
)

SCREENED = (
    "No record with us or social care in the last year. School confirms what was said. The mother was rung and would"
    " like help.",
    "Two earlier contacts with health, none with us. The health visitor sees the family next week.",
    "Known to the hub’s baby group. Nobody of the family was reached on two days; a message was left.",
)

DECISIONS: dict[Outcome, tuple[str, str]] = {
    Outcome.OPENED: ("Three needs that no single agency meets, and the family wants help.", ""),
    Outcome.ADVICE: (
        "One need that school can meet with a little help.",
        "The school will offer breakfast club. The mother knows she can ring us again.",
    ),
    Outcome.SIGNPOST: (
        "The need is housing alone.",
        "The council’s housing advice team; an appointment was made with the mother.",
    ),
    Outcome.STEP_UP: (
        "A child said they were afraid to go home.",
        "Passed to the duty social worker by telephone within the hour, and confirmed in writing.",
    ),
    Outcome.RETURNED: ("The school rang: the mother would now like help after all.", ""),
}
