"""Need-to-know, enforced by PostgreSQL: migration operations that put a table behind forced row security.

A policy expression speaks of the row as ``{row}``; the same expression protects the table and its history table.
It may lean on other protected tables: ``EXISTS (SELECT 1 FROM families_person p WHERE p.id = {row}.person_id)`` asks
"can the actor see that person?", because the policies of ``families_person`` apply inside it.
"""

from typing import Any

from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.operations.base import Operation
from django.db.migrations.state import ProjectState

from accounts.permissions import Permission
from accounts.roles import ROLES, managing_roles

WEB, WORKER, LOOKUP = "familyhubs_web", "familyhubs_worker", "familyhubs_lookup"

ACTOR_FUNCTIONS = """
CREATE OR REPLACE FUNCTION today_in_london() RETURNS date LANGUAGE sql STABLE PARALLEL SAFE AS
    $$ SELECT (now() AT TIME ZONE 'Europe/London')::date $$;
CREATE OR REPLACE FUNCTION actor_id() RETURNS uuid LANGUAGE sql STABLE PARALLEL SAFE AS
    $$ SELECT CASE WHEN current_setting('familyhubs.actor', true) ~ '^[0-9a-f-]{36}$'
                   THEN current_setting('familyhubs.actor', true)::uuid END $$;
CREATE OR REPLACE FUNCTION actor_is_system() RETURNS boolean LANGUAGE sql STABLE PARALLEL SAFE AS
    $$ SELECT coalesce(current_setting('familyhubs.actor', true) LIKE 'system:%', false)
              AND current_user = 'familyhubs_worker' $$;
CREATE OR REPLACE FUNCTION role_allows(role text, permission text) RETURNS boolean
    LANGUAGE sql IMMUTABLE PARALLEL SAFE AS
    $$ SELECT (role, permission) IN (SELECT * FROM (VALUES %(grants)s) AS allowed (role, permission)) $$;
CREATE OR REPLACE FUNCTION actor_can(permission text) RETURNS boolean LANGUAGE sql STABLE PARALLEL SAFE AS
    $$ SELECT EXISTS (
           SELECT 1 FROM accounts_membership m JOIN accounts_user u ON u.id = m.user_id AND u.is_active
            WHERE m.user_id = actor_id() AND m.started_on <= today_in_london()
              AND (m.ended_on IS NULL OR m.ended_on >= today_in_london())
              AND role_allows(m.role, permission)) $$;
CREATE OR REPLACE FUNCTION team_ids_of(member uuid) RETURNS SETOF uuid LANGUAGE sql STABLE PARALLEL SAFE AS
    $$ WITH RECURSIVE mine AS (
           SELECT m.team_id, m.role IN (%(managing)s) AS manages
             FROM accounts_membership m JOIN accounts_user u ON u.id = m.user_id AND u.is_active
            WHERE m.user_id = member AND m.started_on <= today_in_london()
              AND (m.ended_on IS NULL OR m.ended_on >= today_in_london())
              AND role_allows(m.role, 'family_view')
       ), below AS (
           SELECT team_id, manages FROM mine
           UNION
           SELECT t.id, true FROM accounts_team t JOIN below b ON t.parent_id = b.team_id AND b.manages
       ) SELECT DISTINCT team_id FROM below $$;
-- Asked by every policy, so it is worked out once, when the actor is named, and read from there.
CREATE OR REPLACE FUNCTION actor_team_ids() RETURNS uuid[] LANGUAGE sql STABLE PARALLEL SAFE AS
    $$ SELECT coalesce(nullif(current_setting('familyhubs.teams', true), '')::uuid[], '{}') $$;
CREATE OR REPLACE FUNCTION name_actor(name text) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
    before text := coalesce(current_setting('familyhubs.actor', true), '');
BEGIN
    PERFORM set_config('familyhubs.actor', name, true);
    PERFORM set_config('familyhubs.teams', ARRAY(SELECT team_ids_of(actor_id()))::text, true);
    RETURN before;
END $$;
"""


