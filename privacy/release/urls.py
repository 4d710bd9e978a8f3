"""Addresses of releases: for officers under /privacy/, for whoever was sent a link under /your-information/."""

from django.urls import path

from privacy.release.views import answer, sending

app_name = "release"

urlpatterns = [
    path("privacy/looking-through/<uuid:review_id>/sent/", sending.releases, name="releases"),
    path("privacy/looking-through/<uuid:review_id>/send/", sending.release_new, name="new"),
    path(
        "privacy/looking-through/<uuid:review_id>/sent/<uuid:release_id>/recall/",
        sending.release_recalled,
        name="recall",
    ),
    path("your-information/<str:link>/", answer.answer, name="answer"),
    path("your-information/<str:link>/file/", answer.answer_file, name="file"),
]
