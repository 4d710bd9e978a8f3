"""What happens in a family's file, step by step: facts in one field, what the worker makes of them in another.

``{carer}`` is the adult the worker mostly meets, ``{child}`` the child it is mostly about, ``{other}`` another adult of
the family, ``{school}`` where the child learns, ``{worker}`` who writes. Written to be read by the family one day.
"""

from dataclasses import dataclass

VISIT, CALL, MEETING, INTERVENTION, GROUP = "visit", "call", "meeting", "intervention", "group_session"
SEEN, TOLD, PROFESSIONAL, DOCUMENT = "seen_and_heard", "told_by_family", "told_by_professional", "document"


@dataclass(frozen=True)
class Step:
    """One contact of a story. ``alone`` says that the child was seen without a parent."""

    kind: str
    source: str
    happened: str
    thought: str = ""
    next_step: str = ""
    alone: bool = False
    others: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Story:
    """A reason to be in touch, with the contacts it usually takes, first to last; ages are of the child."""

    code: str
    youngest: int
    oldest: int
    steps: tuple[Step, ...]


SLEEP = Story("sleep", 1, 5, (
    Step(CALL, TOLD,
         "{carer} rang the hub after a friend had talked about us. {child} wakes four or five times a night and is up for the day at five. "
         "{carer} said: “I am so tired I cried at the bus stop.”",
         "A tired parent asking for help at the right time. Nothing said suggests that {child} is unwell.",
         "Visit at home and bring the sleep diary"),
    Step(VISIT, SEEN,
         "We sat in the kitchen while {child} played with saucepans. There is no set bedtime; the television is on in the bedroom until {child} drops off. "
         "{carer} gave {child} a warm drink and a cuddle when the playing got too loud.",
         "There is a lot of warmth here. A routine of three quiet steps is a fair first goal, and {carer} chose them without my help.",
         "{carer} to fill in the sleep diary for one week"),
    Step(CALL, TOLD,
         "{carer} read the diary out to me. Bath, book and bed at half past seven on five nights out of seven. {child} still woke, but twice and not five times.",
         "Five nights out of seven is a good week. I said so.",
         "Talk about the two hard nights at the next visit"),
    Step(VISIT, SEEN,
         "{child} showed me the new night light and the book about the owl. The television has moved to the front room. {carer} slept six hours in a row on Sunday.",
         "The change has held for three weeks and belongs to the family, not to us.",
         "One more call, then talk about ending"),
    Step(CALL, TOLD,
         "{carer} told me that {child} now sleeps from eight to half past six most nights. They would like to come to stay and play on Thursdays.",
         "The goal that {carer} set in the first call is met. We agreed to close and keep the door open."),
))  # fmt: skip

SCHOOL = Story("school", 6, 15, (
    Step(MEETING, PROFESSIONAL,
         "Met the attendance lead at {school}. {child} was there on 71 of 100 days this term, mostly missing Mondays. School has not been able to reach {carer} by telephone.",
         "Mondays point to something in the weekend or the first lesson. I want to hear it from {child} before anybody guesses.",
         "Visit {carer} and ask to see {child} at school", others=(("Mrs Alder", "Attendance lead"),)),
    Step(VISIT, SEEN,
         "{carer} was wary at first and then talked for an hour. Night shifts at the warehouse end at six on Mondays, and nobody is home to get {child} up. {carer} had not known how to tell the school.",
         "This is a family short of hands, not of care. {carer} was relieved that somebody asked why before talking about fines.",
         "Ask {school} about the breakfast club"),
    Step(INTERVENTION, SEEN,
         "Saw {child} at school for half an hour. {child} likes art and the football team, and finds maths first thing on Monday “the worst”. {child} drew a ladder and put getting up on the lowest rung.",
         "{child} wants to be at school. Two practical things are in the way, and both can be moved.",
         "Share the ladder with {carer}, as {child} asked", alone=True),
    Step(MEETING, SEEN,
         "Round the table at {school}: {carer}, {child}, the form tutor and me. Breakfast club from eight on Mondays, a lift from {other}, and maths help at lunch. Everybody wrote down their own part.",
         "A plan made by the people who have to carry it. {child} spoke up for the maths help without being asked.",
         "Look at attendance together in four weeks", others=(("Mr Lidgate", "Form tutor"),)),
    Step(CALL, PROFESSIONAL,
         "{school} told me that {child} has missed one day in four weeks, with a cold. The tutor says {child} is staying for art club.",
         "Better than the target. I will wait for a whole half-term before calling it settled.",
         "Tell {carer} and {child} the good news"),
    Step(VISIT, SEEN,
         "{carer} has been moved to days. {child} met me at the door with a certificate for attendance. We read through the plan and ticked off all but one line.",
         "The family did this. What is left, a bus pass, they can finish without us.",
         "Close after the review", alone=True),
))  # fmt: skip

