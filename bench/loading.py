"""Filling a migrated database: COPY without secondary indexes and triggers, then everything derived, set by set."""

import datetime
from collections.abc import Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

import psycopg
from psycopg import sql
from tqdm import tqdm

from bench import people_rows
from bench.contact_rows import Happenings
from bench.council import Council, Row
from bench.sizes import Size

AT_ONCE = 2000  # rows to a piece
PEOPLE_AT_ONCE = 20_000
HANDS = 2

# Session settings that a restore would use too; nothing here outlives the load.
SETTINGS = (
    "SET session_replication_role = replica; SET maintenance_work_mem = '256MB'; SET synchronous_commit = off"
)
DROPPED = """
SELECT i.indexrelid::regclass::text, pg_get_indexdef(i.indexrelid) FROM pg_index i
 WHERE i.indrelid = ANY (%s::regclass[]) AND NOT i.indisunique AND NOT i.indisexclusion
"""
COLUMNS = """
SELECT column_name FROM information_schema.columns
 WHERE table_schema = 'public' AND table_name = %s AND is_generated = 'NEVER'
INTERSECT
SELECT column_name FROM information_schema.columns WHERE table_schema = 'public' AND table_name = %s
"""
# Each month of the log has a part of its own, as it would have by now.
PARTS = "SELECT access_log_make_parts(%s, %s)"
APPROVAL = """
UPDATE retention_rule SET approved_by_id = %s, approved_at = now(), in_force_from = '2012-01-01';
UPDATE retention_disposalswitch SET may_run = true
"""


@dataclass(frozen=True)
class Table:
    """What one COPY brings; ``author`` is the column that says who wrote a row's first version, ``at`` when."""

    name: str
    columns: str
    rows: Iterable[Row]
    history: str = ""
    author: str = "NULL::uuid"
    at: str = "now()"


def fill(url: str, size: Size) -> None:
    """Bring a freshly migrated, empty database to a size. Row security does not bind the superuser who does it."""
    council = Council(size)
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute(SETTINGS)
        connection.execute(
            PARTS, [datetime.date.fromordinal(size.first_day), datetime.date.fromordinal(council.today)]
        )
        happenings = Happenings(council)
        template = connection.execute(
            "SELECT id::text FROM texts_texttemplate ORDER BY name LIMIT 1"
        ).fetchone()
        tables = _tables(council, happenings, template[0] if template else "")
        names = [name for table in tables for name in (table.name, table.history) if name]
        indexes = connection.execute(DROPPED, [names]).fetchall()
        for name, _ in indexes:
            connection.execute(f"DROP INDEX {name}")
        with tqdm(
            total=_rows_expected(size), unit=" rows", unit_scale=True, desc=f"Filling {size.name}"
        ) as bar:
            for table in tables:
                _copy(connection, table, bar)
        for table in tqdm(tables, desc="Histories", unit=" tables"):
            _write_first_versions(connection, table)
        _index_names(connection)
        connection.execute(APPROVAL % "(SELECT id FROM accounts_user ORDER BY id DESC LIMIT 1)")
    # That of a table in parts is told without its parts, which need it as much.
    _each(url, [definition.replace(" ON ONLY ", " ON ") for _, definition in indexes], "Indexes")
    _each(url, ["VACUUM (ANALYZE)"], "Statistics")


