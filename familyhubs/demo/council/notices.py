"""Versions of the notice: the second counts, the first stays public, and one more waits for a second person."""

from __future__ import annotations

import datetime

from accounts.models import User
from familyhubs.demo.council.households import Household
from familyhubs.demo.council.maker import Maker
from familyhubs.demo.council.staff import Staff
from privacy.actions.notice import wording_change
from privacy.codes import NoticeCode
from privacy.models import NoticeSection, PublishedRecipient
from privacy.notices.actions.versions import version_propose, version_publish
from privacy.notices.content import texts
from privacy.notices.draft import draft_content
from privacy.notices.models import NoticeVersion, TranslatedText
from privacy.notices.queries import newest_published
from privacy.telling.models import Given, Telling, Told

LINK = "https://hubs.example/privacy/versions/service/2/"
SAID = {
    "pl": {
        "title": "Jak używamy Twoich informacji",
        "sections.who-we-are.heading": "Kim jesteśmy",
        "sections.what-we-hold.heading": "Co przechowujemy",
        "sections.your-rights.heading": "Twoje prawa",
    },
    "ur": {
        "title": "ہم آپ کی معلومات کیسے استعمال کرتے ہیں",
        "sections.who-we-are.heading": "ہم کون ہیں",
        "sections.your-rights.heading": "آپ کے حقوق",
    },
}
"""A few headings, so that a page in two languages can be seen."""
WAYS = (
    ("letter", "No number is safe to text"),
    ("in_person", "No safe number and no address is on file"),
    ("in_person", "Where they can be found is kept from somebody"),
)
GIVEN = (("paper", ""), ("easy_read", ""), ("aloud", "pl"), ("link", ""))


def notices_make(maker: Maker, staff: Staff, homes: list[Household]) -> None:
    """Version 2 of the families' notice, its run begun; one for testers waits, one is written; some were given one."""
    writer, second = staff.personas["admin"], staff.personas["information_officer"]
    _translated(writer)
    version = _second_version(maker, writer, second)
    _waiting(maker, writer)
    _being_written(writer)
    first = NoticeVersion.objects.get(page=NoticeCode.SERVICE, number=1)
    for home, (how, language) in zip(homes, GIVEN, strict=False):
        _given(maker, home, first, how, language)
    _run(maker, version, second, homes)
    maker.ledger.write()


def _run(maker: Maker, version: NoticeVersion, officer: User, homes: list[Household]) -> None:
    """Begun, with the first letter and the first person to tell; the worker of the portal goes on from here."""
    telling = Telling(
        id=maker.key(maker.now), version=version, link=LINK, started_by=officer, started_at=maker.now
    )
    telling.save()
    for home, (way, why) in zip(homes, WAYS, strict=False):
        row = Told(telling=telling, person=home.main_carer, family=home.family, way=way, why=why)
        maker.keep_at(row, by=None, at=maker.now, reason="To be told that the notice changed")


def _second_version(maker: Maker, writer: User, second: User) -> NoticeVersion:
    courts = PublishedRecipient.objects.get(code="courts")
    courts.detail = "For example, the family court when it decides where a child lives."
    wording_change(wording=courts, by=writer, reason="Families asked which courts")
    section = NoticeSection.objects.get(notice__code=NoticeCode.SERVICE, code="where-it-comes-from")
    section.body += "\n\nWe tell you who told us, unless that would put somebody at risk."
    wording_change(wording=section, by=writer, reason="The first version did not say so")
    day = _first_day(maker, NoticeCode.SERVICE)
    version = version_propose(
        page=NoticeCode.SERVICE, effective_from=day, at=maker.now, on=day, by=writer,
        what_changed="We say which courts we may share with. We also say that we tell you where information came from.",
    )  # fmt: skip
    return version_publish(version=version, at=maker.now, on=day, by=second)


def _waiting(maker: Maker, writer: User) -> None:
    section = NoticeSection.objects.get(notice__code=NoticeCode.SURVEY, code="how-long-we-keep-it")
    section.body += "\n\nYou can stop at any time. Then we delete what you told us."
    wording_change(wording=section, by=writer, reason="Testers asked")
    day = _first_day(maker, NoticeCode.SURVEY)
    version_propose(
        page=NoticeCode.SURVEY, effective_from=day + datetime.timedelta(days=14), at=maker.now, on=day, by=writer,
        what_changed="We say that you can stop at any time.",
    )  # fmt: skip


def _being_written(writer: User) -> None:
    section = NoticeSection.objects.get(notice__code=NoticeCode.THIRD_PARTY, code="other-websites")
    section.body += "\n\nTell us if a link is broken."
    wording_change(wording=section, by=writer, reason="So that we hear of it")


def _first_day(maker: Maker, page: NoticeCode) -> datetime.date:
    """Today, or the first day of the version before it where that is later."""
    newest = newest_published(page)
    return max(maker.today, newest.effective_from) if newest else maker.today


def _translated(writer: User) -> None:
    english = texts(draft_content(NoticeCode.SERVICE))
    for language, said in SAID.items():
        for key, words in said.items():
            row = TranslatedText(
                page=NoticeCode.SERVICE, language=language, key=key, english=english[key], text=words
            )
            wording_change(wording=row, by=writer, reason="From the translators")


def _given(maker: Maker, home: Household, version: NoticeVersion, how: str, language: str) -> None:
    given = Given(
        person=home.main_carer,
        version=version,
        how=how,
        language=language,
        given_on=maker.today,
        given_by=home.by,
    )
    maker.keep_at(given, by=home.by, at=maker.now, reason="The notice was given")
