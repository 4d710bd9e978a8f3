"""What the crawler types into a form: made-up words that look right, in a first, a second and a third way."""

import datetime
from collections import Counter
from random import Random

from tests.crawl.pages import Control, Form

LATER = ("review", "next_step", "force", "due_on", "visit_on")  # dates that must lie ahead
WORDS = "Made-up words of the crawl"
TYPED = {
    "email": "made.up@post.example", "tel": "07700 900999", "number": "3", "time": "10:30",
    "date": "2026-01-05", "url": "https://council.example/",
}  # fmt: skip
BY_NAME = {
    "postcode": "ZZ1 1AA", "phone": "07700 900999", "number": "07700 900999", "email": "made.up@post.example",
    "minutes": "30", "started_at": "10:30", "address": "1 Made-up Street", "others": "Sam Made-up, health visitor",
    "notify_id": "0b1a8e0e-5f4c-4b8e-9d50-0c1d2e3f4a5b", "order": "3", "version": "1",
    "staff": "hub.worker@demo.example", "starts_at": "10:30", "ends_at": "12:30", "capacity": "12", "sessions": "3",
    "skip": "16/2/2027", "away_": "",
}  # fmt: skip


def filled(
    form: Form, *, way: int, today: datetime.date, chance: Random, known: dict[str, str]
) -> dict[str, list[str]]:
    """Every control with an answer; ``way`` 0 takes first options and ticks nothing, 1 last ones and all, 2 any.

    ``known`` says what to type where the name of a control holds a word.
    """
    answers, alike = {}, Counter[tuple[str, ...]]()
    for control in form.controls.values():
        options = [option for option in control.options if option]
        turn, control.options = alike[tuple(options)], options
        alike[tuple(options)] += 1  # two questions with the same options, such as two people, get two answers
        answers[control.name] = _answer(control, way, turn, today=today, chance=chance, known=known)
    return _posted(form, answers)


def empty(form: Form) -> dict[str, list[str]]:
    """Nothing but what the page hides in the form."""
    kept = {c.name: [c.value] if c.kind == "hidden" else [""] for c in form.controls.values()}
    return _posted(
        form, {c.name: kept[c.name] for c in form.controls.values() if c.kind not in {"radio", "checkbox"}}
    )


def _posted(form: Form, answers: dict[str, list[str]]) -> dict[str, list[str]]:
    data = {name: values for name, values in answers.items() if values}
    if form.button:
        data[form.button[0]] = [form.button[1]]
    return data


def _answer(
    control: Control, way: int, turn: int, *, today: datetime.date, chance: Random, known: dict[str, str]
) -> list[str]:
    options = control.options
    if control.kind in {"radio", "select"} and options:
        if control.chosen and any(control.chosen) and way == 0:
            return control.chosen
        ends = (options[turn % len(options)], options[-1 - turn % len(options)])
        return [(*ends, chance.choice(options))[way]]
    if control.kind == "checkbox":
        some = [option for option in options if chance.random() < 0.5]
        return (control.chosen or options[:1] if len(options) > 1 else control.chosen, options, some)[way]
    if control.kind == "file":
        return []
    if control.value or control.kind == "hidden":
        return [control.value]
    return [_typed(control, today, known)]


def _typed(control: Control, today: datetime.date, known: dict[str, str]) -> str:
    name = control.name.lower()
    if part := next((part for part in ("day", "month", "year") if name.endswith(f"_{part}")), ""):
        day = today + datetime.timedelta(days=40 if any(word in name for word in LATER) else -1)
        return str(getattr(day, part))
    if name.endswith("_on"):
        return f"{today:%d/%m/%Y}"
    if control.kind in TYPED:
        return TYPED[control.kind]
    return next((text for word, text in (known | BY_NAME).items() if word in name), WORDS)
