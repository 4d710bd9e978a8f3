"""Keeping the translations of many texts at once."""

from __future__ import annotations

from collections.abc import Mapping

from django.db import transaction

from accounts.authorship import name_author
from accounts.models import User
from privacy.actions.notice import wording_change
from privacy.codes import NoticeCode
from privacy.notices.actions.versions import one_at_a_time
from privacy.notices.models import LANGUAGES, TranslatedText
from privacy.notices.translations import Part, parts_of


@transaction.atomic
def translations_keep(
    *, page: NoticeCode, language: str, said: Mapping[str, str], seen: Mapping[str, str], by: User
) -> tuple[int, list[Part]]:
    """Keep what was typed for each key where it differs from what stands there; empty takes a translation away.

    ``seen`` has the mark of each part as the translator saw it. Answers how many were kept, and the parts that somebody
    else changed meanwhile: then nothing is kept.
    """
    one_at_a_time()
    changed = [part for part in parts_of(page, language) if said.get(part.key, part.text) != part.text]
    if clashes := [part for part in changed if seen.get(part.key) != part.mark]:
        return 0, clashes
    for part in changed:
        _keep(page, language, part, said[part.key], by)
    return len(changed), []


def _keep(page: NoticeCode, language: str, part: Part, text: str, by: User) -> None:
    reason = f"Translated into {dict(LANGUAGES)[language]}"
    row = TranslatedText.objects.filter(page=page, language=language, key=part.key).first()
    if not text:
        if row:
            name_author(row, by=by, reason=reason)
            row.delete()
        return
    row = row or TranslatedText(page=page, language=language, key=part.key)
    row.text, row.english = text, part.english
    wording_change(wording=row, by=by, reason=reason)
