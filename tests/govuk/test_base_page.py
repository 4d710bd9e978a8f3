"""The skeleton of every page: its title, its way around, and what it must not do to a reader."""

from types import SimpleNamespace

import pytest
from django import forms
from django.template import engines
from django.template.loader import render_to_string
from django.test import RequestFactory
from django.test.utils import override_settings

from govuk import error_pages
from govuk.forms import Form
from tests.page_client import faults

PAGE = """{% extends "base.html" %}
{% block heading %}Rosa &amp; Tom’s <em>family</em>{% endblock heading %}
{% block caption %}FH-000123{% endblock caption %}
{% block content %}<form method="post">{% csrf_token %}{{ form }}</form>{% endblock content %}"""


class Asks(Form):
    """A form with one question."""

    name = forms.CharField()


def drawn(request=None, **context):
    """The page, with a nonce as the security policy gives it."""
    if request is not None:
        request.csp_nonce = "abc"
    return engines["django"].from_string(PAGE).render(context, request)


def worker():
    """Somebody signed in."""
    return SimpleNamespace(is_authenticated=True, full_name="Amina Khan")


def test_the_title_repeats_the_heading_then_names_service_and_council():
    page = drawn(organisation=SimpleNamespace(name="Wexmoor Council"))
    assert "<title>Rosa &amp; Tom’s family – Family Hubs – Wexmoor Council</title>" in page


@override_settings(ORGANISATION_NAME="Elmshire Council")
def test_the_council_comes_from_the_settings_when_the_page_names_none():
    assert "Elmshire Council</title>" in drawn()


def test_a_wrong_form_is_announced_in_the_title_and_linked_to_its_input():
    page = drawn(RequestFactory().get("/"), form=Asks({}))
    assert "<title>Error: Rosa" in page
    assert '<a href="#id_name">Enter name</a>' in page
    assert list(faults(page)) == []


def test_a_question_may_be_the_heading_of_its_page():
    source = """{% extends "base.html" %}{% block heading %}Name{% endblock heading %}{% block h1 %}{% endblock h1 %}
    {% block content %}<form method="get">{{ form.name.as_heading }}</form>{% endblock content %}"""
    page = engines["django"].from_string(source).render({"form": Asks()})
    assert '<h1 class="govuk-label-wrapper">' in page
    assert list(faults(page)) == []


def test_a_form_not_sent_yet_shows_no_error():
    page = drawn(form=Asks())
    assert "There is a problem" not in page
    assert "Error:" not in page


def test_a_reader_who_is_not_signed_in_gets_no_cookie_and_no_search():
    request = RequestFactory().get("/")
    request.csp_nonce = "abc"
    page = render_to_string("errors/404.html", request=request)
    assert "CSRF_COOKIE" not in request.META
    assert "Find a person or family" not in page
    assert "Sign out" not in page


def test_staff_get_search_navigation_and_a_sign_out_that_is_sent_by_post():
    request = RequestFactory().get("/")
    links = [
        {"label": "Home", "url": "/", "current": True},
        {"label": "Texts", "url": "/t/", "current": False},
    ]
    page = drawn(request, user=worker(), show_search=True, navigation=links)
    assert "Find a person or family" in page
    assert 'aria-current="page"' in page
    assert '<button type="submit" class="app-account__button">Sign out</button>' in page
    assert list(faults(page)) == []


def test_a_search_never_stands_in_an_address():
    page = drawn(RequestFactory().get("/"), user=worker(), show_search=True)
    search = page[page.index('role="search"') - 80 : page.index('role="search"')]
    assert 'method="post"' in search


def test_a_script_carries_the_nonce_of_its_answer():
    assert 'type="module" src="/static/js/init.js" nonce="abc"' in drawn(RequestFactory().get("/"))


@pytest.mark.parametrize(
    ("view", "status", "words"),
    [
        (error_pages.bad_request, 400, "Sorry, we could not read that request"),
        (error_pages.forbidden, 403, "You cannot open this page"),
        (error_pages.not_found, 404, "Page not found"),
        (
            lambda request, exception: error_pages.error_page("503", 503),
            503,
            "Sorry, the service is not available",
        ),
    ],
)
def test_an_error_page_says_what_to_do_and_not_what_was_asked_for(view, status, words):
    request = RequestFactory().get("/families/Rosa-Mistletoe/", {"q": "secret"})
    answer = view(request, Exception("Rosa Mistletoe"))
    page = answer.content.decode()
    assert answer.status_code == status
    assert f'<h1 class="govuk-heading-l">{words}</h1>' in page
    assert "Mistletoe" not in page
    assert "secret" not in page
    assert list(faults(page)) == []


def test_the_page_for_our_own_failure_needs_no_database():
    answer = error_pages.error_page("500", 500)
    assert answer.status_code == 500
    assert list(faults(answer.content.decode())) == []
