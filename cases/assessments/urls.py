"""Routes about assessments, below the family they are of. Ids are keys without meaning."""

from django.urls import path

from cases.assessments.views import assessments, decide, section

app_name = "assessments"

urlpatterns = [
    path("", assessments.assessments, name="list"),
    path("start/", assessments.start, name="start"),
    path("<uuid:assessment_id>/", assessments.assessment, name="assessment"),
    path("<uuid:assessment_id>/read/", assessments.read, name="read"),
    path("<uuid:assessment_id>/submit/", decide.submit, name="submit"),
    path("<uuid:assessment_id>/decide/", decide.decide, name="decide"),
    path("<uuid:assessment_id>/<uuid:part_id>/", section.section, name="section"),
    path("<uuid:assessment_id>/<uuid:part_id>/draft/", section.draft, name="draft"),
    path("<uuid:assessment_id>/<uuid:part_id>/discard/", section.discard, name="discard"),
]
