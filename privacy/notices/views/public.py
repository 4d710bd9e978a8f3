"""The notices as anybody may read them: the live version and every one before it. Reading sets no cookie."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone

from accounts.access import READ, public
from privacy.codes import NoticeCode
from privacy.notices.models import ENGLISH, NoticeVersion
from privacy.notices.published_json import SCHEMA, as_json
from privacy.notices.queries import live_version, live_versions, version_shown

READ_BY_ALL = "Everybody may read how their information is used."
EASY, LARGE = "easy-read", "large-print"


@public(READ_BY_ALL, READ)
def notice_page(request: HttpRequest) -> HttpResponse:
    """How children's and families' information is used."""
    return _live(request, NoticeCode.SERVICE)


@public(READ_BY_ALL, READ)
def survey_page(request: HttpRequest) -> HttpResponse:
    """How the information of people who test the website is used."""
    return _live(request, NoticeCode.SURVEY)


@public(READ_BY_ALL, READ)
def third_party_page(request: HttpRequest) -> HttpResponse:
    """What following a link to somebody else's website means."""
    return _live(request, NoticeCode.THIRD_PARTY)


@public("Everybody may read what we promised before, and what changed.", READ)
def versions(request: HttpRequest) -> HttpResponse:
    """Every published version of every page, with what changed."""
    today = timezone.localdate()
    live = live_versions(today)
    published = list(NoticeVersion.objects.published())
    told = {
        page: [
            (found, _standing(found, live[page]))
            for found in published
            if found.page == page and page in live
        ]
        for page in NoticeCode
    }
    pages = [(live[page].content["title"], found) for page, found in told.items() if found]
    return render(request, "notices/versions.html", {"pages": pages})


@public("Everybody may read what we promised before.", READ)
def version(request: HttpRequest, page: str, number: int) -> HttpResponse:
    """One version, as it stood."""
    found = _published(page, number)
    live = live_version(NoticeCode(page), timezone.localdate())
    return drawn(request, found, {"standing": _standing(found, live), "is_live": found.pk == live.pk})


@public("Machines may read what people may read.", READ)
def version_json(request: HttpRequest, page: str, number: int) -> JsonResponse:
    """One version for machines; ``schema.json`` says what each part means."""
    return JsonResponse(as_json(_published(page, number)), json_dumps_params={"ensure_ascii": False})


@public("Machines may read what people may read.", READ)
def version_schema(request: HttpRequest) -> JsonResponse:
    """What the JSON of a version looks like, as a JSON Schema."""
    return JsonResponse(SCHEMA, json_dumps_params={"ensure_ascii": False})


def drawn(request: HttpRequest, found: NoticeVersion, more: dict[str, Any]) -> HttpResponse:
    """A version as a page, in the language and the style that the address asks for."""
    notice = version_shown(found, request.GET.get("language", ENGLISH))
    style = request.GET.get("style", "")
    context = {
        "notice": notice,
        "organisation": notice.organisation,
        "what_changed": found.what_changed,
        "way": style if style in (EASY, LARGE) else "",
        "large_print": style == LARGE,
        "page_language": notice.language if notice.language.code != ENGLISH else None,
        "json_url": reverse("notices:version_json", args=[found.page, found.number]) if found.number else "",
        "is_live": True,
    }
    return render(request, "privacy/notice.html", context | more)


def _live(request: HttpRequest, page: NoticeCode) -> HttpResponse:
    return drawn(request, live_version(page, timezone.localdate()), {})


def _published(page: str, number: int) -> NoticeVersion:
    if page not in set(NoticeCode):
        raise Http404
    found: NoticeVersion = get_object_or_404(NoticeVersion.objects.published(), page=page, number=number)
    return found


def _standing(found: NoticeVersion, live: NoticeVersion) -> str:
    """How a version stands to the one that counts today."""
    if found.pk == live.pk:
        return "This is what counts now"
    if found.number and live.number and found.number > live.number:
        return f"This counts from {found.effective_from:%-d %B %Y}"
    return "This does not count any more"
