"""What a worker types into the contact form."""

import datetime

from django.urls import reverse

from accounts.keys import new_key


def address(file):
    """Where a contact with this family is recorded."""
    return reverse("contacts:record", args=[file.family.pk])


def typed(file, *, key=None, about=None, seen=None, present=(), **answers):
    """A good form about the first person of the family, with other answers where they are given.

    Dates are dates, or "day month year" to type nonsense.
    """
    about = [file.person] if about is None else about
    seen = {file.person: "with_others"} if seen is None else seen
    said = {
        "contact": str(key or new_key()),
        "kind": "visit",
        "happened_on": datetime.date(2026, 3, 5),
        "source": "seen_and_heard",
        "what_happened": "The kettle was on.",
        "about": [str(person.pk) for person in about],
        "present": [str(person.pk) for person in present],
    }
    said |= {f"seen_{person.pk}": how for person, how in seen.items()} | answers
    for name in ("happened_on", "next_step_on"):
        said |= date_parts(name, said.pop(name, ""))
    return said


def date_parts(name, day):
    """The three inputs of a date."""
    parts = (
        [day.day, day.month, day.year] if isinstance(day, datetime.date) else [*day.split(" "), "", ""][:3]
    )
    return dict(zip((f"{name}_day", f"{name}_month", f"{name}_year"), map(str, parts), strict=True))


def errors(response):
    """The messages of the form, by field."""
    return {name: list(messages) for name, messages in response.context["form"].errors.items()}
