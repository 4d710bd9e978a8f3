"""Addresses of the public forms and of their inbox, under /privacy/."""

from django.urls import path

from privacy.public_forms.views import ask, inbox

app_name = "public_forms"
ONE = "requests/forms/<uuid:submission_id>/"

urlpatterns = [
    path("ask/", ask.start, name="start"),
    path("ask/return/", ask.go_on, name="return"),
    path("ask/sent/<str:token>/", ask.sent, name="sent"),
    path("ask/sent/<str:token>/take-back/", ask.take_back, name="take_back"),
    path("ask/<slug:kind>/", ask.ask, name="ask"),
    path("requests/forms/", inbox.inbox, name="inbox"),
    path(ONE, inbox.submission, name="submission"),
    path(ONE + "person/", inbox.submission_match, name="match"),
    path(ONE + "complaint/", inbox.submission_complaint, name="complaint"),
    path(ONE + "answer/", inbox.submission_answer, name="answer"),
    path(ONE + "files/<uuid:evidence_id>/", inbox.evidence, name="evidence"),
]
