"""Routes of supervision and quality. Ids are keys without meaning."""

from django.urls import path

from cases.oversight.views import audit, file, hand_over, missing

app_name = "oversight"

urlpatterns = [
    path("families/<uuid:family_id>/oversight/", file.file, name="file"),
    path("families/<uuid:family_id>/oversight/write/", file.note_add, name="note_add"),
    path("families/<uuid:family_id>/oversight/<uuid:note_id>/", file.note_correct, name="note_correct"),
    path("families/<uuid:family_id>/audits/<uuid:audit_id>/", audit.audit, name="audit"),
    path("families/<uuid:family_id>/work/<uuid:involvement_id>/step/", hand_over.step, name="step"),
    path("families/<uuid:family_id>/work/<uuid:involvement_id>/reopen/", hand_over.reopen, name="reopen"),
    path("quality/", audit.audits, name="audits"),
    path("quality/missing/", missing.missing, name="missing"),
]
