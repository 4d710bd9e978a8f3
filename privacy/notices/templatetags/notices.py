"""Marking words that are not in the language of the page they stand on."""

from __future__ import annotations

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString

from privacy.notices.shown import Language, Text

register = template.Library()


@register.simple_tag(takes_context=True)
def lang_of(context: template.Context, words: object) -> SafeString:
    """The ``lang`` and ``dir`` attributes for an element with these words; nothing where the page speaks it already."""
    page = context["notice"].language
    if not isinstance(words, Text) or words.language == page.code:
        return SafeString("")
    return format_html(' lang="{}" dir="{}"', words.language, Language.of(words.language).direction)
