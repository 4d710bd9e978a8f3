"""School, worry, an offence, and being harmed by one."""

from familyhubs.demo.council.stories.parts import (
    CALL,
    DOCUMENT,
    INTERVENTION,
    MEETING,
    PROFESSIONAL,
    SEEN,
    TOLD,
    VISIT,
    Step,
    Story,
)

SCHOOL = Story(
    "school",
    9,
    15,
    (
        Step(
            MEETING,
            PROFESSIONAL,
            "Met the attendance lead at {school}. {child} was there on 71 of 100 days this term, mostly"
            " missing Mondays. School has not been able to reach {carer} by telephone.",
            "Mondays point to something in the weekend or the first lesson. I want to hear it from "
            "{child} before anybody guesses.",
            "Visit {carer} and ask to see {child} at school",
            others=(("Mrs Alder", "Attendance lead"),),
        ),
        Step(
            VISIT,
            SEEN,
            "{carer} was wary at first and then talked for an hour. Night shifts at the warehouse end "
            "at six on Mondays, and nobody is home to get {child} up. {carer} had not known how to tell"
            " the school.",
            "This is a family short of hands, not of care. {carer} was relieved that somebody asked why"
            " before talking about fines.",
            "Ask {school} about the breakfast club",
        ),
        Step(
            INTERVENTION,
            SEEN,
            "Saw {child} at school for half an hour. {child} likes art and the football team, and finds"
            " maths first thing on Monday “the worst”. {child} drew a ladder and put getting up on the "
            "lowest rung.",
            "{child} wants to be at school. Two practical things are in the way, and both can be moved.",
            "Share the ladder with {carer}, as {child} asked",
            alone=True,
        ),
        Step(
            MEETING,
            SEEN,
            "Round the table at {school}: {carer}, {child}, the form tutor and me. Breakfast club from "
            "eight on Mondays, a lift from {other}, and maths help at lunch. Everybody wrote down their"
            " own part.",
            "A plan made by the people who have to carry it. {child} spoke up for the maths help "
            "without being asked.",
            "Look at attendance together in four weeks",
            others=(("Mr Lidgate", "Form tutor"),),
        ),
        Step(
            CALL,
            PROFESSIONAL,
            "{school} told me that {child} has missed one day in four weeks, with a cold. The tutor "
            "says {child} is staying for art club.",
            "Better than the target. I will wait for a whole half-term before calling it settled.",
            "Tell {carer} and {child} the good news",
        ),
        Step(
            VISIT,
            SEEN,
            "{carer} has been moved to days. {child} met me at the door with a certificate for "
            "attendance. We read through the plan and ticked off all but one line.",
            "The family did this. What is left, a bus pass, they can finish without us.",
            "Close after the review",
            alone=True,
        ),
    ),
)

WORRY = Story(
    "worry",
    11,
    17,
    (
        Step(
            CALL,
            TOLD,
            "{carer} rang about {child}, who has stopped going out and eats upstairs. Friends have "
            "stopped calling. {carer} found {child} crying twice this week and does not know what to "
            "say.",
            "A change over weeks, noticed early. I asked about safety: {carer} has no reason to fear "
            "that {child} would come to harm, and knows whom to ring at night.",
            "See {child} this week",
        ),
        Step(
            VISIT,
            SEEN,
            "{child} chose to talk while walking the dog. Messages in a group have been unkind since "
            "the summer. {child} rated the worry at eight out of ten at night and three when drawing.",
            "{child} named the problem clearly and agreed that {carer} may know the outline but not the"
            " messages.",
            "Ask {school} for a quiet word with the head of year",
            alone=True,
        ),
        Step(
            INTERVENTION,
            SEEN,
            "Second session on worry. We sorted what {child} can change from what {child} cannot. "
            "{child} left the group on the phone while I was there and breathed out.",
            "{child} decided this, I only asked questions.",
            "Try the drawing club on Wednesday",
            alone=True,
        ),
        Step(
            MEETING,
            PROFESSIONAL,
            "The head of year has spoken to the other families. {child} may use the library at lunch. "
            "The school counsellor has a place from next week.",
            "Quick and careful work by the school.",
            "Check with {child} that it feels better, not worse",
            others=(("Ms Rowntree", "Head of year"),),
        ),
        Step(
            VISIT,
            SEEN,
            "{child} rated the worry at four and has been to the drawing club twice. Supper is eaten "
            "downstairs on most days. {carer} has stopped asking every hour, at {child}’s request.",
            "Going the right way and at {child}’s own pace.",
            "Two more visits, a fortnight apart",
            alone=True,
        ),
        Step(
            CALL,
            TOLD,
            "{carer} told me that a friend came for tea on Saturday. {child} came to the phone to say "
            "“I am all right, honestly.”",
            "I believe it. {child} knows how to reach the counsellor.",
        ),
    ),
)

