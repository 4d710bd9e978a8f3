"""What a database holds, in numbers and digests: enough to tell that two are alike, and nothing about anybody.

A digest of a table is the sum of the digests of its rows, so their order does not count and a row altered, lost or
doubled shows. Policies, grants, triggers and constraints are told by digest too: a restored database in which anybody
sees everything would have the same rows.
"""

from collections.abc import Iterator, Mapping
from typing import Any

import psycopg
from psycopg import sql

from familyhubs.backups import BackupError

# Objects that came with an extension come back with it.
OURS = """
NOT EXISTS (SELECT 1 FROM pg_depend d WHERE d.classid = '{kind}'::regclass AND d.objid = {row}.oid AND d.deptype = 'e')
AND {row}.{schema} IN (SELECT oid FROM pg_namespace WHERE nspname !~ '^pg_' AND nspname <> 'information_schema')
"""
RELATIONS = f"""
SELECT c.oid::int8, n.nspname, c.relname, c.relkind::text
  FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
 WHERE c.relkind IN ('r', 'p', 'v', 'm', 'S') AND {OURS.format(kind="pg_class", row="c", schema="relnamespace")}
 ORDER BY n.nspname, c.relname
"""  # noqa: S608
ROWS = """
SELECT count(*), coalesce(sum(('x' || encode(substr(sha256(convert_to(t::text, 'UTF8')), 1, 8), 'hex'))
                              ::bit(64)::int8::numeric), 0)::text
  FROM {table} t
"""
# Each line is one thing that protects or shapes a relation. Grants are told whole, because NULL means a default. Casts
# and brackets do not count: PostgreSQL writes those of a list of words in another place once it has been restored.
SHAPE = r"""
SELECT relid::int8, md5(string_agg(line, E'\n' ORDER BY line)) FROM (
SELECT relid, regexp_replace(line, '::(character varying|text)(\[\])?|[()]', '', 'g') FROM (
    SELECT c.oid, format('%s %s %s owner %s kind %s', c.relrowsecurity, c.relforcerowsecurity,
                         CASE WHEN c.relkind = 'S' THEN '' ELSE array_to_string(c.reloptions, ',') END,
                         pg_get_userbyid(c.relowner), c.relkind)
      FROM pg_class c
    UNION ALL SELECT c.oid, 'grant ' || a::text
      FROM pg_class c, unnest(coalesce(c.relacl, acldefault(CASE c.relkind WHEN 'S' THEN 's' ELSE 'r' END::"char",
                                                            c.relowner))) a
    UNION ALL SELECT attrelid, format('column %s %s %s %s %s %s', attname, format_type(atttypid, atttypmod), attnotnull,
                                      attgenerated, attidentity, attacl)
      FROM pg_attribute WHERE attnum > 0 AND NOT attisdropped
    UNION ALL SELECT adrelid, 'default ' || pg_get_expr(adbin, adrelid) FROM pg_attrdef
    UNION ALL SELECT polrelid, format('policy %s %s %s %s %s %s', polname, polcmd, polpermissive,
                                      ARRAY(SELECT pg_get_userbyid(r) FROM unnest(polroles) r ORDER BY 1),
                                      pg_get_expr(polqual, polrelid), pg_get_expr(polwithcheck, polrelid))
      FROM pg_policy
    UNION ALL SELECT tgrelid, format('trigger %s %s', pg_get_triggerdef(oid), tgenabled)
      FROM pg_trigger WHERE NOT tgisinternal
    UNION ALL SELECT conrelid, format('constraint %s %s', conname, pg_get_constraintdef(oid)) FROM pg_constraint
    UNION ALL SELECT indrelid, 'index ' || pg_get_indexdef(indexrelid) FROM pg_index
    UNION ALL SELECT ev_class, 'rule ' || pg_get_ruledef(oid) FROM pg_rewrite
) AS told (relid, line)) AS lines (relid, line) GROUP BY relid
"""
OBJECTS = f"""
SELECT format('function %s(%s)', p.proname, pg_get_function_identity_arguments(p.oid)),
       md5(concat_ws(E'\\n', pg_get_functiondef(p.oid), pg_get_userbyid(p.proowner),
           (SELECT string_agg(a::text, ',' ORDER BY a::text)
              FROM unnest(coalesce(p.proacl, acldefault('f', p.proowner))) a)))
  FROM pg_proc p
 WHERE p.prokind <> 'a' AND {OURS.format(kind="pg_proc", row="p", schema="pronamespace")}
UNION ALL
SELECT 'schema ' || nspname,
       md5((SELECT string_agg(a::text, ',' ORDER BY a::text)
              FROM unnest(coalesce(nspacl, acldefault('n', nspowner))) a))
  FROM pg_namespace WHERE nspname !~ '^pg_' AND nspname <> 'information_schema'
UNION ALL
SELECT format('default privileges of %s on %s', pg_get_userbyid(defaclrole), defaclobjtype),
       md5((SELECT string_agg(a::text, ',' ORDER BY a::text) FROM unnest(defaclacl) a)) FROM pg_default_acl
UNION ALL SELECT 'extension ' || extname, '' FROM pg_extension
"""  # noqa: S608
# Roles belong to the server and not to the database, so a dump names them without making them.
ROLES = """
SELECT rolname FROM pg_roles WHERE rolname !~ '^pg_' AND oid IN (
    SELECT refobjid FROM pg_shdepend WHERE refclassid = 'pg_authid'::regclass
       AND dbid = (SELECT oid FROM pg_database WHERE datname = current_database())
    UNION SELECT relowner FROM pg_class UNION SELECT defaclrole FROM pg_default_acl)
 ORDER BY rolname
"""
MIGRATIONS = "SELECT app || ' ' || name FROM public.django_migrations ORDER BY 1"

