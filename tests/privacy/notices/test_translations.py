"""A version in another language: what nobody translated is in English and says so to whoever listens."""

import html5lib
import pytest
from django.urls import reverse

from privacy.codes import NoticeCode
from privacy.models import NoticeSection
from privacy.notices.content import texts
from privacy.notices.draft import draft_content
from privacy.notices.models import TranslatedText
from tests.database import as_owner
from tests.factories.privacy import publish_draft

pytestmark = pytest.mark.django_db


def translate(language, **said):
    """Texts of the draft in a language, by the end of their key."""
    english = texts(draft_content(NoticeCode.SERVICE))
    for name, words in said.items():
        key = next(key for key in english if key.replace("-", "_").replace(".", "_").endswith(name))
        TranslatedText.objects.create(
            page="service", language=language, key=key, english=english[key], text=words
        )


def tree(response):
    return html5lib.parse(response.content, namespaceHTMLElements=False, transport_encoding="utf-8")


def language_at(root, wanted):
    """The language and direction that stand at the element which says these words."""
    parents = {child: parent for parent in root.iter() for child in parent}
    node = next(node for node in root.iter() if (node.text or "").strip() == wanted)
    chain = [node]
    while chain[-1] in parents:
        chain.append(parents[chain[-1]])
    said = next(node for node in chain if node.get("lang"))
    return said.get("lang"), next((node.get("dir") for node in chain if node.get("dir")), "ltr")


def test_translated_words_and_english_ones_are_told_apart(page):
    with as_owner():
        translate("ur", title="ہم آپ کی معلومات کیسے استعمال کرتے ہیں")
        publish_draft()
    root = tree(page.get("/privacy/?language=ur"))
    html = root if root.tag == "html" else root.find("html")
    assert (html.get("lang"), html.get("dir")) == ("ur", "rtl")
    assert language_at(root, "ہم آپ کی معلومات کیسے استعمال کرتے ہیں") == ("ur", "rtl")
    assert language_at(root, "How we keep it safe") == ("en", "ltr")
    assert language_at(root, "Limitation Act 1980") == ("en", "ltr")
    assert language_at(root, "Skip to main content") == ("en", "ltr")
    assert language_at(root, "How we keep our word") == ("en", "ltr")


def test_a_language_written_from_the_left_and_its_months(page):
    with as_owner():
        translate("pl", title="Jak używamy Twoich danych", who_we_are_body="Jesteśmy częścią rady.")
        publish_draft()
    shown = page.get("/privacy/?language=pl").content.decode()
    assert '<html lang="pl" dir="ltr"' in shown
    assert "Jesteśmy częścią rady." in shown
    assert "listopada" in shown or "grudnia" in shown or "stycznia" in shown


def test_the_english_page_leads_to_the_languages_there_are(page):
    with as_owner():
        translate("pl", title="Jak używamy Twoich danych")
        publish_draft()
    shown = page.get("/privacy/").content.decode()
    assert 'href="?language=pl"' in shown
    assert "Polski" in shown
    assert "?language=ur" not in shown


def test_a_translation_of_older_english_is_left_out_of_the_next_version(page):
    with as_owner():
        translate("pl", who_we_are_body="Jesteśmy częścią rady.", title="Jak używamy Twoich danych")
        publish_draft()
        NoticeSection.objects.filter(notice__code="service", code="who-we-are").update(body="We are new.")
        publish_draft()
    shown = page.get("/privacy/?language=pl").content.decode()
    assert "Jesteśmy częścią rady." not in shown
    assert "We are new." in shown
    old = page.get(reverse("notices:version", args=["service", 2]) + "?language=pl").content.decode()
    assert "Jesteśmy częścią rady." in old


def test_an_administrator_translates_a_text_with_a_reason(page, council):
    page.force_login(council.admin)
    address = reverse("admin:notices_translatedtext_add")
    typed = {"language": "pl", "place": "service:title", "text": "Jak używamy", "reason": "From the agency"}
    assert "This field is required" in page.post(address, typed | {"reason": ""}).content.decode()
    assert page.post(address, typed).status_code == 302
    with as_owner():
        row = TranslatedText.objects.get()
        assert (row.key, row.language, row.english) == ("title", "pl", "How we use your information")
        assert row.history.get().history_user == council.admin


def test_a_text_is_translated_once_and_the_second_try_says_so(page, council):
    page.force_login(council.admin)
    address = reverse("admin:notices_translatedtext_add")
    typed = {"language": "pl", "place": "service:title", "text": "Jak używamy", "reason": "From the agency"}
    page.post(address, typed)
    assert "in this language already" in page.post(address, typed | {"text": "Inaczej"}).content.decode()
    with as_owner():
        assert TranslatedText.objects.get().text == "Jak używamy"