BABY = Story("baby", -1, 1, (
    Step(CALL, PROFESSIONAL,
         "The community midwife told me, with {carer}’s agreement, that {carer} would like company and help getting ready. First visit agreed for next week.",
         "An early and open request.", "Visit at home", others=()),
    Step(VISIT, SEEN,
         "{carer} showed me the room they are getting ready. A cot has been promised by a cousin; there is no pram yet. {carer} has good days and flat days, and finds evenings long.",
         "The flat days started a month ago and pass within hours. I asked about them plainly and {carer} was glad to be asked. Health visitor to know, as {carer} agreed.",
         "Ask the baby bank about a pram"),
    Step(GROUP, SEEN,
         "{carer} came to the bumps and babies group for the first time, stayed to the end and swapped numbers with two other parents.",
         "Company was the main wish and it has begun."),
    Step(VISIT, SEEN,
         "Brought the pram. We went through safer sleep: on the back, own clear space, no smoking near the baby. {carer} put the card on the fridge and explained it to {other}.",
         "{carer} knows the advice and passes it on, which is how I know that it has landed.",
         "Visit again in a fortnight"),
    Step(CALL, TOLD,
         "{carer} said feeding hurts less since the infant feeding worker came by. Nights are broken, days are all right.",
         "As one would expect in these weeks. Support is in place around the family.",
         "Invite to baby massage"),
    Step(VISIT, SEEN,
         "A calm hour. {carer} talked to the baby all through the nappy change and laughed about the state of the sofa. {other} cooked.",
         "A family finding its feet. We agreed that the hub groups are enough from here on."),
))  # fmt: skip

MONEY = Story("money", 0, 16, (
    Step(VISIT, SEEN,
         "{carer} showed me a final demand for the electricity and black mould behind the children’s bed. The heating is on for an hour in the morning. There was food in the cupboards.",
         "The debt is about £640 and growing; the damp matters more for the children’s chests. {carer} has been opening letters with {other}, which is half the work.",
         "Write to the landlord about the damp and book the money adviser"),
    Step(MEETING, SEEN,
         "With {carer} at the money advice desk. A repayment of £12 a month was agreed with the supplier and a grant form filled in. {carer} had brought every letter in order of date.",
         "{carer} is organised. The shame of it had been the obstacle.", "Chase the grant in three weeks",
         others=(("Lorna Quill", "Money adviser"),)),
    Step(CALL, PROFESSIONAL,
         "The housing officer told me that a surveyor has been to see the wall and that work will start within a month. A dehumidifier has been lent in the meantime.",
         "In hand, with a date. I asked for it in writing.", "Check that the work has begun"),
    Step(VISIT, SEEN,
         "The wall is dry and painted and the beds are back. {child} showed me which side is whose. {child} has not needed the inhaler at night for two weeks.",
         "The reason for our help is nearly gone.", "Last look at the budget sheet"),
    Step(CALL, TOLD,
         "{carer} said that the grant came through and the first three repayments are made. “I open the post now,” {carer} said.",
         "Needs met. {carer} knows where the advice desk is."),
))  # fmt: skip

