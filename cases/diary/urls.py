"""Routes of tasks, visits and the diary. Ids are keys without meaning; the key of a calendar is told to nobody else."""

from django.urls import path

from cases.diary.views import agenda, family, feed, hand_over, tasks, visits

app_name = "diary"

urlpatterns = [
    path("tasks/", tasks.mine, name="tasks"),
    path("tasks/team/", tasks.team, name="team_tasks"),
    path("tasks/of/<uuid:worker_id>/hand-over/", hand_over.hand_over, name="hand_over"),
    path("families/<uuid:family_id>/tasks/", family.family_page, name="family"),
    path("families/<uuid:family_id>/tasks/add/", tasks.add, name="task_add"),
    path(
        "families/<uuid:family_id>/tasks/add/<slug:source>/<uuid:record_id>/",
        tasks.add_from,
        name="task_from",
    ),
    path("families/<uuid:family_id>/tasks/<uuid:task_id>/", tasks.change, name="task"),
    path("families/<uuid:family_id>/tasks/<uuid:task_id>/done/", tasks.done, name="task_done"),
    path("families/<uuid:family_id>/tasks/<uuid:task_id>/again/", tasks.again, name="task_again"),
    path("families/<uuid:family_id>/visits/plan/", visits.plan, name="visit_plan"),
    path("families/<uuid:family_id>/visits/<uuid:visit_id>/", visits.visit, name="visit"),
    path("families/<uuid:family_id>/visits/<uuid:visit_id>/change/", visits.change, name="visit_change"),
    path(
        "families/<uuid:family_id>/visits/<uuid:visit_id>/call-off/", visits.call_off, name="visit_call_off"
    ),
    path("diary/", agenda.week, name="week"),
    path("diary/day/", agenda.day, name="day"),
    path("diary/calendar/", feed.calendar, name="calendar"),
    path("calendar/<str:key>.ics", feed.feed, name="feed"),
]
