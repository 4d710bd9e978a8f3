"""Routes about families and people. Ids are keys without meaning; names never reach a URL."""

from django.urls import URLPattern, path

from cases.families.views import (
    all_families,
    changes,
    family,
    involvement,
    member,
    part,
    person,
)

app_name = "families"

urlpatterns: list[URLPattern] = [
    path("", all_families.family_list, name="list"),
    path("<uuid:family_id>/", family.family_page, name="family"),
    path("<uuid:family_id>/name/", member.family_name, name="family_name"),
    path("<uuid:family_id>/changes/", changes.family_changes, name="family_changes"),
    path("<uuid:family_id>/members/add/", member.member_add, name="member_add"),
    path("<uuid:family_id>/members/<uuid:membership_id>/", member.member_change, name="member_change"),
    path("<uuid:family_id>/members/<uuid:membership_id>/end/", member.member_end, name="member_end"),
    path("<uuid:family_id>/relationships/add/", member.relationship_add, name="relationship_add"),
    path(
        "<uuid:family_id>/relationships/<uuid:relationship_id>/",
        member.relationship_change,
        name="relationship_change",
    ),
    path("<uuid:family_id>/work/open/", involvement.open_, name="involvement_open"),
    path(
        "<uuid:family_id>/work/<uuid:involvement_id>/allocate/",
        involvement.allocate,
        name="involvement_allocate",
    ),
    path(
        "<uuid:family_id>/work/<uuid:involvement_id>/transfer/",
        involvement.transfer,
        name="involvement_transfer",
    ),
    path("<uuid:family_id>/work/<uuid:involvement_id>/close/", involvement.close, name="involvement_close"),
    path("people/<uuid:person_id>/", person.person_page, name="person"),
    path("people/<uuid:person_id>/details/", person.person_change, name="person_change"),
    path("people/<uuid:person_id>/changes/", changes.person_changes, name="person_changes"),
    path("people/<uuid:person_id>/<slug:part>/add/", part.part_add, name="part_add"),
    path("people/<uuid:person_id>/<slug:part>/changes/", changes.part_changes, name="part_changes"),
    path("people/<uuid:person_id>/<slug:part>/<uuid:row_id>/", part.part_change, name="part_change"),
    path("people/<uuid:person_id>/<slug:part>/<uuid:row_id>/end/", part.part_end, name="part_end"),
]
