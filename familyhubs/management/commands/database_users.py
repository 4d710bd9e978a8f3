"""Gives each process a user of PostgreSQL of its own, so that none of them can be more than its plain role."""

from typing import Any

import psycopg
from django.core.management.base import BaseCommand, CommandError
from django.db import connection, transaction
from psycopg import sql

from familyhubs import env

USERS = {"hubs_web": ("web", "WEB_DATABASE_PASSWORD"), "hubs_worker": ("worker", "WORKER_DATABASE_PASSWORD")}
"""The role each user is a member of, and the setting with its password."""

MORE = {
    "rolsuper": "NOSUPERUSER",
    "rolbypassrls": "NOBYPASSRLS",
    "rolcreaterole": "NOCREATEROLE",
    "rolcreatedb": "NOCREATEDB",
    "rolreplication": "NOREPLICATION",
}
"""What would make a user more than its role, and the words that take it away."""


class Command(BaseCommand):
    """Run as the owner, after ``migrate`` has made the roles; running it again changes the passwords."""

    help = "Make or mend the users hubs_web and hubs_worker, members of one plain role each."

    def handle(self, **options: Any) -> None:
        """Both users or, when a password is missing or short, neither."""
        try:
            passwords = {user: env.secret(name, at_least=16) for user, (_, name) in USERS.items()}
        except env.SettingError as error:
            raise CommandError(str(error)) from None
        with transaction.atomic():
            for user, password in passwords.items():
                user_make(user, str(password), role=str(env.DATABASE_ROLES[USERS[user][0]]))
        self.stdout.write(f"{' and '.join(USERS)} can sign in, each as one plain role.")


def user_make(user: str, password: str, *, role: str) -> None:
    """A user who may sign in and be this role, and nothing else, whatever they were before.

    The password is scrambled here: no statement that the server might log holds it. What a new user never has is not
    taken away: only a superuser may speak of it, and the owner of the database need not be one.
    """
    name = sql.Identifier(user)
    with connection.cursor() as cursor:
        more = sql.SQL(" OR ").join(map(sql.Identifier, MORE))
        cursor.execute(sql.SQL("SELECT {} FROM pg_roles WHERE rolname = %s").format(more), [user])
        found = cursor.fetchone()
        if not found:
            cursor.execute(sql.SQL("CREATE ROLE {}").format(name))
        elif found[0]:
            cursor.execute(sql.SQL("ALTER ROLE {} {}").format(name, sql.SQL(" ".join(MORE.values()))))
        cursor.execute(
            sql.SQL("ALTER ROLE {} LOGIN PASSWORD {}").format(name, sql.Literal(_scrambled(password, user)))
        )
        cursor.execute(
            "SELECT rolname FROM pg_auth_members JOIN pg_roles ON pg_roles.oid = roleid WHERE member = %s::regrole",
            [user],
        )
        held = {other for (other,) in cursor.fetchall()}
        for other in held - {role}:
            cursor.execute(sql.SQL("REVOKE {} FROM {}").format(sql.Identifier(other), name))
        if role not in held:
            cursor.execute(sql.SQL("GRANT {} TO {}").format(sql.Identifier(role), name))


def _scrambled(password: str, user: str) -> str:
    """What the server keeps instead of the password (RFC 5802)."""
    link: psycopg.Connection[Any] = connection.connection
    return link.pgconn.encrypt_password(password.encode(), user.encode(), b"scram-sha-256").decode()
