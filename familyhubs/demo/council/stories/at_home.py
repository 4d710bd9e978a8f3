"""Money, parting, growing up with grandparents, caring for a parent, and testing our website."""

from familyhubs.demo.council.stories.parts import (
    CALL,
    GROUP,
    INTERVENTION,
    MEETING,
    PROFESSIONAL,
    SEEN,
    TOLD,
    VISIT,
    Step,
    Story,
)

MONEY = Story(
    "money",
    0,
    16,
    (
        Step(
            VISIT,
            SEEN,
            "{carer} showed me a final demand for the electricity and black mould behind the children’s"
            " bed. The heating is on for an hour in the morning. There was food in the cupboards.",
            "The debt is about £640 and growing; the damp matters more for the children’s chests. "
            "{carer} has been opening letters with {other}, which is half the work.",
            "Write to the landlord about the damp and book the money adviser",
        ),
        Step(
            MEETING,
            SEEN,
            "With {carer} at the money advice desk. A repayment of £12 a month was agreed with the "
            "supplier and a grant form filled in. {carer} had brought every letter in order of date.",
            "{carer} is organised. The shame of it had been the obstacle.",
            "Chase the grant in three weeks",
            others=(("Lorna Quill", "Money adviser"),),
        ),
        Step(
            CALL,
            PROFESSIONAL,
            "The housing officer told me that a surveyor has been to see the wall and that work will "
            "start within a month. A dehumidifier has been lent in the meantime.",
            "In hand, with a date. I asked for it in writing.",
            "Check that the work has begun",
        ),
        Step(
            VISIT,
            SEEN,
            "The wall is dry and painted and the beds are back. {child} showed me which side is whose. "
            "{child} has not needed the inhaler at night for two weeks.",
            "The reason for our help is nearly gone.",
            "Last look at the budget sheet",
        ),
        Step(
            CALL,
            TOLD,
            "{carer} said that the grant came through and the first three repayments are made. “I open "
            "the post now,” {carer} said.",
            "Needs met. {carer} knows where the advice desk is.",
        ),
    ),
)

PARTING = Story(
    "parting",
    3,
    12,
    (
        Step(
            VISIT,
            SEEN,
            "{carer} and {other} separated in the spring. {carer} would like {child} to see {other} but"
            " hand-overs end in arguments on the doorstep. {child} stayed close to {carer} while we "
            "talked.",
            "Both parents matter to {child}. The quarrel is about hand-overs, not about love. I have "
            "only heard one side so far.",
            "Speak to {other} separately",
        ),
        Step(
            CALL,
            TOLD,
            "{other} told me that the flat has a room for {child} and that Saturdays suit best. {other}"
            " thinks that {carer} decides everything. {other} asked how {child} is sleeping.",
            "{other}’s account and {carer}’s differ on who cancels. I do not need to settle that to "
            "help with what comes next.",
            "Offer hand-overs at the hub",
        ),
        Step(
            INTERVENTION,
            SEEN,
            "{child} and I made two paper houses. Into both went the rabbit, the blue blanket and “no "
            "shouting”. {child} asked me to show the houses to both parents.",
            "{child} is clear about wanting both homes and wanting quiet. These are {child}’s words; I "
            "have added none.",
            "Show the houses to both, as {child} asked",
            alone=True,
        ),
        Step(
            MEETING,
            SEEN,
            "Both parents came. They looked at the paper houses for some time. Hand-over at the hub on "
            "Saturdays at ten and at five, messages by text and only about {child}.",
            "A short and workable agreement, made by them. Neither of them raised their voice.",
            "Look at it again after four Saturdays",
        ),
        Step(
            CALL,
            TOLD,
            "{carer} said four Saturdays out of four have happened, one of them in the rain. {child} "
            "now packs the bag the night before.",
            "It holds. {other} said the same in a message.",
            "Review, then move hand-overs away from the hub",
        ),
        Step(
            VISIT,
            SEEN,
            "{child} told me about the weekend with {other} and about the cinema. {carer} listened and "
            "smiled. Hand-overs are now at the swimming pool.",
            "The arrangement stands without us.",
            alone=True,
        ),
    ),
)

KINSHIP = Story(
    "kinship",
    2,
    14,
    (
        Step(
            VISIT,
            SEEN,
            "{carer} has looked after the children since {other} could not. There are drawings on every"
            " door. {carer} asked about money for beds and about what to say when {child} asks for mum.",
            "A safe and loving home with a carer who did not plan to start again at this age.",
            "Kinship allowance form and the grandparents’ group",
        ),
        Step(
            INTERVENTION,
            SEEN,
            "{child} and I began a book about where everybody lives. {child} put {other} on the first "
            "page and {carer} on all the others.",
            "{child} may love both. {carer} said the same, unprompted.",
            "Carry on with the book",
            alone=True,
        ),
        Step(
            GROUP,
            SEEN,
            "{carer} came to the grandparents’ coffee morning and stayed to wash up. Others there had "
            "the same questions about birthdays and visits.",
            "Not being the only one is a relief in itself.",
        ),
        Step(
            CALL,
            PROFESSIONAL,
            "The allowance has been agreed from the first of the month. {school} has given {child} a "
            "named adult.",
            "Both things asked for at the start are done.",
            "Talk about visits with {other}",
        ),
        Step(
            VISIT,
            SEEN,
            "{other} had visited on Sunday for two hours with {carer} there. {child} was quiet in the "
            "evening and slept well. {carer} has written down what went well.",
            "Slow and careful is right. I see no reason to hurry visits and none to stop them.",
            "Review in two months",
            alone=True,
        ),
    ),
)

CARING = Story(
    "caring",
    8,
    16,
    (
        Step(
            VISIT,
            SEEN,
            "{child} does the shopping list, gives {carer} the morning tablets and gets a younger "
            "cousin to school. {carer} has had two long spells of illness this year and is proud of "
            "{child} and sorry at once.",
            "{child} does more than a child of this age should. The love between them is plain to see.",
            "Young carer’s assessment, if {child} agrees",
        ),
        Step(
            INTERVENTION,
            SEEN,
            "{child} agreed to the assessment and told me about the week, hour by hour. Best hour: "
            "swimming. {child} would like “one evening that is only mine”.",
            "A modest and reasonable wish. It goes on top of the plan.",
            "Ask adult social care about morning help",
            alone=True,
        ),
        Step(
            CALL,
            PROFESSIONAL,
            "Adult social care will offer {carer} help on weekday mornings. It starts in two weeks.",
            "This takes the tablets away from {child}.",
            "Tell {child} in person",
        ),
        Step(
            GROUP,
            SEEN,
            "{child} came to the young carers’ evening, said little for half an hour and then beat "
            "everybody at table tennis.",
            "An evening that is only {child}’s. {carer} arranged the lift.",
        ),
        Step(
            VISIT,
            SEEN,
            "Morning help is in place and {carer} likes the helper. {child} has been on time for "
            "{school} for three weeks and looked rested.",
            "The plan works. Young carers’ group goes on; our part can end soon.",
            "Review with the family",
            alone=True,
        ),
    ),
)

SURVEY = Story(
    "survey",
    0,
    17,
    (
        Step(
            MEETING,
            TOLD,
            "{carer} tried out three pages of our website for half an hour and told us where the words "
            "got in the way. A voucher was given.",
            "",
            "",
        ),
    ),
)
