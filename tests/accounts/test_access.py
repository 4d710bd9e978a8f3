"""A route that forgot to say who may open it: refused at the start, and refused again when served."""

from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory
from django.urls import path

from accounts import checks
from accounts.middleware import AccessMiddleware


def forgetful(request: HttpRequest) -> HttpResponse:
    return HttpResponse("open to all by mistake")


urlpatterns = [path("forgotten/", forgetful)]


def test_the_check_names_the_forgotten_route(settings: Any) -> None:
    settings.ROOT_URLCONF = __name__
    messages = checks.every_route_declares_its_access(None)
    assert [message.id for message in messages] == ["accounts.E001"]
    assert "forgotten/" in messages[0].msg


def test_the_middleware_refuses_it_where_the_check_was_skipped() -> None:
    middleware = AccessMiddleware(forgetful)
    with pytest.raises(PermissionDenied):
        middleware.process_view(RequestFactory().get("/forgotten/"), forgetful, (), {})


def test_every_route_of_the_portal_has_declared_its_access() -> None:
    assert checks.every_route_declares_its_access(None) == []