PARTING = Story("parting", 3, 12, (
    Step(VISIT, SEEN,
         "{carer} and {other} separated in the spring. {carer} would like {child} to see {other} but hand-overs end in arguments on the doorstep. {child} stayed close to {carer} while we talked.",
         "Both parents matter to {child}. The quarrel is about hand-overs, not about love. I have only heard one side so far.",
         "Speak to {other} separately"),
    Step(CALL, TOLD,
         "{other} told me that the flat has a room for {child} and that Saturdays suit best. {other} thinks that {carer} decides everything. {other} asked how {child} is sleeping.",
         "{other}’s account and {carer}’s differ on who cancels. I do not need to settle that to help with what comes next.",
         "Offer hand-overs at the hub"),
    Step(INTERVENTION, SEEN,
         "{child} and I made two paper houses. Into both went the rabbit, the blue blanket and “no shouting”. {child} asked me to show the houses to both parents.",
         "{child} is clear about wanting both homes and wanting quiet. These are {child}’s words; I have added none.",
         "Show the houses to both, as {child} asked", alone=True),
    Step(MEETING, SEEN,
         "Both parents came. They looked at the paper houses for some time. Hand-over at the hub on Saturdays at ten and at five, messages by text and only about {child}.",
         "A short and workable agreement, made by them. Neither of them raised their voice.",
         "Look at it again after four Saturdays"),
    Step(CALL, TOLD,
         "{carer} said four Saturdays out of four have happened, one of them in the rain. {child} now packs the bag the night before.",
         "It holds. {other} said the same in a message.", "Review, then move hand-overs away from the hub"),
    Step(VISIT, SEEN,
         "{child} told me about the weekend with {other} and about the cinema. {carer} listened and smiled. Hand-overs are now at the swimming pool.",
         "The arrangement stands without us.", alone=True),
))  # fmt: skip

SPEECH = Story("speech", 2, 5, (
    Step(GROUP, SEEN,
         "{child} came to stay and play and played alongside two other children. I heard about ten single words, some in the language of home. {carer} asked whether that is enough for this age.",
         "Worth asking a specialist. {carer} watches {child} closely and is not anxious without cause.",
         "Ask for the talking clinic"),
    Step(VISIT, SEEN,
         "We looked at books on the floor. {carer} names what {child} points at, waits, and names it again. {other} sings.",
         "Both are doing what the specialists would ask for. Speaking the language of home is a strength and I said so.",
         "Go to the talking clinic with {carer}"),
    Step(MEETING, PROFESSIONAL,
         "At the talking clinic the therapist found good understanding and late speech. Six sessions, at the hub, starting in May. Hearing test asked for.",
         "A clear answer and a plan. {carer} wrote down the two games to play daily.",
         "Remind {carer} of the hearing test", others=(("Isobel Marsh", "Speech and language therapist"),)),
    Step(GROUP, SEEN,
         "Third session. {child} put two words together: “more bubbles”. {carer} and I looked at each other.",
         "Real progress in five weeks."),
    Step(CALL, DOCUMENT,
         "Letter from the clinic, copied to {carer}: hearing is fine; sessions have ended; review in six months. {school} has the advice sheet.",
         "Settled for now; the review is booked.", "Look in after the review"),
))  # fmt: skip

