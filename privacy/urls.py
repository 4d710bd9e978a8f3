"""Addresses under /privacy/."""

from django.urls import path

from privacy.views import notice

app_name = "privacy"

urlpatterns = [
    path("", notice.notice_page, name="notice"),
    path("survey/", notice.survey_page, name="survey"),
    path("third-party-websites/", notice.third_party_page, name="third_party"),
]
