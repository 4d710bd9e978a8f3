"""Addresses of downloads: for staff beside their sharing, for the partner under /for-partners/."""

from django.urls import path

from privacy.partners.views import opening, preparing

app_name = "partners"

ONE = "privacy/families/<uuid:family_id>/sharing/<uuid:disclosure_id>/download/"

urlpatterns = [
    path(ONE, preparing.downloads, name="downloads"),
    path(f"{ONE}prepare/", preparing.prepare, name="prepare"),
    path(f"{ONE}<uuid:download_id>/file/", preparing.preview, name="preview"),
    path(f"{ONE}<uuid:download_id>/hand-over/", preparing.hand_over, name="hand_over"),
    path(f"{ONE}<uuid:download_id>/recall/", preparing.recall, name="recall"),
    path("for-partners/<str:link>/", opening.asked, name="asked"),
    path("for-partners/<str:link>/file/", opening.given, name="given"),
]
