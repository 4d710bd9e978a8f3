"""Tags that templates/base.html and the components need."""

from collections.abc import Iterable
from typing import Any

from django import template
from django.conf import settings
from django.template.base import NodeList, Parser, Token
from django.template.context import Context
from django.utils.safestring import SafeString

register = template.Library()


class CaptureNode(template.Node):
    """Draws its content once and keeps it, because a Django block can stand in one place only."""

    def __init__(self, nodelist: NodeList, name: str) -> None:
        self.nodelist = nodelist
        self.name = name

    def render(self, context: Context) -> SafeString:
        context[self.name] = SafeString(self.nodelist.render(context).strip())
        return SafeString("")


@register.tag
def capture(parser: Parser, token: Token) -> CaptureNode:
    """``{% capture name %}…{% endcapture %}``: lets the title repeat the words of the h1."""
    parts = token.split_contents()
    if len(parts) != 2:
        raise template.TemplateSyntaxError("capture takes one name")
    nodelist = parser.parse(("endcapture",))
    parser.delete_first_token()
    return CaptureNode(nodelist, parts[1])


@register.simple_tag(takes_context=True)
def organisation_name(context: Context) -> str:
    """The council's name from the page's ``organisation``, else ORGANISATION_NAME from the settings."""
    organisation = context.get("organisation")
    name = getattr(organisation, "name", None)
    return str(name or getattr(settings, "ORGANISATION_NAME", "") or "Council")


@register.simple_tag
def error_links(form: Any, others: list[dict[str, str]] | str = "") -> list[dict[str, str]]:
    """Every error of a form in the order of its fields, each with the id of the input it is about.

    ``others`` are links a page words itself, when its problem is in no form.
    """
    if not getattr(form, "errors", None):
        return list(others) if isinstance(others, list) else []
    links = [{"text": str(error), "target": ""} for error in form.non_field_errors()]
    for field in form:
        target = getattr(field, "error_target", field.id_for_label)
        links += [{"text": str(error), "target": target} for error in field.errors]
    return links


@register.filter
def any_actions(rows: Iterable[dict[str, Any]]) -> bool:
    """Whether some row of a summary list has links; the others then keep the same column width."""
    return any(row.get("actions") for row in rows)


@register.filter
def cells(row: Iterable[Any]) -> list[dict[str, Any]]:
    """The cells of a table row in one shape, so that plain words need no dictionary around them."""
    return [cell if isinstance(cell, dict) else {"text": cell, "url": "", "numeric": False} for cell in row]
