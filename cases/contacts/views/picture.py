"""The chronology as a picture, with its figures in a table and the significant events in words."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from accounts.access import READ, StaffRequest, requires
from accounts.permissions import Permission
from cases.contacts.picture import drawn
from cases.contacts.views.filtering import address, asked_for
from cases.families.chronology import Filters, counts, kinds, page
from cases.families.views.objects import family_looked_at

MOST_EVENTS = 200


@requires(Permission.CONTACT_VIEW, READ)
def picture(request: StaffRequest, family_id: UUID) -> HttpResponse:
    """When what happened, at a glance: counted in the database, so that a long file costs no more to draw."""
    family = family_looked_at(request, family_id)
    asked = asked_for(request, family)
    if asked.filters is None:
        return redirect(address(request, family))
    only = Filters(only=asked.marks)
    events = page(family, request.user, filters=only, limit=MOST_EVENTS).entries if only.only else []
    context = {
        "family": family,
        "picture": drawn(
            counts(family, request.user, asked.filters),
            kinds(),
            [timezone.localtime(event.key.at) for event in events],
        ),
        "events": events,
        "is_filtered": asked.filters != Filters(),
        "chronology_url": address(request, family),
    }
    return render(request, "contacts/picture.html", context)
