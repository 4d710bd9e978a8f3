"""Two files that machines ask every website for: where to report a hole, and what search engines may list."""

import datetime

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import cache_control

from accounts.access import READ, public

GOOD_FOR = datetime.timedelta(days=90)  # RFC 9116 advises less than a year


@public("Whoever finds a hole should know where to report it.", READ)
@cache_control(public=True, max_age=24 * 60 * 60)
def security_txt(request: HttpRequest) -> HttpResponse:
    """RFC 9116; 404 until the council has said where reports go."""
    if not settings.SECURITY_CONTACT:
        raise Http404
    ends = (
        (timezone.now() + GOOD_FOR)
        .astimezone(datetime.UTC)
        .replace(hour=0, minute=0, second=0, microsecond=0)
    )
    lines = [
        f"Contact: {settings.SECURITY_CONTACT}",
        f"Expires: {ends:%Y-%m-%dT%H:%M:%SZ}",
        "Preferred-Languages: en",
        f"Canonical: {request.build_absolute_uri(reverse('security_txt'))}",
    ]
    return HttpResponse("".join(f"{line}\n" for line in lines), content_type="text/plain; charset=utf-8")


@public("Search engines ask what they may list; it names the published notices alone.", READ)
@cache_control(public=True, max_age=24 * 60 * 60)
def robots_txt(request: HttpRequest) -> HttpResponse:
    """The published notices and the schedule may be listed, and nothing else."""
    listed = ["privacy:notice", "privacy:survey", "privacy:third_party", "retention:schedule"]
    listed += ["promises", "cookies", "accessibility", "notices:versions", "public_forms:start"]
    lines = [
        "User-agent: *",
        *(f"Allow: {reverse(name)}$" for name in listed),
        "Allow: /static/",
        "Disallow: /",
    ]
    return HttpResponse("".join(f"{line}\n" for line in lines), content_type="text/plain; charset=utf-8")
