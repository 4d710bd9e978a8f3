"""What somebody types into the referral form."""

from django.utils import timezone

from accounts.keys import new_key
from tests.cases.contacts.typing_in import date_parts


def typed(team, *, key=None, **answers):
    """A good form about one child, with other answers where they are given."""
    said = {
        "referral": str(key or new_key()),
        "way": "phone",
        "received_on": timezone.localdate(),
        "received_time": "00:01",
        "referrer_kind": "school",
        "referrer_name": "Tess Teacher",
        "referrer_contact": "01632 960001",
        "children": "Wren Newcomer, 9 4 2017",
        "adults": "Ada van der Newcomer",
        "category": "parenting",
        "concerns": "Mornings are hard since the summer.",
        "priority": "high",
        "consent": "given",
        "consent_by": "Ada, the mother",
        "consent_on": timezone.localdate(),
        "team": str(team.pk),
    } | answers
    for name in ("received_on", "consent_on"):
        said |= date_parts(name, said.pop(name))
    return said


def errors(response):
    """The messages of the form, by field."""
    return {name: list(messages) for name, messages in response.context["form"].errors.items()}


def decided(outcome, version, **answers):
    """A decision; for opening, from today."""
    said = {"outcome": outcome, "reason": "Three needs, no agency in touch", "version": str(version)}
    return said | date_parts("started_on", answers.pop("started_on", timezone.localdate())) | answers
