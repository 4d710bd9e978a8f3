"""The database itself knows who wrote a version: from the history of the words, whoever puts the version in."""

from collections.abc import Iterator

from django.db import migrations

KINDS = {
    "categories": "category",
    "purposes": "purpose",
    "bases": "basis",
    "laws": "law",
    "recipients": "recipient",
    "rights": "right",
    "periods": "period",
}
"""The lists of a notice, each with the end of the name of its model."""

ONE_AT_A_TIME = 7406005  # the lock of privacy.notices.actions.versions

HISTORIES = [
    *(f"privacy_historicalpublished{kind}" for kind in KINDS.values()),
    "privacy_historicalorganisation",
    "privacy_historicalpublishedcontact",
    "privacy_historicalnotice",
    "privacy_historicalnoticesection",
    "notices_historicaltranslatedtext",
]


def _changes() -> Iterator[str]:
    """Who changed what, when: a query for each kind of words that stand on a page, or did."""
    for name, kind in KINDS.items():
        # A line that only another page lists is none of this page's; one taken off every page may have been.
        through, key = f"privacy_notice_{name}", f"published{kind}_id"
        listed = f"SELECT FROM {through} l JOIN privacy_notice n ON n.id = l.notice_id WHERE l.{key} = h.id"
        yield (
            f"SELECT h.history_user_id, h.history_date FROM privacy_historicalpublished{kind} h"
            f" WHERE EXISTS ({listed} AND n.code = notice_authors.page) OR NOT EXISTS ({listed})"
        )
    for table in ("privacy_historicalorganisation", "privacy_historicalpublishedcontact"):
        yield f"SELECT h.history_user_id, h.history_date FROM {table} h"
    yield "SELECT h.history_user_id, h.history_date FROM privacy_historicalnotice h WHERE h.code = notice_authors.page"
    yield (
        "SELECT h.history_user_id, h.history_date FROM privacy_historicalnoticesection h"
        " JOIN privacy_notice n ON n.id = h.notice_id WHERE n.code = notice_authors.page"
    )
    yield (
        "SELECT h.history_user_id, h.history_date FROM notices_historicaltranslatedtext h"
        " WHERE h.page = notice_authors.page"
    )


AUTHORS = f"""
CREATE FUNCTION notice_authors(page text, since timestamptz) RETURNS SETOF uuid LANGUAGE sql STABLE AS $$
    SELECT DISTINCT change.history_user_id FROM (
        {" UNION ALL ".join(_changes())}
    ) change WHERE change.history_date > since AND change.history_user_id IS NOT NULL
$$;

-- Whoever puts a version in may name more authors, and forget none. Words that are being changed at this moment are
-- waited for, and what is changed from now on belongs to the next version, by the clock of the database alone.
CREATE FUNCTION notice_version_has_its_authors() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE since timestamptz;
BEGIN
    PERFORM pg_advisory_xact_lock({ONE_AT_A_TIME});
    NEW.proposed_at := least(NEW.proposed_at, clock_timestamp());
    SELECT v.proposed_at INTO since FROM notices_noticeversion v
     WHERE v.page = NEW.page AND v.state = 'published' ORDER BY v.number DESC LIMIT 1;
    NEW.authors := ARRAY(
        SELECT unnest(NEW.authors) UNION SELECT NEW.proposed_by_id
        UNION SELECT notice_authors(NEW.page, coalesce(since, '-infinity')) ORDER BY 1);
    RETURN NEW;
END $$;
CREATE TRIGGER authors BEFORE INSERT ON notices_noticeversion FOR EACH ROW
    WHEN (NEW.proposed_by_id IS NOT NULL) EXECUTE FUNCTION notice_version_has_its_authors();

CREATE FUNCTION notice_words_wait() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM pg_advisory_xact_lock_shared({ONE_AT_A_TIME});
    NEW.history_date := greatest(NEW.history_date, clock_timestamp());
    RETURN NEW;
END $$;
""" + "\n".join(
    f"CREATE TRIGGER waits BEFORE INSERT ON {table} FOR EACH ROW EXECUTE FUNCTION notice_words_wait();"
    for table in HISTORIES
)


class Migration(migrations.Migration):
    """Triggers on versions and on the history of every kind of words."""

    dependencies = [("notices", "0001_versions")]

    operations = [migrations.RunSQL(AUTHORS, migrations.RunSQL.noop)]
