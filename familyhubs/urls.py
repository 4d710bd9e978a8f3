"""Every way in. Each app brings its own routes; each route says who may open it."""

from django.contrib import admin
from django.urls import include, path

from cases.families.views import access_patterns
from cases.families.views.create import person_create_page
from cases.families.views.home import home
from cases.families.views.search import search, search_results
from familyhubs.health import alive, ready
from familyhubs.public_pages import accessibility_page, cookies_page
from familyhubs.well_known import robots_txt, security_txt
from retention.views.promises import promises_page

urlpatterns = [
    path("", home, name="home"),
    path("search/", search, name="search"),
    path("search/<str:token>/", search_results, name="search_results"),
    path("search/<str:token>/create/", person_create_page, name="person_create"),
    path("access-patterns/", access_patterns.access_patterns, name="access_patterns"),
    path("access-patterns/<uuid:pattern_id>/", access_patterns.access_pattern, name="access_pattern"),
    path("access-audit/", access_patterns.access_patterns_all, name="access_patterns_all"),
    path("access-audit/<uuid:pattern_id>/", access_patterns.access_pattern_all, name="access_pattern_all"),
    path("", include("accounts.urls")),
    path("families/", include("cases.families.urls")),
    path("families/<uuid:family_id>/", include("cases.contacts.urls")),
    path("families/<uuid:family_id>/documents/", include("cases.documents.urls")),
    path("duplicates/", include("cases.families.merging.urls")),
    path("families/<uuid:family_id>/assessments/", include("cases.assessments.urls")),
    path("", include("cases.texts.urls")),
    path("", include("cases.oversight.urls")),
    path("", include("cases.diary.urls")),
    path("referrals/", include("cases.referrals.urls")),
    path("groups/", include("cases.groups.urls")),
    path("privacy/how-we-keep-our-word/", promises_page, name="promises"),
    path("cookies/", cookies_page, name="cookies"),
    path("accessibility/", accessibility_page, name="accessibility"),
    path("", include("privacy.telling.urls")),
    path("", include("privacy.release.urls")),
    path("", include("privacy.partners.urls")),
    path("privacy/looking-through/", include("privacy.redaction.urls")),
    path("privacy/", include("privacy.notices.urls")),
    path("privacy/requests/", include("privacy.workbench.urls")),
    path("privacy/", include("privacy.public_forms.urls")),
    path("privacy/", include("privacy.duties.urls")),
    path("privacy/", include("privacy.rights.urls")),
    path("", include("privacy.survey.urls")),
    path("privacy/", include("privacy.urls")),
    path("retention/", include("retention.urls")),
    path("health/", alive, name="health"),
    path("health/ready/", ready, name="health_ready"),
    path(".well-known/security.txt", security_txt, name="security_txt"),
    path("robots.txt", robots_txt, name="robots_txt"),
    path("admin/", admin.site.urls),
]

handler400 = "familyhubs.errors.bad_request"
handler403 = "familyhubs.errors.refused"
handler404 = "familyhubs.errors.not_found"
handler429 = "familyhubs.errors.too_many_tries"  # asked by allauth, after too many tries to sign in
handler500 = "familyhubs.errors.out_of_order"
