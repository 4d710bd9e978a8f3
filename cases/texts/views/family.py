"""The family a page about texts belongs to."""

from uuid import UUID

from django.utils import timezone

from accounts.access import StaffRequest
from cases.families.models import Family, Involvement
from cases.families.rules.ground import ground
from cases.families.views.objects import family_of, note_look


def family_looked_at(request: StaffRequest, family_id: UUID, route: str) -> Family:
    """The family, if this person sees it, with the look noted in the log of reads; 404 if not."""
    family = family_of(request, family_id)
    involvements = Involvement.objects.visible_to(request.user).filter(family=family)
    why = involvements.with_ground(request.user, timezone.localdate()).select_related("service", "team")
    note_look(request, route, ground(why, request.user), family=family)
    return family
