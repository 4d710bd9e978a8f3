"""Sleep, a baby on the way, first words, groups."""

from familyhubs.demo.council.stories.parts import (
    CALL,
    DOCUMENT,
    GROUP,
    MEETING,
    PROFESSIONAL,
    SEEN,
    TOLD,
    VISIT,
    Step,
    Story,
)

SLEEP = Story(
    "sleep",
    1,
    5,
    (
        Step(
            CALL,
            TOLD,
            "{carer} rang the hub after a friend had talked about us. {child} wakes four or five times "
            "a night and is up for the day at five. "
            "{carer} said: “I am so tired I cried at the bus stop.”",
            "A tired parent asking for help at the right time. Nothing said suggests that {child} is unwell.",
            "Visit at home and bring the sleep diary",
        ),
        Step(
            VISIT,
            SEEN,
            "We sat in the kitchen while {child} played with saucepans. There is no set bedtime; the "
            "television is on in the bedroom until {child} drops off. "
            "{carer} gave {child} a warm drink and a cuddle when the playing got too loud.",
            "There is a lot of warmth here. A routine of three quiet steps is a fair first goal, and "
            "{carer} chose them without my help.",
            "{carer} to fill in the sleep diary for one week",
        ),
        Step(
            CALL,
            TOLD,
            "{carer} read the diary out to me. Bath, book and bed at half past seven on five nights out"
            " of seven. {child} still woke, but twice and not five times.",
            "Five nights out of seven is a good week. I said so.",
            "Talk about the two hard nights at the next visit",
        ),
        Step(
            VISIT,
            SEEN,
            "{child} showed me the new night light and the book about the owl. The television has moved"
            " to the front room. {carer} slept six hours in a row on Sunday.",
            "The change has held for three weeks and belongs to the family, not to us.",
            "One more call, then talk about ending",
        ),
        Step(
            CALL,
            TOLD,
            "{carer} told me that {child} now sleeps from eight to half past six most nights. They "
            "would like to come to stay and play on Thursdays.",
            "The goal that {carer} set in the first call is met. We agreed to close and keep the door open.",
        ),
    ),
)

BABY = Story(
    "baby",
    -1,
    1,
    (
        Step(
            CALL,
            PROFESSIONAL,
            "The community midwife told me, with {carer}’s agreement, that {carer} would like company "
            "and help getting ready. First visit agreed for next week.",
            "An early and open request.",
            "Visit at home",
            others=(),
        ),
        Step(
            VISIT,
            SEEN,
            "{carer} showed me the room they are getting ready. A cot has been promised by a cousin; "
            "there is no pram yet. {carer} has good days and flat days, and finds evenings long.",
            "The flat days started a month ago and pass within hours. I asked about them plainly and "
            "{carer} was glad to be asked. Health visitor to know, as {carer} agreed.",
            "Ask the baby bank about a pram",
        ),
        Step(
            GROUP,
            SEEN,
            "{carer} came to the bumps and babies group for the first time, stayed to the end and "
            "swapped numbers with two other parents.",
            "Company was the main wish and it has begun.",
        ),
        Step(
            VISIT,
            SEEN,
            "Brought the pram. We went through safer sleep: on the back, own clear space, no smoking "
            "near the baby. {carer} put the card on the fridge and explained it to {other}.",
            "{carer} knows the advice and passes it on, which is how I know that it has landed.",
            "Visit again in a fortnight",
        ),
        Step(
            CALL,
            TOLD,
            "{carer} said feeding hurts less since the infant feeding worker came by. Nights are "
            "broken, days are all right.",
            "As one would expect in these weeks. Support is in place around the family.",
            "Invite to baby massage",
        ),
        Step(
            VISIT,
            SEEN,
            "A calm hour. {carer} talked to the baby all through the nappy change and laughed about the"
            " state of the sofa. {other} cooked.",
            "A family finding its feet. We agreed that the hub groups are enough from here on.",
        ),
    ),
)

SPEECH = Story(
    "speech",
    2,
    5,
    (
        Step(
            GROUP,
            SEEN,
            "{child} came to stay and play and played alongside two other children. I heard about ten "
            "single words, some in the language of home. {carer} asked whether that is enough for this "
            "age.",
            "Worth asking a specialist. {carer} watches {child} closely and is not anxious without cause.",
            "Ask for the talking clinic",
        ),
        Step(
            VISIT,
            SEEN,
            "We looked at books on the floor. {carer} names what {child} points at, waits, and names it"
            " again. {other} sings.",
            "Both are doing what the specialists would ask for. Speaking the language of home is a "
            "strength and I said so.",
            "Go to the talking clinic with {carer}",
        ),
        Step(
            MEETING,
            PROFESSIONAL,
            "At the talking clinic the therapist found good understanding and late speech. Six "
            "sessions, at the hub, starting next month. Hearing test asked for.",
            "A clear answer and a plan. {carer} wrote down the two games to play daily.",
            "Remind {carer} of the hearing test",
            others=(("Isobel Marsh", "Speech and language therapist"),),
        ),
        Step(
            GROUP,
            SEEN,
            "Third session. {child} put two words together: “more bubbles”. {carer} and I looked at "
            "each other.",
            "Real progress in five weeks.",
        ),
        Step(
            CALL,
            DOCUMENT,
            "Letter from the clinic, copied to {carer}: hearing is fine; sessions have ended; review in"
            " six months. {school} has the advice sheet.",
            "Settled for now; the review is booked.",
            "Look in after the review",
        ),
    ),
)

HUB_USE = Story(
    "hub",
    0,
    9,
    (
        Step(
            GROUP,
            SEEN,
            "{carer} and {child} came to stay and play for the first time and joined the hub. They "
            "found us through the library.",
            "",
            "",
        ),
        Step(GROUP, SEEN, "{carer} and {child} came to rhyme time. {child} liked the drum best."),
        Step(
            MEETING,
            SEEN,
            "{carer} asked at the desk about free childcare hours and took the form for {child}.",
            "A simple question with a simple answer.",
        ),
        Step(
            GROUP,
            SEEN,
            "Messy play. {carer} helped to clear up and offered to bring old newspapers next time.",
        ),
        Step(
            CALL,
            TOLD,
            "{carer} rang to ask whether groups run in the holidays and to tell us that {child} starts "
            "at {school} after the summer.",
            "A happy ending of the hub years.",
        ),
    ),
)

PARENT_GROUP = Story(
    "group",
    2,
    12,
    (
        Step(
            CALL,
            TOLD,
            "{carer} would like to join the parenting group after reading the poster. Mornings suit. We"
            " talked about what {carer} hopes for: fewer battles at bedtime.",
            "A good fit for the group.",
            "Send the dates by text",
        ),
        Step(GROUP, SEEN, "Session one, on play. {carer} said little and wrote a lot."),
        Step(
            GROUP,
            SEEN,
            "Session three, on praise. {carer} told the group about catching {child} being kind to the "
            "cat and saying so. The group clapped.",
        ),
        Step(
            GROUP,
            SEEN,
            "Session five, on limits. {carer} tried the calm corner at home; it worked twice and failed"
            " once. We talked about the once.",
        ),
        Step(
            GROUP,
            SEEN,
            "Last session. {carer} scored confidence at seven; it was three at the start. Certificate "
            "and cake.",
            "{carer} got from the group what {carer} came for.",
        ),
    ),
)