OFFENCE = Story(
    "offence",
    13,
    17,
    (
        Step(
            MEETING,
            DOCUMENT,
            "Read the police papers on the damage to the bus shelter at Thistleford. {child} admitted "
            "it in interview with {carer} there. No earlier matters.",
            "Suitable for a community resolution. What was behind it is not in the papers.",
            "First appointment with {child} and {carer}",
        ),
        Step(
            VISIT,
            SEEN,
            "{child} and {carer} at home. {child} looked at the floor, then said that it had been a bad"
            " week and that it had started as a dare; “I did it, though.” {carer} was cross and kept a "
            "hand on {child}’s shoulder.",
            "{child} takes responsibility. Home is steady. Friends and empty evenings are what to work on.",
            "Ask what {child} would like to put right",
        ),
        Step(
            INTERVENTION,
            SEEN,
            "Session one of four. We drew the evening as a film and stopped it where {child} could have"
            " walked away. {child} found three places.",
            "Thoughtful work. {child} is ahead of where many are in a first session.",
            "Reparation at the bus garage",
            alone=True,
        ),
        Step(
            INTERVENTION,
            SEEN,
            "Reparation: {child} spent the morning cleaning shelters with the garage’s crew and stayed "
            "an hour longer than agreed. The foreman shook {child}’s hand.",
            "{child} was proud at the end. That counts for more than the hours.",
            "Boxing club on Thursday evenings",
            alone=True,
            others=(("Gus Fairlie", "Garage foreman"),),
        ),
        Step(
            CALL,
            PROFESSIONAL,
            "The boxing club says that {child} has come three Thursdays running. {school} reports a "
            "quiet half-term.",
            "Both things that keep {child} steady are now in place.",
            "End-of-work meeting",
        ),
        Step(
            MEETING,
            SEEN,
            "Last meeting with {child} and {carer}. {child} read out a letter of apology that nobody "
            "had asked for. Work ended as agreed.",
            "All parts done. Risk of the same again looks low to me, on what I have seen.",
            alone=True,
        ),
    ),
)

HARMED = Story(
    "harmed",
    10,
    17,
    (
        Step(
            CALL,
            TOLD,
            "Rang {carer} after the police passed on the name, as {carer} had agreed. {child}’s bicycle"
            " was taken in the park by two older boys. {child} was not hurt and has not been to the "
            "park since.",
            "{child} comes first here. I explained that taking part in anything is up to them and can "
            "stop at any time.",
            "Visit when {child} is home",
        ),
        Step(
            VISIT,
            SEEN,
            "{child} told me about that afternoon in {child}’s own time. What {child} would like: the "
            "bicycle back, and to know that they will not come again.",
            "Sleep and appetite are all right by {child}’s own account. {child} avoids one street.",
            "Ask what may be said about what happens next",
            alone=True,
        ),
        Step(
            CALL,
            TOLD,
            "Told {carer} what the Victims’ Code lets me tell: the case has been dealt with out of "
            "court and the bicycle was found. {carer} was relieved.",
            "Information given within the time the Code asks for.",
            "Offer a letter from the young person",
        ),
        Step(
            VISIT,
            SEEN,
            "{child} does not want a letter or a meeting and would rather think about football. We "
            "walked down the street together and back.",
            "A clear no, and a good one. I have written down that it was offered and declined.",
            "Last call in two weeks",
            alone=True,
        ),
        Step(
            CALL,
            TOLD,
            "{child} came to the telephone: rode to the park on Saturday. {carer} thanked us and needs "
            "nothing more.",
            "Support has ended as {child} wished.",
        ),
    ),
)
