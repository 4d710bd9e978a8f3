"""What the pages about contacts load alike; each begins at ``visible_to``."""

from accounts.models import User
from cases.contacts.forms.contact import Circle
from cases.families.models import Family, FamilyMembership, Involvement, Person


def people_of(user: User, family: Family) -> list[Person]:
    """Everybody who is or was in the family, once each, the oldest first."""
    memberships = FamilyMembership.objects.visible_to(user).filter(family=family).select_related("person")
    return list({membership.person_id: membership.person for membership in memberships}.values())


def circle(user: User, family: Family) -> Circle:
    """The people a contact can be about, those who have left included, and the work it can belong to."""
    involvements = Involvement.objects.visible_to(user).filter(family=family).select_related("service")
    return Circle(people_of(user, family), list(involvements))
