"""Addresses of telling people about the notice."""

from django.urls import path

from privacy.telling.views import given, runs, to_do

app_name = "telling"

urlpatterns = [
    path("privacy/telling/", runs.runs, name="runs"),
    path("privacy/telling/<uuid:telling_id>/", runs.run, name="run"),
    path("privacy/telling/<uuid:telling_id>/people/", to_do.people, name="people"),
    path("privacy/telling/versions/<uuid:version_id>/start/", runs.start, name="start"),
    path("privacy/telling/to-do/", to_do.to_do, name="to_do"),
    path("privacy/telling/letters/", to_do.letters, name="letters"),
    path("privacy/telling/letters/csv/", to_do.letters_csv, name="letters_csv"),
    path("privacy/telling/letters/printed/", to_do.letters_printed, name="letters_printed"),
    path("families/<uuid:family_id>/people/<uuid:person_id>/notice/", given.give, name="give"),
]
