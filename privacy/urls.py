"""Addresses under /privacy/."""

from django.urls import path

from privacy.notices.views import public
from privacy.views import disclosures, looks, packs, requests

app_name = "privacy"

urlpatterns = [
    path("", public.notice_page, name="notice"),
    path("survey/", public.survey_page, name="survey"),
    path("third-party-websites/", public.third_party_page, name="third_party"),
    path("access-log/", looks.looks, name="looks"),
    path("sharing/", disclosures.disclosure_counts, name="disclosure_counts"),
    path("families/<uuid:family_id>/sharing/", disclosures.disclosures, name="disclosures"),
    path("families/<uuid:family_id>/sharing/new/", disclosures.disclosure_new, name="disclosure_new"),
    path(
        "families/<uuid:family_id>/sharing/<uuid:disclosure_id>/decision/",
        disclosures.disclosure_decided,
        name="disclosure_decided",
    ),
    path(
        "families/<uuid:family_id>/sharing/<uuid:disclosure_id>/sent/",
        disclosures.disclosure_sent,
        name="disclosure_sent",
    ),
    path("requests/", requests.request_list, name="requests"),
    path("requests/about/<uuid:person_id>/", requests.request_new, name="request_new"),
    path("requests/<uuid:request_id>/", requests.request_page, name="request"),
    path("requests/<uuid:request_id>/taken/", requests.request_taken, name="request_taken"),
    path("requests/<uuid:request_id>/events/", requests.request_event, name="request_event"),
    path("requests/<uuid:request_id>/answered/", requests.request_answered, name="request_answered"),
    path("requests/<uuid:request_id>/packs/", packs.pack_new, name="pack_new"),
    path(
        "requests/<uuid:request_id>/packs/<uuid:pack_id>/progress/", packs.pack_progress, name="pack_progress"
    ),
    path("requests/<uuid:request_id>/packs/<uuid:pack_id>/preview/", packs.pack_preview, name="pack_preview"),
    path("requests/<uuid:request_id>/packs/<uuid:pack_id>/pdf/", packs.pack_pdf, name="pack_pdf"),
    path("requests/<uuid:request_id>/packs/<uuid:pack_id>/json/", packs.pack_json, name="pack_json"),
]
