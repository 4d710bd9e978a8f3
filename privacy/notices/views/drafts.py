"""The draft of each notice for those who write and publish: compared, measured, checked, proposed and published."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from accounts.access import FORM, READ, StaffRequest, requires
from accounts.permissions import Permission
from cases.families.actions.rows import Refused
from cases.families.views.long_forms import form_page, form_sent
from privacy.codes import NoticeCode
from privacy.notices.actions.versions import Drifted, version_propose, version_publish, version_return
from privacy.notices.compare import ComparedPart, compared
from privacy.notices.content import Content
from privacy.notices.draft import draft_content
from privacy.notices.drift import Difference, drift
from privacy.notices.forms.versions import Answer, ProposeForm, PublishForm
from privacy.notices.models import NoticeVersion
from privacy.notices.queries import authors_since, live_version, newest_published, waiting_version
from privacy.notices.reading import READING_AGE_LIMIT, easy_sentences, reading_age, sentences
from privacy.notices.rules import second_person_fault
from privacy.notices.uses import all_uses
from privacy.notices.views.public import drawn


@dataclass(frozen=True)
class Standing:
    """A page as its writers see it: what is live, what waits, and what the draft or the waiting version changes."""

    page: NoticeCode
    live: NoticeVersion
    newest: NoticeVersion
    waiting: NoticeVersion | None
    content: Content
    parts: list[ComparedPart]
    differences: list[Difference]

    @property
    def changed(self) -> list[ComparedPart]:
        """The parts with a line that was added or removed."""
        return [part for part in self.parts if part.is_changed]

    @property
    def ages(self) -> dict[str, float]:
        """How old a reader must be, for the whole and for easy read."""
        return {
            "whole": reading_age(sentences(self.content)),
            "easy": reading_age(easy_sentences(self.content)),
            "limit": READING_AGE_LIMIT,
        }


@requires(Permission.NOTICE_PUBLISH, READ)
def drafts(request: StaffRequest) -> HttpResponse:
    """Each page: what counts now, what comes, what waits and whether the draft differs."""
    today = timezone.localdate()
    context = {"standings": [_standing(page, today) for page in NoticeCode], "full_width": True}
    return render(request, "notices/drafts.html", context)


@requires(Permission.NOTICE_PUBLISH, READ)
def draft(request: StaffRequest, page: str) -> HttpResponse:
    """What the draft, or the version that waits, changes line by line; its reading age, and where it leaves the code.

    Somebody with a part in it is told that they cannot publish it.
    """
    standing = _standing(_page(page), timezone.localdate())
    context = {
        "standing": standing,
        "authors": authors_since(standing.page, standing.newest.proposed_at).values(),
        "returned": NoticeVersion.objects.filter(page=page, state="returned").order_by("-decided_at").first(),
        "may_edit": request.user.can(Permission.NOTICE_EDIT),
        "fault": second_person_fault(standing.waiting, request.user) if standing.waiting else "",
    }
    return render(request, "notices/draft.html", context)


@requires(Permission.NOTICE_PUBLISH, READ)
def preview(request: StaffRequest, page: str) -> HttpResponse:
    """The draft, or the version that waits, exactly as the public would read it."""
    code, today = _page(page), timezone.localdate()
    found = waiting_version(code) or NoticeVersion(
        page=code, content=draft_content(code), effective_from=today, what_changed=""
    )
    return drawn(request, found, {"is_preview": True, "draft_url": reverse("notices:draft", args=[page])})


@requires(Permission.NOTICE_EDIT, FORM)
def propose(request: StaffRequest, page: str) -> HttpResponse:
    """Hand the draft to a second person."""
    code, today = _page(page), timezone.localdate()
    form = ProposeForm(request.POST or None, initial={"effective_from": today})
    if request.method == "POST" and form.is_valid():
        try:
            version_propose(page=code, at=timezone.now(), on=today, by=request.user, **form.cleaned_data)
        except Drifted as drifted:
            return _refused(request, code, drifted)
        except Refused as refused:
            form.add_error(None, str(refused))
        else:
            form_sent(request)
            messages.success(request, "It waits for a second person. Nobody outside reads it yet")
            return redirect("notices:draft", page=page)
    return form_page(request, "notices/propose.html", {"form": form, "page": code})


@requires(Permission.NOTICE_PUBLISH, FORM)
def publish(request: StaffRequest, page: str) -> HttpResponse:
    """A second person publishes what waits, or sends it back."""
    code = _page(page)
    waiting = waiting_version(code)
    if waiting is None:
        messages.error(
            request, "No version of this page waits: somebody decided it meanwhile, or none was sent"
        )
        return redirect("notices:draft", page=page)
    form = PublishForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            said = _decide(request, waiting, form.cleaned_data)
        except Drifted as drifted:
            return _refused(request, code, drifted)
        except Refused as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, said)
            return redirect("notices:draft", page=page)
    context = {"form": form, "version": waiting, "fault": second_person_fault(waiting, request.user)}
    return form_page(request, "notices/publish.html", context)


def _decide(request: StaffRequest, waiting: NoticeVersion, answer: dict[str, Any]) -> str:
    now, today = timezone.now(), timezone.localdate()
    if answer["decision"] == Answer.RETURN:
        version_return(version=waiting, words=answer["words"], at=now, by=request.user)
        return "Sent back"
    version = version_publish(version=waiting, at=now, on=today, by=request.user)
    return f"Published as version {version.number}"


def _refused(request: StaffRequest, page: NoticeCode, drifted: Drifted) -> HttpResponse:
    """Say which lines and which places differ, and what to do about each."""
    context = {"page": page, "differences": drifted.differences}
    return render(request, "notices/refused.html", context, status=409)


def _standing(page: NoticeCode, today: datetime.date) -> Standing:
    live, waiting = live_version(page, today), waiting_version(page)
    newest = newest_published(page) or live
    content = waiting.content if waiting else draft_content(page)
    return Standing(
        page, live, newest, waiting, content, compared(newest.content, content), drift(content, all_uses())
    )


def _page(page: str) -> NoticeCode:
    try:
        return NoticeCode(page)
    except ValueError:
        raise Http404 from None