WORRY = Story("worry", 11, 17, (
    Step(CALL, TOLD,
         "{carer} rang about {child}, who has stopped going out and eats upstairs. Friends have stopped calling. {carer} found {child} crying twice this week and does not know what to say.",
         "A change over weeks, noticed early. I asked about safety: {carer} has no reason to fear that {child} would come to harm, and knows whom to ring at night.",
         "See {child} this week"),
    Step(VISIT, SEEN,
         "{child} chose to talk while walking the dog. Messages in a group have been unkind since the summer. {child} rated the worry at eight out of ten at night and three when drawing.",
         "{child} named the problem clearly and agreed that {carer} may know the outline but not the messages.",
         "Ask {school} for a quiet word with the head of year", alone=True),
    Step(INTERVENTION, SEEN,
         "Second session on worry. We sorted what {child} can change from what {child} cannot. {child} left the group on the phone while I was there and breathed out.",
         "{child} decided this, I only asked questions.", "Try the drawing club on Wednesday", alone=True),
    Step(MEETING, PROFESSIONAL,
         "The head of year has spoken to the other families. {child} may use the library at lunch. The school counsellor has a place from next week.",
         "Quick and careful work by the school.", "Check with {child} that it feels better, not worse",
         others=(("Ms Rowntree", "Head of year"),)),
    Step(VISIT, SEEN,
         "{child} rated the worry at four and has been to the drawing club twice. Supper is eaten downstairs on most days. {carer} has stopped asking every hour, at {child}’s request.",
         "Going the right way and at {child}’s own pace.", "Two more visits, a fortnight apart", alone=True),
    Step(CALL, TOLD,
         "{carer} told me that a friend came for tea on Saturday. {child} came to the phone to say “I am all right, honestly.”",
         "I believe it. {child} knows how to reach the counsellor."),
))  # fmt: skip

CARING = Story("caring", 8, 16, (
    Step(VISIT, SEEN,
         "{child} does the shopping list, gives {carer} the morning tablets and gets a younger cousin to school. {carer} has had two long spells of illness this year and is proud of {child} and sorry at once.",
         "{child} does more than a child of this age should. The love between them is plain to see.",
         "Young carer’s assessment, if {child} agrees"),
    Step(INTERVENTION, SEEN,
         "{child} agreed to the assessment and told me about the week, hour by hour. Best hour: swimming. {child} would like “one evening that is only mine”.",
         "A modest and reasonable wish. It goes on top of the plan.", "Ask adult social care about morning help", alone=True),
    Step(CALL, PROFESSIONAL,
         "Adult social care will offer {carer} help on weekday mornings. It starts in two weeks.",
         "This takes the tablets away from {child}.", "Tell {child} in person"),
    Step(GROUP, SEEN,
         "{child} came to the young carers’ evening, said little for half an hour and then beat everybody at table tennis.",
         "An evening that is only {child}’s. {carer} arranged the lift."),
    Step(VISIT, SEEN,
         "Morning help is in place and {carer} likes the helper. {child} has been on time for {school} for three weeks and looked rested.",
         "The plan works. Young carers’ group goes on; our part can end soon.", "Review with the family", alone=True),
))  # fmt: skip

KINSHIP = Story("kinship", 2, 14, (
    Step(VISIT, SEEN,
         "{carer} has looked after the children since {other} could not. There are drawings on every door. {carer} asked about money for beds and about what to say when {child} asks for mum.",
         "A safe and loving home with a carer who did not plan to start again at this age.",
         "Kinship allowance form and the grandparents’ group"),
    Step(INTERVENTION, SEEN,
         "{child} and I began a book about where everybody lives. {child} put {other} on the first page and {carer} on all the others.",
         "{child} may love both. {carer} said the same, unprompted.", "Carry on with the book", alone=True),
    Step(GROUP, SEEN,
         "{carer} came to the grandparents’ coffee morning and stayed to wash up. Others there had the same questions about birthdays and visits.",
         "Not being the only one is a relief in itself."),
    Step(CALL, PROFESSIONAL,
         "The allowance has been agreed from the first of the month. {school} has given {child} a named adult.",
         "Both things asked for at the start are done.", "Talk about visits with {other}"),
    Step(VISIT, SEEN,
         "{other} had visited on Sunday for two hours with {carer} there. {child} was quiet in the evening and slept well. {carer} has written down what went well.",
         "Slow and careful is right. I see no reason to hurry visits and none to stop them.",
         "Review in two months", alone=True),
))  # fmt: skip

