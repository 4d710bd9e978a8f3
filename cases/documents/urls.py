"""Routes about documents, below the family they are about. Ids are keys without meaning; no title, no file name."""

from django.urls import path

from cases.documents.views import changing, reading, uploading

app_name = "documents"

urlpatterns = [
    path("", reading.document_list, name="list"),
    path("add/", uploading.add, name="add"),
    path("<uuid:document_id>/", reading.document, name="document"),
    path("<uuid:document_id>/describe/", changing.describe, name="describe"),
    path("<uuid:document_id>/replace/", uploading.replace, name="replace"),
    path("<uuid:document_id>/remove/", changing.remove, name="remove"),
    path("<uuid:document_id>/versions/<uuid:version_id>/", reading.file, name="file"),
]
