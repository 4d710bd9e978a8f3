"""Translations of the draft in Django admin, text by text."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import admin
from django.http import HttpRequest

from accounts.admin import ReasonForm
from accounts.admin_site import GuardedAdmin, staff_of
from accounts.permissions import Permission
from privacy.actions.notice import wording_change
from privacy.codes import NoticeCode
from privacy.notices.content import texts
from privacy.notices.draft import draft_content
from privacy.notices.models import TranslatedText


class TranslatedTextForm(ReasonForm):
    """A text of the draft by its English, and the same in another language."""

    place = forms.ChoiceField(label="Which text")

    class Meta:
        model = TranslatedText
        fields = ["language", "text"]

    field_order = ["language", "place", "text", "reason"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.english = {
            f"{page}:{key}": words for page in NoticeCode for key, words in texts(draft_content(page)).items()
        }
        place: Any = self.fields["place"]
        place.choices = [(key, f"{key.partition(':')[0]}: {words}") for key, words in self.english.items()]
        if self.instance.pk:
            self.initial["place"] = f"{self.instance.page}:{self.instance.key}"

    def clean(self) -> dict[str, Any]:
        """Note which English it was made from: it counts as long as that stays."""
        data = super().clean() or self.cleaned_data
        if place := data.get("place"):
            self.instance.page, _, self.instance.key = place.partition(":")
            self.instance.english = self.english[place]
            self._once(data.get("language", ""))
        return data

    def _once(self, language: str) -> None:
        """A text has one translation in a language: the second is the first, changed."""
        mine = self.instance
        same = TranslatedText.objects.filter(page=mine.page, key=mine.key, language=language)
        if same.exclude(pk=mine.pk).exists():
            self.add_error(
                "place", "This text is there in this language already. Change that one in the list instead"
            )


@admin.register(TranslatedText)
class TranslatedTextAdmin(GuardedAdmin):
    """One text in one language. It is published with the next version, if its English is still the same then."""

    permission = Permission.NOTICE_EDIT
    form = TranslatedTextForm
    list_display = ("key", "language", "page", "text")
    list_filter = ("language", "page")

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        """Write it with who and why."""
        wording_change(wording=obj, by=staff_of(request), reason=form.cleaned_data["reason"])
