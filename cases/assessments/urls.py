"""Routes about assessments, below the family they are of. Ids are keys without meaning."""

from django.urls import path

from cases.assessments.views import (
    assessments,
    compare,
    decide,
    drafting,
    meeting,
    plan,
    plan_copy,
    review,
    section,
)

app_name = "assessments"

urlpatterns = [
    path("", assessments.assessments, name="list"),
    path("start/", assessments.start, name="start"),
    path("plans/start/", plan.start, name="plan_start"),
    path("plans/<uuid:plan_id>/", plan.plan, name="plan"),
    path("plans/<uuid:plan_id>/needs/add/", plan.need_add, name="need_add"),
    path("plans/<uuid:plan_id>/needs/<uuid:need_id>/", plan.need, name="need"),
    path("plans/<uuid:plan_id>/needs/<uuid:need_id>/goals/add/", plan.goal_add, name="goal_add"),
    path("plans/<uuid:plan_id>/goals/<uuid:goal_id>/", plan.goal, name="goal"),
    path("plans/<uuid:plan_id>/goals/<uuid:goal_id>/actions/add/", plan.action_add, name="action_add"),
    path("plans/<uuid:plan_id>/actions/<uuid:action_id>/", plan.action, name="action"),
    path("plans/<uuid:plan_id>/reviews/add/", review.review_add, name="review_add"),
    path("plans/<uuid:plan_id>/meetings/add/", meeting.meeting_add, name="meeting_add"),
    path("plans/<uuid:plan_id>/meetings/<uuid:meeting_id>/", meeting.meeting, name="meeting"),
    path(
        "plans/<uuid:plan_id>/meetings/<uuid:meeting_id>/write/", meeting.meeting_write, name="meeting_write"
    ),
    path("plans/<uuid:plan_id>/meetings/<uuid:meeting_id>/move/", meeting.meeting_move, name="meeting_move"),
    path("plans/<uuid:plan_id>/print/", plan_copy.printed, name="plan_print"),
    path("plans/<uuid:plan_id>/pdf/", plan_copy.pdf, name="plan_pdf"),
    path("plans/<uuid:plan_id>/drafts/<uuid:key>/", drafting.draft, name="plan_draft"),
    path("plans/<uuid:plan_id>/drafts/<uuid:key>/discard/", drafting.discard, name="plan_discard"),
    path("<uuid:assessment_id>/", assessments.assessment, name="assessment"),
    path("<uuid:assessment_id>/join/", assessments.join, name="join"),
    path("<uuid:assessment_id>/read/", assessments.read, name="read"),
    path("<uuid:assessment_id>/compare/", compare.compare, name="compare"),
    path("<uuid:assessment_id>/copy/", compare.copy, name="copy"),
    path("<uuid:assessment_id>/copy/print/", compare.printed, name="print"),
    path("<uuid:assessment_id>/copy/pdf/", compare.pdf, name="pdf"),
    path("<uuid:assessment_id>/submit/", decide.submit, name="submit"),
    path("<uuid:assessment_id>/decide/", decide.decide, name="decide"),
    path("<uuid:assessment_id>/<uuid:part_id>/", section.section, name="section"),
    path("<uuid:assessment_id>/<uuid:part_id>/draft/", section.draft, name="draft"),
    path("<uuid:assessment_id>/<uuid:part_id>/discard/", section.discard, name="discard"),
]
