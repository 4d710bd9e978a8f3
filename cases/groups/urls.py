"""Routes about groups, and about one family's part in them. Ids are keys without meaning."""

from django.urls import path

from cases.groups.views import (
    cohort,
    enrolment,
    family,
    outcomes,
    planning,
    register,
    register_draft,
    session,
    walk_in,
)

app_name = "groups"

urlpatterns = [
    path("", planning.group_list, name="list"),
    path("programmes/add/", planning.programme_add, name="programme_add"),
    path("programmes/<uuid:programme_id>/", planning.programme_change, name="programme_change"),
    path("programmes/<uuid:programme_id>/plan/", planning.cohort_add, name="cohort_add"),
    path("<uuid:cohort_id>/", cohort.cohort_page, name="cohort"),
    path("<uuid:cohort_id>/outcomes/", outcomes.outcomes, name="outcomes"),
    path("<uuid:cohort_id>/change/", planning.cohort_change_page, name="cohort_change"),
    path("sessions/<uuid:session_id>/", register.register, name="register"),
    path("sessions/<uuid:session_id>/draft/", register_draft.draft, name="register_draft"),
    path("sessions/<uuid:session_id>/discard/", register_draft.discard, name="register_discard"),
    path("sessions/<uuid:session_id>/move/", session.move, name="session_move"),
    path("sessions/<uuid:session_id>/cancel/", session.cancel, name="session_cancel"),
    path("sessions/<uuid:session_id>/walk-in/", walk_in.walk_in, name="walk_in"),
    path(
        "sessions/<uuid:session_id>/walk-in/search/<str:token>/",
        walk_in.walk_in_results,
        name="walk_in_results",
    ),
    path("sessions/<uuid:session_id>/walk-in/<uuid:person_id>/", walk_in.walk_in_add, name="walk_in_add"),
    path("people/<uuid:enrolment_id>/end/", enrolment.end, name="end"),
    path("people/<uuid:enrolment_id>/place/", enrolment.place, name="place"),
    path("families/<uuid:family_id>/", family.family_groups, name="family"),
    path("families/<uuid:family_id>/enrol/", family.enrol, name="enrol"),
]
