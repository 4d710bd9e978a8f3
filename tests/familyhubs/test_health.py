"""What a load balancer and an administrator are told."""

from functools import partial

import pytest
from django.db import OperationalError, connection
from kombu import Connection

from familyhubs import health


def test_liveness_answers_without_touching_the_database(client):
    # No database mark: pytest-django refuses any query here.
    answer = client.get("/health/")
    assert answer.status_code == 200
    assert answer.content == b"up\n"
    assert not answer.cookies


@pytest.mark.django_db
def test_readiness_says_so_when_the_tables_are_the_ones_this_version_expects(client):
    answer = client.get("/health/ready/")
    assert answer.status_code == 200
    assert answer.json() == {"database": "ready", "broker": "ready"}


@pytest.mark.django_db
def test_a_load_balancer_may_ask_by_address_and_without_https(client):
    assert client.get("/health/ready/", headers={"host": "10.0.0.7:8000"}).status_code == 200


def test_readiness_fails_plainly_when_the_database_does_not_answer(client, monkeypatch):
    def refuse(_connection):
        raise OperationalError("connection to server at 10.1.2.3 failed for user secret")

    monkeypatch.setattr(health, "MigrationExecutor", refuse)
    answer = client.get("/health/ready/")
    assert answer.status_code == 503
    assert answer.json()["database"] == "no answer"
    assert b"secret" not in answer.content


@pytest.mark.django_db
def test_readiness_fails_while_migrations_are_missing(client, monkeypatch):
    monkeypatch.setattr(health.MigrationExecutor, "migration_plan", lambda *_: ["one to come"])
    answer = client.get("/health/ready/")
    assert answer.status_code == 503
    assert answer.json()["database"] == "migrations missing"


@pytest.mark.django_db
def test_a_dead_broker_is_told_but_does_not_take_the_pages_down(client, settings, monkeypatch):
    settings.CELERY_BROKER_URL = "amqp://127.0.0.1:1//"
    monkeypatch.setattr(health.app, "connection_for_write", partial(Connection, "amqp://127.0.0.1:1//"))
    answer = client.get("/health/ready/")
    assert answer.status_code == 200
    assert answer.json() == {"database": "ready", "broker": "no answer"}


@pytest.mark.parametrize("path", ["/health/", "/health/ready/"])
def test_nothing_may_be_posted_to_the_health_pages(client, path):
    assert client.post(path).status_code == 405


@pytest.mark.django_db
def test_the_web_process_acts_in_its_plain_role():
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_user")
        assert cursor.fetchone() == ("familyhubs_web",)
