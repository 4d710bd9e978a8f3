"""Addresses of the workbench, under /privacy/requests/."""

from django.urls import path

from privacy.workbench.views import letters, lists, parts

app_name = "workbench"
ONE = "<uuid:request_id>/"
LETTER = ONE + "letters/<uuid:letter_id>/"

urlpatterns = [
    path("chasing/", lists.chasing, name="chasing"),
    path("figures/", lists.figures, name="figures"),
    path(ONE + "people/new/", parts.party_add, name="party_add"),
    path(ONE + "people/<uuid:party_id>/", parts.party_change, name="party_change"),
    path(ONE + "people/<uuid:party_id>/remove/", parts.party_remove, name="party_remove"),
    path(ONE + "searches/new/", parts.search_add, name="search_add"),
    path(ONE + "records/new/", parts.records_ask, name="records_ask"),
    path(ONE + "records/<uuid:asked_id>/", parts.records_came, name="records_came"),
    path(ONE + "reminders/<slug:what>/", parts.chase, name="chase"),
    path(ONE + "letters/new/<slug:kind>/", letters.letter_new, name="letter_new"),
    path(LETTER, letters.letter, name="letter"),
    path(LETTER + "pdf/", letters.letter_pdf, name="letter_pdf"),
    path(LETTER + "word/", letters.letter_word, name="letter_word"),
    path(LETTER + "sent/", letters.letter_went, name="letter_went"),
    path(LETTER + "thrown-away/", letters.letter_gone, name="letter_gone"),
]
