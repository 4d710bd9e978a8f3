"""What the pages about contacts load alike; each begins at ``visible_to``."""

from django.utils import timezone

from accounts.access import StaffRequest
from accounts.models import User
from cases.contacts.forms.contact import Circle
from cases.families.models import Family, FamilyMembership, Involvement, Person
from cases.families.rules.ground import ground
from cases.families.views.objects import note_look


def people_of(user: User, family: Family) -> list[Person]:
    """Everybody who is or was in the family, once each, the oldest first."""
    memberships = FamilyMembership.objects.visible_to(user).filter(family=family).select_related("person")
    return list({membership.person_id: membership.person for membership in memberships}.values())


def circle(user: User, family: Family) -> Circle:
    """The people a contact can be about, those who have left included, and the work it can belong to."""
    involvements = Involvement.objects.visible_to(user).filter(family=family).select_related("service")
    return Circle(people_of(user, family), list(involvements))


def note_look_at(request: StaffRequest, route: str, family: Family) -> None:
    """Write into the log of reads that this page about a family was opened, and on what ground."""
    user = request.user
    involvements = Involvement.objects.visible_to(user).filter(family=family)
    why = involvements.with_ground(user, timezone.localdate()).select_related("service", "team")
    note_look(request, route, ground(why, user), family=family)
