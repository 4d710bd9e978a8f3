"""The published notices. Anybody may read them; reading sets no cookie and is not recorded."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from accounts.access import READ, public
from privacy.codes import NoticeCode
from privacy.queries import published_notice

READ_BY_ALL = "Everybody may read how their information is used."


@public(READ_BY_ALL, READ)
def notice_page(request: HttpRequest) -> HttpResponse:
    """How children's and families' information is used."""
    return _page(request, NoticeCode.SERVICE)


@public(READ_BY_ALL, READ)
def survey_page(request: HttpRequest) -> HttpResponse:
    """How the information of people who test the website is used."""
    return _page(request, NoticeCode.SURVEY)


@public(READ_BY_ALL, READ)
def third_party_page(request: HttpRequest) -> HttpResponse:
    """What following a link to somebody else's website means."""
    return _page(request, NoticeCode.THIRD_PARTY)


def _page(request: HttpRequest, code: NoticeCode) -> HttpResponse:
    notice = published_notice(code)
    return render(request, "privacy/notice.html", {"notice": notice, "organisation": notice.organisation})
