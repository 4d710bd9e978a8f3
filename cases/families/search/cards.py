"""What a results page shows of somebody: a little more of those one may see, an index card of the others."""

import uuid
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from accounts.models import Team, User
from cases.families.models import Family, FamilyMembership, Person, PersonName
from cases.families.search.people import Hit
from cases.families.search.reasons import Reason
from govuk.fields import phone_as_written


@dataclass(frozen=True)
class Card:
    """One result. ``person``, ``families`` and ``other_names`` stay empty for somebody the reader may not see."""

    hit: Hit
    teams: tuple[Team, ...]
    person: Person | None = None
    families: tuple[Family, ...] = ()
    other_names: tuple[str, ...] = ()

    @property
    def reason_words(self) -> list[str]:
        """Each reason in words; another name is told in full only to those who may read it."""
        known_as = f"Also known as {', '.join(self.other_names)}" if self.other_names else Reason.ALIAS.words
        return [known_as if reason == Reason.ALIAS else reason.words for reason in self.hit.reasons]

    @property
    def team_words(self) -> list[str]:
        """The teams that work with the person now, each with its telephone number where it has one."""
        return [
            f"{team.name} on {phone_as_written(team.phone)}" if team.phone else team.name
            for team in self.teams
        ]

    @property
    def whom_to_ask(self) -> str:
        """The end of "You do not have access to this record."."""
        if not self.teams:
            return "Speak to your manager."
        return f"Speak to {' or '.join(self.team_words)}."

    @property
    def ground(self) -> str:
        """Why the person is shown, for the log of reads."""
        return "held by a team of the reader" if self.person else "index card"


def cards_of(hits: Sequence[Hit], *, user: User) -> list[Card]:
    """The hits as cards in the same order; a constant number of queries."""
    seen = [hit.person_id for hit in hits if hit.is_visible]
    people = {person.pk: person for person in Person.objects.visible_to(user).filter(pk__in=seen)}
    families = _families(people.keys(), user)
    names = _other_names([hit.person_id for hit in hits if Reason.ALIAS in hit.reasons], user)
    teams = Team.objects.in_bulk({team_id for hit in hits for team_id in hit.team_ids})
    return [
        Card(
            hit=hit,
            teams=tuple(sorted((teams[key] for key in hit.team_ids), key=lambda team: team.name)),
            person=people.get(hit.person_id),
            families=tuple(families.get(hit.person_id, ())),
            other_names=tuple(names.get(hit.person_id, ())),
        )
        for hit in hits
    ]


def _families(people: Iterable[uuid.UUID], user: User) -> Mapping[uuid.UUID, list[Family]]:
    memberships = (
        FamilyMembership.objects.visible_to(user).filter(person__in=list(people)).select_related("family")
    )
    found: dict[uuid.UUID, list[Family]] = defaultdict(list)
    for membership in memberships.order_by("family__name", "family__reference"):
        if membership.family not in found[membership.person_id]:
            found[membership.person_id].append(membership.family)
    return found


def _other_names(people: list[uuid.UUID], user: User) -> Mapping[uuid.UUID, list[str]]:
    found: dict[uuid.UUID, list[str]] = defaultdict(list)
    if people:
        for name in PersonName.objects.visible_to(user).filter(person__in=people):
            found[name.person_id].append(name.name)
    return found
