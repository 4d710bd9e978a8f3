"""Routes about duplicate records. Ids are keys without meaning; names never reach a URL."""

from django.urls import URLPattern, path

from cases.families.merging.views import merge, merged, pairs

app_name = "merging"

urlpatterns: list[URLPattern] = [
    path("", pairs.pairs, name="pairs"),
    path("compare/", pairs.pair_new, name="pair_new"),
    path("families/", pairs.family_pairs, name="family_pairs"),
    path("families/of/<uuid:family_id>/", pairs.family_pair_new, name="family_pair_new"),
    path("families/<uuid:pair_id>/", merge.family_merge, name="family_merge"),
    path("families/<uuid:pair_id>/two-families/", pairs.not_same_family, name="not_same_family"),
    path("merged/", merged.merges, name="merges"),
    path("merged/<uuid:merge_id>/", merged.merged, name="merged"),
    path("merged/<uuid:merge_id>/take-apart/", merged.unmerge, name="unmerge"),
    path("<uuid:pair_id>/", merge.merge, name="merge"),
    path("<uuid:pair_id>/two-people/", pairs.not_same, name="not_same"),
]
