"""Addresses under /retention/."""

from django.urls import path

from retention.views import holds, lists, processing, schedule

app_name = "retention"

urlpatterns = [
    path("", lists.lists, name="lists"),
    path("lists/<uuid:list_id>/", lists.one_list, name="list"),
    path("lists/<uuid:list_id>/submit/", lists.submit, name="submit"),
    path("lists/<uuid:list_id>/approve/", lists.approve, name="approve"),
    path("lists/<uuid:list_id>/stop/", lists.stop, name="stop"),
    path("files/<uuid:item_id>/keep/", lists.take_off, name="take_off"),
    path("files/<uuid:item_id>/agree/", lists.agree, name="agree"),
    path("holds/", holds.holds, name="holds"),
    path("holds/new/", holds.hold_new, name="hold_new"),
    path("holds/<uuid:hold_id>/release/", holds.release, name="hold_release"),
    path("register/", lists.register, name="register"),
    path("record-of-processing/", processing.processing, name="processing"),
    path("record-of-processing/csv/", processing.processing_csv, name="processing_csv"),
    path("record-of-processing/docx/", processing.processing_docx, name="processing_docx"),
    path("impact-evidence/", processing.impact, name="impact"),
    path("impact-evidence/csv/", processing.impact_csv, name="impact_csv"),
    path("impact-evidence/docx/", processing.impact_docx, name="impact_docx"),
    path("schedule/", schedule.schedule, name="schedule"),
    path("schedule/approve/", schedule.schedule_approval, name="schedule_approval"),
]