HUB_USE = Story("hub", 0, 9, (
    Step(GROUP, SEEN,
         "{carer} and {child} came to stay and play for the first time and joined the hub. They found us through the library.",
         "", ""),
    Step(GROUP, SEEN,
         "{carer} and {child} came to rhyme time. {child} liked the drum best."),
    Step(MEETING, SEEN,
         "{carer} asked at the desk about free childcare hours and took the form for {child}.",
         "A simple question with a simple answer."),
    Step(GROUP, SEEN,
         "Messy play. {carer} helped to clear up and offered to bring old newspapers next time."),
    Step(CALL, TOLD,
         "{carer} rang to ask whether groups run in the holidays and to tell us that {child} starts at {school} after the summer.",
         "A happy ending of the hub years."),
))  # fmt: skip

PARENT_GROUP = Story("group", 2, 12, (
    Step(CALL, TOLD,
         "{carer} would like to join the parenting group after reading the poster. Mornings suit. We talked about what {carer} hopes for: fewer battles at bedtime.",
         "A good fit for the group.", "Send the dates by text"),
    Step(GROUP, SEEN,
         "Session one, on play. {carer} said little and wrote a lot."),
    Step(GROUP, SEEN,
         "Session three, on praise. {carer} told the group about catching {child} being kind to the cat and saying so. The group clapped."),
    Step(GROUP, SEEN,
         "Session five, on limits. {carer} tried the calm corner at home; it worked twice and failed once. We talked about the once."),
    Step(GROUP, SEEN,
         "Last session. {carer} scored confidence at seven; it was three at the start. Certificate and cake.",
         "{carer} got from the group what {carer} came for."),
))  # fmt: skip

OFFENCE = Story("offence", 13, 17, (
    Step(MEETING, DOCUMENT,
         "Read the police papers on the damage to the bus shelter at Thistleford. {child} admitted it in interview with {carer} there. No earlier matters.",
         "Suitable for a community resolution. What was behind it is not in the papers.",
         "First appointment with {child} and {carer}"),
    Step(VISIT, SEEN,
         "{child} and {carer} at home. {child} looked at the floor, then said that it had been a bad week and that it had started as a dare; “I did it, though.” {carer} was cross and kept a hand on {child}’s shoulder.",
         "{child} takes responsibility. Home is steady. Friends and empty evenings are what to work on.",
         "Ask what {child} would like to put right"),
    Step(INTERVENTION, SEEN,
         "Session one of four. We drew the evening as a film and stopped it where {child} could have walked away. {child} found three places.",
         "Thoughtful work. {child} is ahead of where many are in a first session.", "Reparation at the bus garage", alone=True),
    Step(INTERVENTION, SEEN,
         "Reparation: {child} spent the morning cleaning shelters with the garage’s crew and stayed an hour longer than agreed. The foreman shook {child}’s hand.",
         "{child} was proud at the end. That counts for more than the hours.", "Boxing club on Thursday evenings", alone=True,
         others=(("Gus Fairlie", "Garage foreman"),)),
    Step(CALL, PROFESSIONAL,
         "The boxing club says that {child} has come three Thursdays running. {school} reports a quiet half-term.",
         "Both things that keep {child} steady are now in place.", "End-of-work meeting"),
    Step(MEETING, SEEN,
         "Last meeting with {child} and {carer}. {child} read out a letter of apology that nobody had asked for. Work ended as agreed.",
         "All parts done. Risk of the same again looks low to me, on what I have seen.", alone=True),
))  # fmt: skip