Contents = dict[str, Any]


def contents(connection: psycopg.Connection[Any]) -> Contents:
    """The tables (rows, digest, shape), sequences, other objects, roles and migrations, within one transaction.

    Raises BackupError when this user may not see every row.
    """
    try:
        shapes = dict(connection.execute(SHAPE).fetchall())
        relations = connection.execute(RELATIONS).fetchall()
        return {
            "tables": {
                f"{schema}.{name}": _table(connection, schema, name, kind) | {"shape": shapes[key]}
                for key, schema, name, kind in relations
                if kind != "S"
            },
            "sequences": {
                f"{schema}.{name}": _last_value(connection, schema, name)
                for _, schema, name, kind in relations
                if kind == "S"
            },
            "objects": dict(connection.execute(OBJECTS).fetchall()),
            "roles": [name for (name,) in connection.execute(ROLES)],
            "migrations": [name for (name,) in connection.execute(MIGRATIONS)],
        }
    except psycopg.errors.InsufficientPrivilege:
        raise BackupError(
            "The user in DATABASE_URL may not read every row, so a backup of theirs would miss some: "
            "use a superuser, or a user with pg_read_all_data and BYPASSRLS."
        ) from None
    except psycopg.errors.UndefinedTable:
        raise BackupError("This database has no tables of the portal: run manage.py migrate first.") from None


def differences(expected: Contents, found: Contents) -> Iterator[str]:
    """In plain sentences, what a restored database has otherwise than the manifest says; nothing when it is whole."""
    tables, others = expected["tables"], found["tables"]
    yield from _missing("table", tables, others)
    for name in sorted(tables.keys() & others.keys()):
        before, after = tables[name], others[name]
        if before["rows"] != after["rows"]:
            yield f"{name} has {after['rows']} rows; the backup says {before['rows']}."
        elif before["digest"] != after["digest"]:
            yield f"{name} has the right number of rows, but not the same rows."
        if before["shape"] != after["shape"]:
            yield f"{name} differs in its columns, constraints, triggers, policies or grants."
    yield from _missing("sequence", expected["sequences"], found["sequences"])
    for name in sorted(expected["sequences"].keys() & found["sequences"].keys()):
        # A sequence is not part of a snapshot: it may have moved on while the dump began, and never goes back.
        if (found["sequences"][name] or 0) < (expected["sequences"][name] or 0):
            yield f"The sequence {name} is behind: it would give out numbers that are taken."
    yield from _missing("object", expected["objects"], found["objects"])
    for name in sorted(expected["objects"].keys() & found["objects"].keys()):
        if expected["objects"][name] != found["objects"][name]:
            yield f"The {name} differs."


def _missing(kind: str, expected: Mapping[str, Any], found: Mapping[str, Any]) -> Iterator[str]:
    for name in sorted(expected.keys() - found.keys()):
        yield f"The {kind} {name} is missing."
    for name in sorted(found.keys() - expected.keys()):
        yield f"The {kind} {name} is not in the backup's manifest."


def _table(connection: psycopg.Connection[Any], schema: str, name: str, kind: str) -> Contents:
    if kind != "r":  # a view shows rows of tables, and a partitioned table those of its partitions
        return {"rows": 0, "digest": ""}
    query = sql.SQL(ROWS).format(table=sql.Identifier(schema, name))
    ((rows, digest),) = connection.execute(query).fetchall()
    return {"rows": rows, "digest": digest}


def _last_value(connection: psycopg.Connection[Any], schema: str, name: str) -> int | None:
    query = sql.SQL("SELECT CASE WHEN is_called THEN last_value END FROM {}").format(
        sql.Identifier(schema, name)
    )
    ((value,),) = connection.execute(query).fetchall()
    return None if value is None else int(value)
