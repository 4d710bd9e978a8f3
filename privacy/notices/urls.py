"""Addresses under /privacy/: versions for everybody, drafts for their writers."""

from django.urls import path

from privacy.notices.views import drafts, public, translations

app_name = "notices"

urlpatterns = [
    path("versions/", public.versions, name="versions"),
    path("versions/schema.json", public.version_schema, name="version_schema"),
    path("versions/<slug:page>/<int:number>/", public.version, name="version"),
    path("versions/<slug:page>/<int:number>.json", public.version_json, name="version_json"),
    path("drafts/", drafts.drafts, name="drafts"),
    path("drafts/<slug:page>/", drafts.draft, name="draft"),
    path("drafts/<slug:page>/preview/", drafts.preview, name="preview"),
    path("drafts/<slug:page>/propose/", drafts.propose, name="propose"),
    path("drafts/<slug:page>/publish/", drafts.publish, name="publish"),
    path("drafts/<slug:page>/translations/", translations.languages, name="languages"),
    path("drafts/<slug:page>/translations/<slug:language>/", translations.translate, name="translate"),
    path(
        "drafts/<slug:page>/translations/<slug:language>/csv/",
        translations.translate_csv,
        name="translate_csv",
    ),
]
