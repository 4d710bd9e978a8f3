"""Routes of the survey."""

from django.urls import path

from privacy.survey.views import public, results

app_name = "survey"

urlpatterns = [
    path("testing/", public.surveys_open, name="open"),
    path("testing/thank-you/", public.survey_thanks, name="thanks"),
    path("testing/<uuid:survey_id>/", public.survey_take, name="take"),
    path("surveys/", results.surveys, name="list"),
    path("surveys/<uuid:survey_id>/publish/", results.publish, name="publish"),
    path("surveys/<uuid:survey_id>/results/", results.results, name="results"),
]
