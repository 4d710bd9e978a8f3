"""Every number of a family: may it be texted today, and if not, why not?"""

import datetime
from dataclasses import dataclass

from accounts.models import User
from cases.families.models import Family, FamilyMembership, Person, Phone
from cases.texts.queries import phone_texts, texting_forbidden
from cases.texts.rules import refusal_of
from govuk.fields import phone_as_written


@dataclass(frozen=True)
class Choice:
    """A person's number; ``refusal`` is ``None`` when it may be texted."""

    person: Person
    phone: Phone
    refusal: str | None

    @property
    def label(self) -> str:
        """Who and which number, as people write it."""
        return f"{self.person.full_name}, {phone_as_written(self.phone.number)}"

    @property
    def hint(self) -> str:
        """What to mind before choosing it."""
        times = f"Safe times: {self.phone.safe_times}." if self.phone.safe_times else ""
        shared = "Other people read this phone." if self.phone.is_shared else ""
        return " ".join(filter(None, [times, shared]))


def choices_for(family: Family, user: User, on: datetime.date) -> list[Choice]:
    """The numbers in use of the people who belong to the family on a day, in the family's own order."""
    members = FamilyMembership.objects.visible_to(user).current(on).filter(family=family)
    people = [membership.person for membership in members.select_related("person")]
    phones = list(Phone.objects.visible_to(user).current(on).filter(person__in=people))
    forbidden = texting_forbidden([person.pk for person in people])
    broken = phone_texts().broken_phones([phone.pk for phone in phones])
    return [
        Choice(
            person,
            phone,
            refusal_of(
                phone,
                person,
                is_member=True,
                on=on,
                # Whoever chooses a shared phone confirms it on the next page.
                shared_confirmed=True,
                is_broken=phone.pk in broken,
                forbidden=forbidden.get(person.pk, ""),
            ),
        )
        for person in people
        for phone in phones
        if phone.person_id == person.pk
    ]


def known_values(person: Person, user: User, on: datetime.date) -> dict[str, str]:
    """What we can fill in already, by the names templates use; the worker may change all of it."""
    jobs = user.memberships.current(on).select_related("team").order_by("-started_on")
    team = next((job.team for job in jobs), None)
    return {
        "first name": person.given_name.split(" ")[0],
        "name": person.full_name,
        "worker": user.full_name,
        "team": team.name if team else "",
        "telephone": team.phone if team else "",
    }
