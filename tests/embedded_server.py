"""A pytest plugin: one PostgreSQL for the run, embedded unless DATABASE_URL names another.

Loaded by ``-p`` ahead of pytest-django, because settings read DATABASE_URL as they are imported. With xdist the
controller starts the server and its workers inherit the address.
"""

import gc
import os
import shutil
from typing import Any

import psycopg
from psycopg import sql

from familyhubs import local
from familyhubs.postgres import EmbeddedPostgres

OURS = "FAMILYHUBS_TEST_SERVER"
SERVER: list[EmbeddedPostgres] = []

if "DATABASE_URL" not in os.environ:
    folder = local.VAR / "test" / str(os.getpid())
    os.environ[OURS] = str(os.getpid())
    os.environ["DATABASE_URL"] = local.server_url(folder, "postgres")
# One migrated database a run, which every process of the run copies (see `tests.database`).
os.environ.setdefault("FAMILYHUBS_TEST_TEMPLATE", f"test_{os.getpid()}")
# Migrations run as the owner; conftest then puts every connection into the web's plain role.
os.environ["DATABASE_ROLE"] = "owner"


def pytest_configure(config: Any) -> None:
    """Start the server in the process that owns it."""
    if os.environ.get(OURS) != str(os.getpid()):
        return
    server = EmbeddedPostgres(
        local.VAR / "test" / str(os.getpid()), durable=False, options={"max_connections": "200", "jit": "off"}
    )
    server.start()
    SERVER.append(server)


def pytest_collection_finish(session: Any) -> None:
    """What is loaded by now stays to the end: do not look through it for garbage again and again."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(100_000, 50, 100)


def pytest_unconfigure(config: Any) -> None:
    """Stop it and leave nothing behind, not even on a server that was named to us."""
    if not SERVER and os.environ["FAMILYHUBS_TEST_TEMPLATE"] == f"test_{os.getpid()}":
        template = os.environ["FAMILYHUBS_TEST_TEMPLATE"]
        with psycopg.connect(os.environ["DATABASE_URL"], autocommit=True) as connection:
            for name in map(sql.Identifier, (template, f"{template}_crawl")):
                connection.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(name))
    while SERVER:
        server = SERVER.pop()
        server.stop()
        shutil.rmtree(server.folder, ignore_errors=True)
