"""The phone's view: a page for someone trying the demo, showing the texts that would have arrived."""

from collections.abc import Sequence
from html import escape

from cases.texts.length import text_length
from cases.texts.sandbox.messages import Message, stamp

SHOWN = 200

_PAGE = """<!DOCTYPE html>
<html lang="en-GB">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Texts sent - Notify sandbox</title>
</head>
<body>
<main>
<h1>Texts sent</h1>
<p>This is a stand-in for GOV.UK Notify. Nothing here reached a real phone, and it is all forgotten when the
sandbox stops. <a href="/">Look again</a></p>
{texts}
</main>
</body>
</html>
"""


def texts_page(messages: Sequence[Message]) -> str:
    """The newest texts as plain HTML, everything from outside escaped."""
    if not messages:
        return _PAGE.format(texts="<p>No texts yet.</p>")
    shown = "\n".join(_text(message) for message in messages[:SHOWN])
    more = len(messages) - SHOWN
    rest = f"\n<p>And {more} older.</p>" if more > 0 else ""
    return _PAGE.format(texts=f"<ol>\n{shown}\n</ol>{rest}")


def _text(message: Message) -> str:
    body = escape(message.body).replace("\n", "<br>")
    texts = text_length(message.body).texts
    facts = {
        "To": message.phone_number or message.email_address or "",
        "Status": message.status,
        "Accepted": stamp(message.created_at) or "",
        "Charged as": f"{texts} text{'' if texts == 1 else 's'}",
        "Reference": message.reference or "none",
        "Template": f"{message.template.name}, version {message.template.version}",
    }
    rows = "".join(f"<dt>{name}</dt><dd>{escape(value)}</dd>" for name, value in facts.items())
    return f"<li>\n<p>{body}</p>\n<dl>{rows}</dl>\n</li>"
