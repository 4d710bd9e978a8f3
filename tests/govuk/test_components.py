"""Our component templates draw what GOV.UK publishes."""

from datetime import UTC, date, datetime

import pytest
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from tests.govuk.markup import canonical, example

pytestmark = pytest.mark.usefixtures("packages")


def words(part):
    """The text of an option; published html is safe."""
    return SafeString(part["html"]) if "html" in part else part["text"]


def actions(part):
    """Published action links in the shape our templates take."""
    return [
        {"text": item["text"], "url": item["href"], "hidden": item.get("visuallyHiddenText", "")}
        for item in part.get("actions", {}).get("items", [])
    ]


def summary(options):
    """Context of summary_list.html for published options."""
    rows = [
        {"key": row["key"]["text"], "value": words(row["value"]), "actions": actions(row)}
        for row in options["rows"]
    ]
    card = options.get("card")
    return {
        "rows": rows,
        "card": {"title": card["title"]["text"], "actions": actions(card)} if card else None,
    }


def table(options):
    """Context of table_only.html for published options."""

    def cells(row):
        return [{"text": cell["text"], "numeric": cell.get("format") == "numeric"} for cell in row]

    return {
        "caption": options.get("caption"),
        "caption_classes": options.get("captionClasses"),
        "first_cell_is_header": options.get("firstCellIsHeader"),
        "head": cells(options["head"]),
        "rows": [cells(row) for row in options["rows"]],
    }


def pages(options):
    """Context of pagination.html for published options."""
    newer, older = options.get("previous", {}), options.get("next", {})
    next_words, previous_words = (
        SafeString(f'{word}<span class="govuk-visually-hidden"> page</span>') for word in ("Next", "Previous")
    )
    return {
        "newer_url": newer.get("href"),
        "older_url": older.get("href"),
        "newer_text": newer.get("text", previous_words),
        "older_text": older.get("text", next_words),
        "newer_label": newer.get("labelText"),
        "older_label": older.get("labelText"),
    }


def links(items):
    """Published links in the shape our templates take."""
    return [{"label": item["text"], "url": item.get("href"), "current": item.get("active")} for item in items]


CASES = [
    ("error-summary", "default", "error_summary", lambda o: {"errors": error_links(o)}),
    ("error-summary", "mixed with and without links", "error_summary", lambda o: {"errors": error_links(o)}),
    ("summary-list", "default", "summary_list", summary),
    ("summary-list", "with actions", "summary_list", summary),
    ("summary-list", "as a summary card with actions plus summary list actions", "summary_list", summary),
    ("table", "with head", "table_only", table),
    ("table", "with head and caption", "table_only", table),
    ("tag", "green", "tag", lambda o: {"text": o["text"], "colour": "green"}),
    ("button", "default", "button", lambda o: o),
    ("button", "link", "button", lambda o: {"text": o["text"], "url": o["href"]}),
    ("button", "warning", "button", lambda o: {**o, "kind": "warning"}),
    ("inset-text", "default", "inset_text", lambda o: o),
    ("warning-text", "default", "warning_text", lambda o: o),
    ("notification-banner", "default", "notification_banner", lambda o: o),
    ("notification-banner", "with type as success", "notification_banner", lambda o: o),
    ("pagination", "with prev and next only", "pagination", pages),
    ("pagination", "with prev and next only and labels", "pagination", pages),
    ("pagination", "with next only", "pagination", pages),
    (
        "breadcrumbs",
        "with last breadcrumb as current page",
        "breadcrumbs",
        lambda o: {"items": links(o["items"])},
    ),
    ("details", "default", "details", lambda o: {"summary": o["summaryText"], "text": o["text"]}),
    (
        "phase-banner",
        "default",
        "phase_banner",
        lambda o: {"phase": o["tag"]["text"], "text": SafeString(o["html"])},
    ),
    ("skip-link", "default", "skip_link", lambda o: {}),
]


def error_links(options):
    """Published errors in the shape error_summary.html takes."""
    return [{"text": item["text"], "target": item.get("href", "")[1:]} for item in options["errorList"]]


@pytest.mark.parametrize(("component", "name", "template", "context"), CASES)
def test_a_component_is_drawn_as_published(component, name, template, context):
    published = example(component, name)
    ours = render_to_string(f"components/{template}.html", context(published["options"]))
    assert canonical(ours) == canonical(published["html"])


def test_the_back_link_is_drawn_as_published():
    ours = render_to_string("components/back_link.html", {"url": "#"})
    assert canonical(ours, only="govuk-back-link") == canonical(example("back-link", "default")["html"])


def test_what_people_typed_is_escaped_in_every_component():
    evil = "<script>x</script>"
    contexts = {
        "tag": {"text": evil},
        "button": {"text": evil},
        "details": {"summary": evil, "text": evil},
        "inset_text": {"text": evil},
        "warning_text": {"text": evil},
        "notification_banner": {"text": evil},
        "summary_list": {"rows": [{"key": evil, "value": evil}]},
        "table": {"caption": evil, "head": [evil], "rows": [[evil, {"text": evil, "url": "/"}]]},
        "timeline": {"items": [{"title": evil, "text": evil, "byline": evil, "at": date(2026, 1, 2)}]},
        "breadcrumbs": {"items": [{"label": evil, "url": "/"}]},
        "error_summary": {"errors": [{"text": evil, "target": "x"}]},
    }
    for name, context in contexts.items():
        drawn = render_to_string(f"components/{name}.html", context)
        assert evil not in drawn, name
        assert "&lt;script&gt;" in drawn, name


def test_a_timeline_says_the_time_in_london_and_leaves_it_out_of_a_mere_date():
    items = [
        {"title": "Visit", "at": datetime(2026, 7, 1, 9, 30, tzinfo=UTC)},
        {"title": "Referral", "at": date(2026, 6, 30)},
    ]
    drawn = " ".join(render_to_string("components/timeline.html", {"items": items}).split())
    assert "1 July 2026 at 10:30" in drawn
    assert ">30 June 2026</time>" in drawn


def test_a_list_that_fits_on_one_page_has_no_pagination():
    assert render_to_string("components/pagination.html", {"newer_url": "", "older_url": None}).strip() == ""
