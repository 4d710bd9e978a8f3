"""Routes about duplicate records. Ids are keys without meaning; names never reach a URL."""

from django.urls import URLPattern, path

from cases.families.merging.views import merge, pairs

app_name = "merging"

urlpatterns: list[URLPattern] = [
    path("", pairs.pairs, name="pairs"),
    path("compare/", pairs.pair_new, name="pair_new"),
    path("merged/", merge.merges, name="merges"),
    path("merged/<uuid:merge_id>/", merge.merged, name="merged"),
    path("merged/<uuid:merge_id>/take-apart/", merge.unmerge, name="unmerge"),
    path("<uuid:pair_id>/", merge.merge, name="merge"),
    path("<uuid:pair_id>/two-people/", pairs.not_same, name="not_same"),
]
