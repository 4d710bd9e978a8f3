"""What the pages about contacts load alike; each begins at ``visible_to``."""

from uuid import UUID

from django.shortcuts import get_object_or_404

from accounts.models import User
from cases.contacts.forms.contact import Circle, circle_of
from cases.families.models import Family, FamilyMembership, Involvement


def family_or_404(user: User, family_id: UUID) -> Family:
    """The family, or 404 when there is none this person may see."""
    family: Family = get_object_or_404(Family.objects.visible_to(user), pk=family_id)
    return family


def circle(user: User, family: Family) -> Circle:
    """The people a contact can be about, those who have left included, and the work it can belong to."""
    memberships = FamilyMembership.objects.visible_to(user).filter(family=family).select_related("person")
    involvements = Involvement.objects.visible_to(user).filter(family=family).select_related("service")
    return circle_of((membership.person for membership in memberships), involvements)
