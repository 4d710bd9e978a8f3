"""Gives each process a user of PostgreSQL of its own, so that none of them can be more than its plain role."""

from typing import Any

import psycopg
from django.core.management.base import BaseCommand, CommandError
from django.db import connection, transaction
from psycopg import sql

from familyhubs import env

USERS = {"hubs_web": ("web", "WEB_DATABASE_PASSWORD"), "hubs_worker": ("worker", "WORKER_DATABASE_PASSWORD")}
"""The role each user is a member of, and the setting with its password."""


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

    The password is scrambled here: no statement that the server might log holds it.
    """
    with connection.cursor() as cursor:
        scrambled = (
            _link().pgconn.encrypt_password(password.encode(), user.encode(), b"scram-sha-256").decode()
        )
        cursor.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", [user])
        begin = "ALTER" if cursor.fetchone() else "CREATE"
        cursor.execute(
            sql.SQL(
                "{} ROLE {} LOGIN NOSUPERUSER NOBYPASSRLS NOCREATEDB NOCREATEROLE NOREPLICATION PASSWORD {}"
            ).format(sql.SQL(begin), sql.Identifier(user), sql.Literal(scrambled))
        )
        cursor.execute(
            "SELECT held.rolname FROM pg_auth_members JOIN pg_roles held ON held.oid = roleid"
            " WHERE member = %s::regrole",
            [user],
        )
        for (other,) in cursor.fetchall():
            cursor.execute(sql.SQL("REVOKE {} FROM {}").format(sql.Identifier(other), sql.Identifier(user)))
        cursor.execute(sql.SQL("GRANT {} TO {}").format(sql.Identifier(role), sql.Identifier(user)))


def _link() -> psycopg.Connection[Any]:
    """The driver's own connection, which knows how this server scrambles passwords."""
    link: psycopg.Connection[Any] = connection.connection
    return link