HARMED = Story("harmed", 10, 17, (
    Step(CALL, TOLD,
         "Rang {carer} after the police passed on the name, as {carer} had agreed. {child}’s bicycle was taken in the park by two older boys. {child} was not hurt and has not been to the park since.",
         "{child} comes first here. I explained that taking part in anything is up to them and can stop at any time.",
         "Visit when {child} is home"),
    Step(VISIT, SEEN,
         "{child} told me about that afternoon in {child}’s own time. What {child} would like: the bicycle back, and to know that they will not come again.",
         "Sleep and appetite are all right by {child}’s own account. {child} avoids one street.",
         "Ask what may be said about what happens next", alone=True),
    Step(CALL, TOLD,
         "Told {carer} what the Victims’ Code lets me tell: the case has been dealt with out of court and the bicycle was found. {carer} was relieved.",
         "Information given within the time the Code asks for.", "Offer a letter from the young person"),
    Step(VISIT, SEEN,
         "{child} does not want a letter or a meeting and would rather think about football. We walked down the street together and back.",
         "A clear no, and a good one. I have written down that it was offered and declined.",
         "Last call in two weeks", alone=True),
    Step(CALL, TOLD,
         "{child} came to the telephone: rode to the park on Saturday. {carer} thanked us and needs nothing more.",
         "Support has ended as {child} wished."),
))  # fmt: skip

SURVEY = Story("survey", 0, 17, (
    Step(MEETING, TOLD,
         "{carer} tried out three pages of our website for half an hour and told us where the words got in the way. A voucher was given.",
         "", ""),
))  # fmt: skip

FAMILY_STORIES = (SLEEP, SCHOOL, BABY, MONEY, PARTING, SPEECH, WORRY, CARING)

OPENINGS = (
    "{carer} opened the door with a tea towel in hand and asked me in.",
    "I rang at the time we had agreed and {carer} answered at the second ring.",
    "{carer} had made a list of what to talk about and we followed it.",
    "A short visit on the way back from {school}.",
    "We met at the hub, because the flat was full of visitors.",
    "{carer} was on the way to work and had ten minutes.",
    "It was raining and we stayed in the kitchen.",
    "{other} was there too for the first half.",
    "{child} was off school with a cold and joined us under a blanket.",
    "{carer} had asked for this one between the planned visits.",
    "We sat outside, since the sun was out at last.",
    "I had said that I would look in, and did.",
)
MIDDLES = (
    "The morning routine chart is on the fridge and in use; three stars out of five this week.",
    "{child} showed me a model of a bridge made of lolly sticks that holds a bag of sugar.",
    "Bedtime has slipped since the clocks changed and {carer} is starting again with the book.",
    "{carer} has been to the jobcentre and has an interview for the school kitchen.",
    "The washing machine has been repaired; the laundry mountain has gone.",
    "{child} had an argument with a friend and made it up the next day without help.",
    "The school report says “kind, chatty, could read more at home”. {carer} read it out.",
    "{other} takes the children swimming on Sundays, which gives {carer} two hours.",
    "Two appointments at the eye clinic were missed in the muddle of the half-term. {carer} has booked a third.",
    "Money was short until Friday. {carer} used the pantry at the hub and brought back the bag.",
    "{child} asked whether I have children of my own and whether I also say “in a minute”.",
    "There had been a row about the phone at table. Both told me their side, {child} first.",
    "The landlord has at last been about the window. It shuts.",
    "{carer} tried what we had talked about, waiting before answering, and said it felt silly and worked.",
    "{child} has grown out of the winter coat; the swap rail at the hub had one in green.",
    "The doctor has changed the tablets and {carer} sleeps better.",
)
THOUGHTS = (
    "Steady. Nothing new that worries me.",
    "A better week than the last one.",
    "Two steps forward and one back, which is still one forward.",
    "{carer} solves most things before I hear about them.",
    "I would like to see {child} on {child}’s own next time.",
    "I was more hopeful after this visit than before it.",
    "A hard week, well carried.",
    "What {carer} says and what I saw fit together.",
    "I am not sure yet what is behind the tiredness; it is a question, not a finding.",
    "",
)
NEXT_STEPS = (
    "Ring on Friday", "Ask {school} about the reading scheme", "Look at the chart together again",
    "Bring the forms for the free bus pass", "See {child} at school", "Check the date of the eye clinic", "", "", "",
)  # fmt: skip