def _tables(council: Council, happenings: Happenings, template: str) -> Sequence[Table]:
    rows = people_rows
    return (
        Table("accounts_team", "id name phone parent_id", rows.teams(council)),
        Table("accounts_user", "id password email full_name job_title is_active", rows.users(council)),
        Table("accounts_membership", "id user_id team_id role started_on", rows.jobs(council)),
        Table("families_service", "id name kind is_offered", rows.services(council)),
        Table("families_family", "id name reference", rows.families(council), "families_historicalfamily"),
        Table("families_person", "id given_name family_name birth_date_kind date_of_birth reference",
              rows.people(council), "families_historicalperson"),
        Table("families_personname", "id person_id name kind", rows.aliases(council), "families_historicalpersonname"),
        Table("families_familymembership", "id family_id person_id started_on lives_with_family",
              rows.members(council), "families_historicalfamilymembership"),
        Table("families_relationship", "id person_id relative_id kind responsibility_from responsibility_source",
              rows.ties(council), "families_historicalrelationship"),
        Table("families_involvement",
              "id family_id service_id team_id allocated_to_id started_on ended_on end_reason wall",
              rows.involvements(council), "families_historicalinvolvement"),
        Table("families_address", "id person_id lines postcode started_on is_confidential confidential_from",
              rows.addresses(council), "families_historicaladdress"),
        Table("families_phone",
              "id person_id number started_on is_confidential confidential_from may_call may_text may_leave_message"
              " is_shared safe_times", rows.phones(council), "families_historicalphone"),
        Table("contacts_contact",
              "id family_id kind happened_on started_at minutes place source what_happened what_we_think next_step"
              " next_step_on recorded_by_id recorded_at", happenings.contacts(), "contacts_historicalcontact",
              author="recorded_by_id", at="recorded_at"),
        Table("contacts_contactabout", "id contact_id person_id seen seen_alone", happenings.about(),
              "contacts_historicalcontactabout"),
        Table("contacts_contactpresent", "id contact_id person_id name role", happenings.present(),
              "contacts_historicalcontactpresent"),
        Table("texts_text",
              "id family_id person_id phone_id number template_id template_version personalisation body"
              " shared_confirmed written_by_id written_at", happenings.texts(template), "texts_historicaltext",
              author="written_by_id", at="written_at"),
        Table("texts_delivery",
              "text_id status why attempts claimed_at next_try_at notify_id sent_at completed_at",
              happenings.deliveries()),
        Table("accounts_accessrecord", "id at user_id person_id family_id route ground action", happenings.looks()),
    )  # fmt: skip


def _rows_expected(size: Size) -> int:
    """Roughly; it only paces the bar."""
    return int(size.people * 5.5 + size.contacts * 3.5)


def _copy(connection: psycopg.Connection, table: Table, bar: "tqdm[int]") -> None:
    statement = sql.SQL("COPY {} ({}) FROM STDIN").format(
        sql.Identifier(table.name), sql.SQL(", ").join(map(sql.Identifier, table.columns.split()))
    )
    piece: list[str] = []
    with connection.cursor() as cursor, cursor.copy(statement) as copy:
        for row in table.rows:
            piece.append("\t".join(row))
            if len(piece) == AT_ONCE:
                copy.write("\n".join(piece) + "\n")
                bar.update(AT_ONCE)
                piece.clear()
        if piece:
            copy.write("\n".join(piece) + "\n")
            bar.update(len(piece))


def _write_first_versions(connection: psycopg.Connection, table: Table) -> None:
    """One version of each row, as it was first recorded."""
    if not table.history:
        return
    found = connection.execute(COLUMNS, [table.name, table.history]).fetchall()
    columns = ", ".join(f'"{name}"' for (name,) in found)
    connection.execute(
        f"INSERT INTO {table.history} ({columns}, history_id, history_date, history_type, history_user_id,"
        f" history_change_reason) SELECT {columns}, uuidv7(), {table.at}, '+', {table.author}, 'Recorded'"
        f" FROM {table.name} ORDER BY id"
    )


def _index_names(connection: psycopg.Connection) -> None:
    """What the triggers of 0004_search would have kept, by the triggers' own function, many people at once."""
    people = [key for (key,) in connection.execute("SELECT id FROM families_person ORDER BY id").fetchall()]
    with connection.transaction():
        connection.execute("SET LOCAL ROLE familyhubs_lookup")
        for start in tqdm(range(0, len(people), PEOPLE_AT_ONCE), desc="Name words", unit=" pieces"):
            connection.execute("SELECT search_names_add(%s)", [people[start : start + PEOPLE_AT_ONCE]])


def _each(url: str, statements: Sequence[str], what: str) -> None:
    """Statements side by side, a connection each."""

    def run(statement: str) -> None:
        with psycopg.connect(url, autocommit=True) as connection:
            connection.execute("SET maintenance_work_mem = '256MB'")
            connection.execute(statement)

    with ThreadPoolExecutor(HANDS) as pool:
        list(tqdm(pool.map(run, statements), total=len(statements), desc=what))
