"""Routes of complaints and breaches. Ids are keys without meaning."""

from django.urls import path

from privacy.duties.views import breach_steps, breaches, complaints

app_name = "duties"

BREACH = "breaches/<uuid:breach_id>/"

urlpatterns = [
    path("complaints/", complaints.complaints, name="complaints"),
    path("complaints/register.csv", complaints.complaints_csv, name="complaints_csv"),
    path("complaints/new/", complaints.complaint_new, name="complaint_new"),
    path("complaints/<uuid:complaint_id>/", complaints.complaint, name="complaint"),
    path("complaints/<uuid:complaint_id>/note/", complaints.complaint_step, name="complaint_step"),
    path(
        "complaints/<uuid:complaint_id>/hand-over/",
        complaints.complaint_hand_over,
        name="complaint_hand_over",
    ),
    path("complaints/<uuid:complaint_id>/answer/", complaints.complaint_close, name="complaint_close"),
    path("breaches/", breaches.breaches, name="breaches"),
    path("breaches/log.csv", breaches.breaches_csv, name="breaches_csv"),
    path("breaches/new/", breaches.breach_new, name="breach_new"),
    path(BREACH, breaches.breach, name="breach"),
    path(f"{BREACH}note/", breach_steps.breach_step, name="breach_step"),
    path(f"{BREACH}weigh/", breach_steps.breach_weigh, name="breach_weigh"),
    path(f"{BREACH}told/", breach_steps.breach_told, name="breach_told"),
    path(f"{BREACH}people/", breach_steps.breach_person, name="breach_person"),
    path(f"{BREACH}close/", breach_steps.breach_close, name="breach_close"),
    path(f"{BREACH}decide/<slug:about>/", breach_steps.breach_decide, name="breach_decide"),
    path(f"{BREACH}agree/<slug:about>/", breach_steps.breach_agree, name="breach_agree"),
]
