"""Wherever an opinion of ours is read, what the person says about it is read too (UK GDPR Article 16).

An opinion is what workers think of a contact and what they answer in an assessment. A template or module that shows one
has a line here that says how the words of the person get there; one without a line is red, and so is a line whose mark
is no longer in the file.
"""

import re
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
OPINION = re.compile(r"what_we_think|assessments/answers\.html|answers_of\(|told\(request\.user")

IN_TEMPLATES = {
    "contacts/contact.html": "notes",
    "contacts/entry.html": "",  # drawn by components/timeline.html, which has item.said
    "assessments/read.html": "notes",
    "assessments/decide.html": "",  # among its parts: said_about in the view
    "assessments/printed.html": "",  # among its parts: said_about in the view
    "assessments/plan/printed.html": "",  # a plan: what is to be done, with the family's own view
    "components/timeline.html": "item.said",
}
IN_MODULES = {
    "cases/contacts/rules.py": "",  # compares two versions for the writer
    "cases/contacts/corrections.py": "",  # on the contact's page, beside its notes
    "cases/contacts/chronology.py": "",  # entries; the reading adds what is said
    "cases/families/chronology/reading.py": "by_record",
    "cases/assessments/compare.py": "",  # works out what views/compare.py shows
    "cases/assessments/views/compare.py": "said_beside",
    "cases/assessments/views/decide.py": "said_about",
    "cases/assessments/views/assessments.py": "record_notes",
    "privacy/partners/collect.py": "entry.said",  # what a partner is given
    "privacy/data_map.py": "",  # names the field for packs
    "privacy/pack/collect.py": "_add_said",
}
NOT_READ = re.compile(r"/(models|forms|migrations|demo)/")


def shown_in(folder: str, ending: str) -> set[str]:
    found = (path for path in (ROOT / folder).rglob(f"*{ending}") if OPINION.search(path.read_text()))
    return {str(path.relative_to(ROOT)) for path in found}


def test_no_template_shows_an_opinion_without_what_is_said_about_it() -> None:
    found = {name.removeprefix("templates/") for name in shown_in("templates", ".html")}
    assert found <= IN_TEMPLATES.keys()
    for name, mark in IN_TEMPLATES.items():
        assert mark in (ROOT / "templates" / name).read_text(), name


def test_no_module_gives_out_an_opinion_without_what_is_said_about_it() -> None:
    found = {name for folder in ("cases", "privacy") for name in shown_in(folder, ".py")}
    assert {name for name in found if not NOT_READ.search(name)} <= IN_MODULES.keys()
    for name, mark in IN_MODULES.items():
        assert mark in (ROOT / name).read_text(), name
