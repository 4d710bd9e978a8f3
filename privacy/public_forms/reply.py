"""The answer to somebody we hold nothing about, in the council's own wording of that letter."""

from __future__ import annotations

import datetime

from privacy.public_forms.actions.taking import asker_name
from privacy.public_forms.models import Submission
from privacy.queries import organisation
from privacy.workbench.gaps import complaint_gaps
from privacy.workbench.models import LetterTemplate
from privacy.workbench.rules.letters import letter_words


def nothing_held(submission: Submission, *, handler: str, on: datetime.date) -> str:
    """The letter with every legal part in it."""
    template = LetterTemplate.objects.get(kind="nothing_held", reader="adult")
    council = organisation(on).name
    gaps = dict.fromkeys(("due", "reason", "withheld", "grounds", "own_words", "wanted"), "") | {
        "name": asker_name(submission.answers),
        "reference": submission.reference,
        "received": f"{submission.received_on:%-d %B %Y}",
        "today": "",
        "handler": f"{handler}\n{council}",
        "organisation": council,
        **complaint_gaps("adult", on),
    }
    return letter_words(template.body, gaps)
