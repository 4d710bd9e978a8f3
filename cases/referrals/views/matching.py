"""Who on file may be the people a referral names. Searching leaves a look, as the search page does."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils import timezone

from accounts.access import StaffRequest, route_of
from accounts.actions.access_log import access_records_add
from accounts.models import Look
from cases.families.rules.duplicates import likely_duplicates
from cases.families.search.cards import Card, cards_of
from cases.families.search.people import find_people
from cases.families.search.query import SearchQuery, name_words
from cases.referrals.models import ReferralPerson

MOST_EACH = 8


def matches_of(
    request: StaffRequest, people: Sequence[ReferralPerson]
) -> dict[ReferralPerson, list[tuple[Card, str]]]:
    """Of each of these people those on file who may well be the same, with the reason in words; nobody, no entry."""
    found = {}
    for row in people:
        query = SearchQuery(names=name_words(row.full_name), birth_date=row.date_of_birth)
        born = row.date_of_birth.year if row.date_of_birth else None
        likely = [] if query.is_empty else likely_duplicates(find_people(query), year_of_birth=born)
        if likely := likely[:MOST_EACH]:
            cards = cards_of([hit for hit, _ in likely], user=request.user)
            found[row] = [(card, why) for card, (_, why) in zip(cards, likely, strict=True)]
    if found:
        access_records_add(
            by=request.user,
            at=timezone.now(),
            route=route_of(request),
            grounds={card.hit.person_id: card.ground for cards in found.values() for card, _ in cards},
            action=Look.SEARCH,
        )
    return found
