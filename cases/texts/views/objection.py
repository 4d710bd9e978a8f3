"""They do not want texts, or want them again: written down by whoever hears it."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone

from accounts.access import FORM, StaffRequest, requires
from accounts.models import Look
from accounts.permissions import Permission
from cases.families.views.editing import edit_page, form_arguments
from cases.families.views.objects import family_looked_at, members_of
from cases.texts.actions.objection import texts_stop, texts_stop_lift
from cases.texts.forms import StopForm, StopLiftForm
from cases.texts.models import TextStop


@requires(Permission.TEXT_SEND, FORM)
def text_stop(request: StaffRequest, family_id: UUID) -> HttpResponse:
    """Somebody of the family does not want texts."""
    family = family_looked_at(request, family_id, Look.CHANGE)
    form = StopForm(people=members_of(request, family), **form_arguments(request))
    return edit_page(
        request, form,
        save=lambda: texts_stop(
            person_id=form.cleaned_data["person"].pk, said=form.cleaned_data["said"], at=timezone.now(), by=request.user
        ),
        back=reverse("texts:list", args=[family.pk]), caption=str(family), heading="Stop texts",
        button="Stop texts", said="Nobody texts them any more. What waited to be sent was withdrawn",
        about="They do not have to give a reason.",
    )  # fmt: skip


@requires(Permission.TEXT_SEND, FORM)
def text_stop_lift(request: StaffRequest, family_id: UUID, stop_id: UUID) -> HttpResponse:
    """They want texts again."""
    family = family_looked_at(request, family_id, Look.CHANGE)
    people: Any = members_of(request, family).order_by()
    stop = get_object_or_404(
        TextStop.objects.visible_to(request.user).select_related("person"), pk=stop_id, person__in=people
    )
    form = StopLiftForm(**form_arguments(request))
    return edit_page(
        request, form,
        save=lambda: texts_stop_lift(
            stop=stop, said=form.cleaned_data["said"], at=timezone.now(), by=request.user
        ),
        back=reverse("texts:list", args=[family.pk]), caption=str(family),
        heading=f"Texts to {stop.person.full_name} again", said="They may be texted again",
        about="Only when they ask for it themselves.",
    )  # fmt: skip
