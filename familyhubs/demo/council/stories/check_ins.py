"""Sentences for the weeks between the steps of a story."""

from familyhubs.demo.council.stories.parts import CALL, MEETING, VISIT

OPENINGS = {
    VISIT: (
        "{carer} opened the door with a tea towel in hand and asked me in.",
        "{carer} had made a list of what to talk about and we followed it.",
        "A short visit on the way back from {school}.",
        "It was raining and we stayed in the kitchen.",
        "{other} was there too for the first half.",
        "{child} had a cold and joined us under a blanket.",
        "{carer} had asked for this one between the planned visits.",
        "We sat outside, since the sun was out at last.",
        "I had said that I would look in, and did.",
    ),
    CALL: (
        "I rang at the time we had agreed and {carer} answered at the second ring.",
        "{carer} was on the way to work and had ten minutes.",
        "{carer} rang back within the hour.",
        "A video call, with {other} waving from behind.",
        "{carer} had a list of three things and we got through two.",
    ),
    MEETING: (
        "We met at the hub, because the flat was full of visitors.",
        "{carer} came by the hub with {child} after {school}.",
        "A quiet corner of the hub café, as {carer} prefers.",
    ),
}

MIDDLES = (
    "The morning routine chart is on the fridge and in use; three stars out of five this week.",
    "{child} has made a bridge of lolly sticks that holds a bag of sugar.",
    "Bedtime has slipped since the clocks changed and {carer} is starting again with the book.",
    "{carer} has been to the jobcentre and has an interview for the school kitchen.",
    "The washing machine has been repaired; the laundry mountain has gone.",
    "{child} had an argument with a friend and made it up the next day without help.",
    "The school report says “kind, chatty, could read more at home”. {carer} read it out.",
    "{other} takes the children swimming on Sundays, which gives {carer} two hours.",
    "Two appointments at the eye clinic were missed in the muddle of the half-term. {carer} has"
    " booked a third.",
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
    "Ring on Friday",
    "Ask {school} about the reading scheme",
    "Look at the chart together again",
    "Bring the forms for the free bus pass",
    "See {child} at school",
    "Check the date of the eye clinic",
    "",
    "",
    "",
)
