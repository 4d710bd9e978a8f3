"""For machines that watch this one: is the process up, and can it work?"""

from collections.abc import Callable

from django.conf import settings
from django.db import Error, connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.http.response import HttpResponseBase
from django.urls import reverse
from kombu.exceptions import OperationalError

from accounts.access import READ, public
from familyhubs.celery import app

BROKER_PATIENCE_SECONDS = 1


@public("A load balancer asks whether the process is up; the answer holds nothing about anybody.", READ)
def alive(request: HttpRequest) -> HttpResponse:
    """The process answers. Touches nothing else, so a slow database does not get it restarted."""
    return HttpResponse("up\n", content_type="text/plain")


@public("A load balancer asks whether pages can be served; the answer holds nothing about anybody.", READ)
def ready(request: HttpRequest) -> HttpResponse:
    """The database answers and has the tables this version expects; 503 when not.

    The broker is told but not required: without it work is only later, found again by the sweep.
    """
    database = database_state()
    told = {"database": database, "broker": broker_state()}
    return JsonResponse(told, status=200 if database == "ready" else 503)


def database_state() -> str:
    """`ready`, `migrations missing` or `no answer`."""
    try:
        executor = MigrationExecutor(connection)
        missing = executor.migration_plan(executor.loader.graph.leaf_nodes())
    except Error:
        return "no answer"
    return "migrations missing" if missing else "ready"


def broker_state() -> str:
    """`ready` or `no answer`."""
    if settings.CELERY_BROKER_URL.startswith("filesystem:"):
        return "ready"
    try:
        with app.connection_for_write(connect_timeout=BROKER_PATIENCE_SECONDS) as broker:
            broker.ensure_connection(max_retries=1, interval_start=0, timeout=BROKER_PATIENCE_SECONDS)
    except (OperationalError, OSError):
        return "no answer"
    return "ready"


class HealthMiddleware:
    """Answers these two before anything asks for a session, a host name or the database; goes first in MIDDLEWARE."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response
        self.answers = {reverse("health"): alive, reverse("health_ready"): ready}

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.answers.get(request.path_info, self.get_response)(request)
