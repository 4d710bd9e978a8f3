"""What the pages about contacts load alike; each begins at ``visible_to``."""

from django.utils import timezone

from accounts.access import StaffRequest
from accounts.models import User
from cases.contacts.forms.contact import Circle, circle_of
from cases.families.models import Family, FamilyMembership, Involvement
from cases.families.rules.ground import ground
from cases.families.views.objects import note_look


def circle(user: User, family: Family) -> Circle:
    """The people a contact can be about, those who have left included, and the work it can belong to."""
    memberships = FamilyMembership.objects.visible_to(user).filter(family=family).select_related("person")
    involvements = Involvement.objects.visible_to(user).filter(family=family).select_related("service")
    return circle_of((membership.person for membership in memberships), involvements)


def note_look_at(request: StaffRequest, route: str, family: Family) -> None:
    """Write into the log of reads that this page about a family was opened, and on what ground."""
    user = request.user
    involvements = Involvement.objects.visible_to(user).filter(family=family)
    why = involvements.with_ground(user, timezone.localdate()).select_related("service", "team")
    note_look(request, route, ground(why, user), family=family)
