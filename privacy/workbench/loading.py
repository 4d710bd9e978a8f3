"""The wording of letters as it is first loaded, by a migration. From then on a council words them in the admin."""

from collections.abc import Callable
from typing import Any

from accounts.keys import new_key

RIGHTS = "# If you are unhappy\n\n{complaint}\n\n{ico}\n\n{court}"
CHILD_RIGHTS = "# If you think we got this wrong\n\n{complaint}\n\n{ico}\n\n{court}"

WORDINGS: tuple[tuple[str, str, str, str], ...] = (
    (
        "acknowledge", "adult", "We have your request",
        "Dear {name}\n\nWe got your request on {received}. Its number is {reference}. You want us to {wanted}.\n\n"
        "We answer by {due}. It costs nothing.\n\n{own_words}\n\n# If you are unhappy\n\n{complaint}\n\n{handler}",
    ),
    (
        "acknowledge", "child", "We got your message",
        "Dear {name}\n\nYou asked us about what we write down about you. You have the right to do that. We got your"
        " message on {received}. Its number is {reference}.\n\nWe will answer by {due}. You do not have to pay."
        "\n\n{own_words}\n\n# If you are not happy with us\n\n{complaint}\n\n{handler}",
    ),
    (
        "identity", "adult", "Please show us who you are",
        "Dear {name}\n\nThank you for your request {reference}, which came on {received}. We must not give anybody’s"
        " information to the wrong person, so we need to be sure who you are.\n\n# What we need\n\n{reason}\n\nWe note"
        " that we saw it and keep no copy. If you cannot show us this, tell us: we find another way together. The time"
        " in which we answer begins on the day we have seen it.\n\n{own_words}\n\n{handler}",
    ),
    (
        "authority", "adult", "Please show us that you may ask",
        "Dear {name}\n\nThank you for your request {reference}, which came on {received}. You ask for somebody else. We"
        " need to be sure that you may.\n\n# What we need\n\n{reason}\n\nIf you cannot show us this, tell us: we find"
        " another way together. The time in which we answer begins on the day we have seen it.\n\n{own_words}\n\n"
        "{handler}",
    ),
    (
        "clarify", "adult", "A question about your request",
        "Dear {name}\n\nThank you for your request {reference}, which came on {received}. We hold a lot, and to find"
        " what you want we need to ask you something.\n\n# Our question\n\n{reason}\n\nIf you ask for a copy, the time"
        " in which we answer stands still from today until we hear from you. You need not narrow what you ask for: tell"
        " us if you want everything.\n\n{own_words}\n\n{handler}",
    ),
    (
        "clarify", "child", "Can you help us find it?",
        "Dear {name}\n\nYou asked us for something: number {reference}. We want to find the right things for you, so we"
        " have a question.\n\n# Our question\n\n{reason}\n\nWe wait until you answer. If you want everything, just"
        " say so.\n\n{own_words}\n\n{handler}",
    ),
    (
        "extend", "adult", "We need more time for your request",
        "Dear {name}\n\nYour request {reference} came on {received}. We cannot answer it within one month. The law lets"
        " us take two months more, and tell you why.\n\n# Why\n\n{reason}\n\n# When you hear from us\n\nWe answer by"
        " {due}. What is ready before, you can have before.\n\n{own_words}\n\n" + RIGHTS + "\n\n{handler}",
    ),
    (
        "extend", "child", "We need more time",
        "Dear {name}\n\nYou asked us for something: number {reference}. We are sorry, we need more time.\n\n# Why\n\n"
        "{reason}\n\nWe will answer by {due}.\n\n{own_words}\n\n" + CHILD_RIGHTS + "\n\n{handler}",
    ),
    (
        "update", "adult", "How far we are with your request",
        "Dear {name}\n\nYou are waiting for our answer to request {reference}, which came on {received}.\n\n"
        "{reason}\n\n{own_words}\n\n# If you are unhappy\n\n{complaint}\n\n{handler}",
    ),
    (
        "update", "child", "How far we are",
        "Dear {name}\n\nYou are waiting for us: number {reference}. This is how far we are.\n\n{reason}\n\n{own_words}"
        "\n\n# If you are not happy with us\n\n{complaint}\n\n{handler}",
    ),
    (
        "part_refuse", "adult", "Our answer to your request",
        "Dear {name}\n\nThis is our answer to request {reference}, which came on {received}. You get what the law lets"
        " us give you. Some of it we have held back.\n\n# What is held back\n\n{withheld}\n\n# Why\n\nWe held it back"
        " because:\n\n{grounds}\n\n{own_words}\n\n" + RIGHTS + "\n\n{handler}",
    ),
    (
        "part_refuse", "child", "What we found for you",
        "Dear {name}\n\nThis is our answer to number {reference}. We give you what we can. Some parts we had to keep"
        " back. It is not your fault.\n\n# What we kept back\n\n{withheld}\n\n# Why\n\nWe kept it back because:\n\n"
        "{grounds}\n\n{own_words}\n\n" + CHILD_RIGHTS + "\n\n{handler}",
    ),
    (
        "refuse", "adult", "Our answer to your request",
        "Dear {name}\n\nThis is our answer to request {reference}, which came on {received}. We are sorry: we cannot do"
        " what you ask.\n\n# What we refuse\n\n{withheld}\n\n# Why\n\nWe refuse because:\n\n{grounds}\n\n{own_words}"
        "\n\n" + RIGHTS + "\n\n{handler}",
    ),
    (
        "refuse", "child", "Our answer to you",
        "Dear {name}\n\nThis is our answer to number {reference}. We are sorry. We cannot do what you asked. It is not"
        " your fault.\n\n# What we cannot do\n\n{withheld}\n\n# Why\n\nWe cannot do it because:\n\n{grounds}\n\n"
        "{own_words}\n\n" + CHILD_RIGHTS + "\n\n{handler}",
    ),
    (
        "nothing_held", "adult", "Our answer to your request",
        "Dear {name}\n\nThis is our answer to request {reference}, which came on {received}. We looked, and we found"
        " nothing that we can give you for this request. If you used another name or lived somewhere else, tell us, and"
        " we look again.\n\n{own_words}\n\n" + RIGHTS + "\n\n{handler}",
    ),
    (
        "nothing_held", "child", "Our answer to you",
        "Dear {name}\n\nThis is our answer to number {reference}. We looked, and we found nothing that we can give you."
        " If you had another name before, tell us and we will look again.\n\n{own_words}\n\n" + CHILD_RIGHTS
        + "\n\n{handler}",
    ),
)  # fmt: skip
"""Kind, reader, heading and words of each letter."""


def load_missing_wordings(model: Callable[[str], Any], at: Any) -> None:
    """Version 1 of each wording that is not there, with its history."""
    for kind, reader, title, body in WORDINGS:
        if model("LetterTemplate").objects.filter(kind=kind, reader=reader).exists():
            continue
        values = {"id": new_key(), "kind": kind, "reader": reader, "title": title, "body": body, "version": 1}
        model("LetterTemplate").objects.create(**values)
        model("HistoricalLetterTemplate").objects.create(
            **values,
            history_id=new_key(),
            history_date=at,
            history_type="+",
            history_change_reason="As installed",
        )
