"""Routes about families and people. Ids are keys without meaning; names never reach a URL."""

from django.urls import URLPattern, path

from cases.families.views import (
    all_families,
    break_glass,
    changes,
    due,
    family,
    genogram,
    involvement,
    looks,
    member,
    part,
    person,
    restriction,
    warnings,
)

app_name = "families"

urlpatterns: list[URLPattern] = [
    path("", all_families.family_list, name="list"),
    path("due/", due.due_page, name="due"),
    path("<uuid:family_id>/", family.family_page, name="family"),
    path("<uuid:family_id>/name/", member.family_name, name="family_name"),
    path("<uuid:family_id>/changes/", changes.family_changes, name="family_changes"),
    path("<uuid:family_id>/genogram/", genogram.genogram, name="genogram"),
    path("<uuid:family_id>/looks/", looks.family_looks, name="family_looks"),
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
    path("<uuid:family_id>/who-sees/", restriction.who_sees, name="who_sees"),
    path("<uuid:family_id>/restrict/", restriction.restrict, name="restrict"),
    path("<uuid:family_id>/restriction/", restriction.restriction, name="restriction"),
    path("<uuid:family_id>/restriction/lift/", restriction.restriction_end, name="restriction_lift"),
    path("<uuid:family_id>/warnings/", warnings.warning_list, name="warnings"),
    path("<uuid:family_id>/warnings/add/", warnings.warning_add, name="warning_add"),
    path("<uuid:family_id>/warnings/<uuid:warning_id>/", warnings.warning_change, name="warning_change"),
    path("<uuid:family_id>/warnings/<uuid:warning_id>/end/", warnings.warning_stop, name="warning_end"),
    path("emergency/", break_glass.break_glass_list, name="break_glass_list"),
    path("emergency/<uuid:grant_id>/", break_glass.break_glass_review, name="break_glass_review"),
    path("emergency/<uuid:grant_id>/end/", break_glass.break_glass_end, name="break_glass_end"),
    path("people/<uuid:person_id>/emergency/", break_glass.break_glass, name="break_glass"),
    path("people/<uuid:person_id>/", person.person_page, name="person"),
    path("people/<uuid:person_id>/looks/", looks.person_looks, name="person_looks"),
    path("people/<uuid:person_id>/details/", person.person_change, name="person_change"),
    path("people/<uuid:person_id>/changes/", changes.person_changes, name="person_changes"),
    path("people/<uuid:person_id>/<slug:part>/add/", part.part_add, name="part_add"),
    path("people/<uuid:person_id>/<slug:part>/changes/", changes.part_changes, name="part_changes"),
    path("people/<uuid:person_id>/<slug:part>/<uuid:row_id>/", part.part_change, name="part_change"),
    path("people/<uuid:person_id>/<slug:part>/<uuid:row_id>/end/", part.part_end, name="part_end"),
]
