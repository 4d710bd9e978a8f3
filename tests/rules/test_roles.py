"""The roles in the code and the copy that PostgreSQL's policies ask must be the same."""

import pytest
from django.db import connection

from accounts.permissions import Permission
from accounts.roles import ROLES


@pytest.mark.django_db
@pytest.mark.parametrize("role", ROLES, ids=lambda role: role.code)
def test_the_database_allows_a_role_what_the_code_allows(role) -> None:
    with connection.cursor() as cursor:
        for permission in Permission:
            cursor.execute("SELECT role_allows(%s, %s)", [role.code, permission.value])
            assert cursor.fetchone() == (permission in role.permissions,), (
                f"{role.code} / {permission.value}: add a migration with InstallRoles()"
            )


@pytest.mark.django_db
def test_a_role_nobody_knows_may_nothing() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT role_allows('superuser', 'family_view')")
        assert cursor.fetchone() == (False,)


def test_every_permission_is_carried_by_a_role_and_no_casework_role_administers() -> None:
    for permission in set(Permission) - {Permission.OWN_ACCOUNT}:
        assert any(permission in role.permissions for role in ROLES), permission
    for role in ROLES:
        assert not {Permission.ADMIN_USE, Permission.FAMILY_VIEW} <= role.permissions, role.code
