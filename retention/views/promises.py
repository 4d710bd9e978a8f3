"""How each promise of the notice is kept, for parents."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from accounts.access import READ, public
from privacy.queries import organisation
from retention.promises import promises


@public("Everybody may see what keeps the promises of the notice.", READ)
def promises_page(request: HttpRequest) -> HttpResponse:
    """Each promise, what keeps it, and how that stands today; sets no cookie."""
    told = promises(timezone.localdate())
    context = {
        "kept_by_program": [promise for promise in told if promise.is_kept_by_program],
        "kept_by_people": [promise for promise in told if not promise.is_kept_by_program],
        "organisation": organisation(timezone.localdate()),
    }
    return render(request, "retention/promises.html", context)
