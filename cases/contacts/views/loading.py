"""What the pages about contacts load alike; each begins at ``visible_to``."""

from collections.abc import Iterable

from django.db.models import QuerySet

from accounts.models import User
from cases.contacts.forms.contact import Circle
from cases.families.models import Family, FamilyMembership, Involvement, Person


def people_of(user: User, family: Family) -> list[Person]:
    """Everybody who is or was in the family, once each, the oldest first."""
    return once_each(memberships_of(user, family))


def memberships_of(user: User, family: Family) -> QuerySet[FamilyMembership]:
    """Who is or was in the family, for a page that reads more beside them; see ``once_each``."""
    rows: QuerySet[FamilyMembership] = FamilyMembership.objects.visible_to(user).filter(family=family)
    return rows.select_related("person")


def once_each(memberships: Iterable[FamilyMembership]) -> list[Person]:
    """Those people, also where somebody was in the family twice."""
    return list({membership.person_id: membership.person for membership in memberships}.values())


def circle(user: User, family: Family) -> Circle:
    """The people a contact can be about, those who have left included, and the work it can belong to."""
    involvements = Involvement.objects.visible_to(user).filter(family=family).select_related("service")
    return Circle(people_of(user, family), list(involvements))
