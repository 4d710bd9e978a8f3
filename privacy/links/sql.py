"""The functions of the database by which a link is opened without an account; for migrations.

They look past row security, so each asks for the link and for its code, and answers for that one row.
"""

from collections.abc import Iterable

TRY = """
CREATE POLICY lookup_tries ON {table} FOR UPDATE TO familyhubs_lookup USING (link_digest <> '') WITH CHECK (true);
GRANT SELECT, UPDATE (tries) ON {table} TO familyhubs_lookup;
-- When the link ends, for whoever has it and its code; nothing for a wrong link, a wrong code, or a link that opens
-- nothing any more, and nobody is told which. A wrong code counts, a right one clears the count, and two who try at
-- once wait for each other. The moment is the portal's own.
CREATE FUNCTION {name}_try(shown text, told text, moment timestamptz) RETURNS timestamptz
    LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    row_found {table}%ROWTYPE;
BEGIN
    SELECT * INTO row_found FROM {table} t WHERE t.link_digest = shown AND shown <> '' FOR UPDATE;
    IF NOT FOUND OR row_found.recalled_at IS NOT NULL OR row_found.tries >= 5
            OR moment IS NULL OR row_found.expires_at <= moment THEN
        RETURN NULL;
    END IF;
    IF told IS NULL OR told = '' OR row_found.code_hash <> told THEN
        UPDATE {table} SET tries = tries + 1 WHERE id = row_found.id;
        RETURN NULL;
    END IF;
    UPDATE {table} SET tries = 0 WHERE id = row_found.id AND tries > 0;
    RETURN row_found.expires_at;
END $$;
"""


def try_function(table: str, name: str) -> str:
    """SQL: the function ``{name}_try`` for a table with the columns of ``SecureLink``."""
    return TRY.format(table=table, name=name)


def owned_by_lookup(sql: str, signatures: Iterable[str]) -> str:
    """SQL: make these functions, and have them run as the role that may look past row security."""
    given = "\n".join(
        f"ALTER FUNCTION {one} OWNER TO familyhubs_lookup;\n"
        f"REVOKE ALL ON FUNCTION {one} FROM PUBLIC;\n"
        f"GRANT EXECUTE ON FUNCTION {one} TO familyhubs_web, familyhubs_worker;"
        for one in signatures
    )
    return (
        f"{sql}\nGRANT CREATE ON SCHEMA public TO familyhubs_lookup;\n{given}\n"
        "REVOKE CREATE ON SCHEMA public FROM familyhubs_lookup;\n"
    )
