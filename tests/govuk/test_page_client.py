"""Each promise about every page is one the checker can really break on."""

import pytest

from tests.page_client import faults

GOOD = """<!DOCTYPE html>
<html lang="en">
  <head><title>Families – Family Hubs</title><link rel="stylesheet" href="/static/css/main.css"></head>
  <body>
    <main id="main">
      <h1>Families</h1>
      <form method="post" action="/search">
        <input type="hidden" name="csrfmiddlewaretoken" value="x">
        <label for="q">Name</label> <input id="q" name="q">
        <button type="submit">Search</button>
      </form>
      <a href="https://www.gov.uk/">GOV.UK</a> <a href="#main">Up</a>
    </main>
    <script type="module" src="/static/js/init.js" nonce="abc"></script>
  </body>
</html>"""


def found(old: str = "", new: str = "", *, policy: str = "") -> list[str]:
    """The faults of the good page after one change."""
    assert old in GOOD
    return list(faults(GOOD.replace(old, new, 1) if old else GOOD, policy=policy))


def test_a_good_page_has_no_faults():
    assert found(policy="script-src 'nonce-abc'") == []


def test_an_error_page_may_say_error_in_front_of_its_title():
    assert found("<title>Families", "<title>Error: Families") == []


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("</form>", "</form></section>", "HTML:"),
        ("<!DOCTYPE html>", "", "HTML:"),
        ('<html lang="en">', "<html>", "lang"),
        ("<h1>Families</h1>", "<h1>Families</h1><h1>Again</h1>", "2 h1"),
        ("<h1>Families</h1>", "<h2>Families</h2>", "0 h1"),
        ("<h1>Families</h1>", "<h1>People</h1>", "does not begin with the h1"),
        ("<h1>Families</h1>", "<h1></h1>", "does not begin with the h1"),
        ("<h1>Families</h1>", '<h1 id="q">Families</h1>', "used 2 times"),
        ('<label for="q">', '<label for="other">', "names 'other'"),
        ('<label for="q">Name</label>', "Name", "has no label"),
        ("<h1>Families</h1>", '<h1>Families</h1><textarea name="t"></textarea>', "has no label"),
        ("<h1>Families</h1>", '<h1>Families</h1><select name="s"></select>', "has no label"),
        (' nonce="abc"', "", "has no nonce"),
        ("<h1>", '<h1 style="color:red">', "inline style"),
        ("</head>", "<style>p{}</style></head>", "inline style"),
        ("<h1>", '<h1 onclick="x()">', "inline onclick"),
        ('href="#main"', 'href="javascript:x()"', "runs a script"),
        ('href="#main"', 'href="#gone"', "leads nowhere"),
        ('src="/static/js/init.js"', 'src="https://cdn.example/x.js"', "another host"),
        ('href="/static/css/main.css"', 'href="//cdn.example/x.css"', "another host"),
        ('action="/search"', 'action="https://other.example/"', "another host"),
        ('<form method="post" action="/search">', "<form>", "neither action nor method"),
        ('name="csrfmiddlewaretoken"', 'name="token"', "no CSRF token"),
        (
            "<h1>Families</h1>",
            '<div class="govuk-error-summary"></div><div class="govuk-error-summary"></div><h1>Families</h1>',
            "two error summaries",
        ),
    ],
)
def test_each_fault_is_found(old, new, words):
    problems = found(old, new)
    assert any(words in problem for problem in problems), problems


def test_a_nonce_of_another_answer_is_a_fault():
    assert any("not the one of the policy" in fault for fault in found(policy="script-src 'nonce-xyz'"))
