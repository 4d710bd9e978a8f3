"""Routes about families and people. Ids are keys without meaning; names never reach a URL."""

from django.urls import URLPattern

app_name = "families"

urlpatterns: list[URLPattern] = []