class InstallRoles(Operation):
    """Write the roles of ``accounts.roles`` into the functions that policies ask; run again when roles change."""

    reversible = True

    def state_forwards(self, app_label: str, state: ProjectState) -> None:
        """Nothing changes in the models."""

    def database_forwards(
        self, app_label: str, schema_editor: BaseDatabaseSchemaEditor, from_state: Any, to_state: Any
    ) -> None:
        """Replace the functions."""
        pairs = [(role.code, permission.value) for role in ROLES for permission in sorted(role.permissions)]
        grants = ", ".join(f"('{role}', '{permission}')" for role, permission in pairs)
        functions = ACTOR_FUNCTIONS.replace("%(grants)s", grants).replace(
            "%(managing)s", _quoted(managing_roles())
        )
        schema_editor.execute(functions, None)

    def database_backwards(
        self, app_label: str, schema_editor: BaseDatabaseSchemaEditor, from_state: Any, to_state: Any
    ) -> None:
        """The functions stay: older policies ask them too."""

    def describe(self) -> str:
        """The line shown by ``manage.py migrate --plan``."""
        return "Write roles and permissions into the functions row security asks"


class ProtectRows(Operation):
    """Put a model's table, and its history table, behind forced row security.

    ``using`` says which rows a member of staff may see; ``check``, where it differs, which rows they may write.
    ``model`` may be one of another app, as ``"mfa.Authenticator"``; its table must be there already.
    Jobs of the system see all rows, from the worker's role alone. History is append-only for staff.
    ``lookup=True`` lets the index card function read the table (never the history).
    """

    reversible = True

    def __init__(self, model: str, using: str, check: str | None = None, lookup: bool = False) -> None:
        self.model, self.using, self.check, self.lookup = model, using, check, lookup

    def state_forwards(self, app_label: str, state: ProjectState) -> None:
        """Nothing changes in the models."""

    def database_forwards(
        self, app_label: str, schema_editor: BaseDatabaseSchemaEditor, from_state: Any, to_state: ProjectState
    ) -> None:
        """Turn row security on and make the policies."""
        label, _, name = self.model.rpartition(".")
        table = to_state.apps.get_model(label or app_label, name)._meta.db_table
        schema_editor.execute("\n".join(self._policies(table)), None)
        history = (app_label, f"historical{self.model.lower()}")
        if history in to_state.models:
            history_table = to_state.apps.get_model(*history)._meta.db_table
            schema_editor.execute("\n".join(self._history_policies(history_table)), None)

    def database_backwards(
        self, app_label: str, schema_editor: BaseDatabaseSchemaEditor, from_state: ProjectState, to_state: Any
    ) -> None:
        """Policies fall with their table."""

    def describe(self) -> str:
        """The line shown by ``manage.py migrate --plan``."""
        return f"Protect the rows of {self.model}"

    def _policies(self, table: str) -> list[str]:
        using = self.using.format(row=table)
        check = (self.check or self.using).format(row=table)
        statements = [
            *_locked(table),
            f"CREATE POLICY staff ON {table} TO {WEB}, {WORKER} USING ({using}) WITH CHECK ({check});",
        ]
        if self.lookup:
            statements += [
                f"CREATE POLICY lookup ON {table} FOR SELECT TO {LOOKUP} USING (true);",
                f"GRANT SELECT ON {table} TO {LOOKUP};",
            ]
        return statements

    def _history_policies(self, table: str) -> list[str]:
        using = self.using.format(row=table)
        check = (self.check or self.using).format(row=table)
        return [
            *_locked(table),
            f"CREATE POLICY staff_read ON {table} FOR SELECT TO {WEB}, {WORKER} USING ({using});",
            f"CREATE POLICY staff_write ON {table} FOR INSERT TO {WEB}, {WORKER} WITH CHECK (({using}) OR ({check}));",
            f"REVOKE UPDATE, DELETE ON {table} FROM {WEB};",
        ]


def _locked(table: str) -> list[str]:
    """Row security on, forced on the owner too, and open to nobody but the jobs of the system."""
    system = "(SELECT actor_is_system())"
    return [
        f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY;",
        f"ALTER TABLE {table} FORCE ROW LEVEL SECURITY;",
        f"CREATE POLICY system ON {table} TO {WORKER} USING ({system}) WITH CHECK ({system});",
        f"REVOKE TRUNCATE ON {table} FROM {WEB}, {WORKER};",
    ]


def permission_check(permission: Permission) -> str:
    """SQL: whether the actor holds a permission, asked once per statement."""
    return f"(SELECT actor_can('{permission.value}'))"


def _quoted(words: list[str]) -> str:
    return ", ".join(f"'{word}'" for word in words)
