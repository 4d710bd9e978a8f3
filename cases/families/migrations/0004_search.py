"""The words by which people are found: a small dictionary of name words, and who bears them.

Under row security PostgreSQL does not use a trigram index, because ``%`` might leak what it compares. So the names are
kept a second time, as words, in two tables that only the lookup role reads (see ``0005_find_people``):

- ``families_searchword``: each different word once, with a trigram index and its sound (double metaphone);
- ``families_searchname``: who bears a word (``word_id = other_id``) or two words together (``word_id < other_id``), so
  that first and last name are found in either order by one probe, however many people share each of them.

Triggers keep them, so that no writer can forget; a word that nobody bears any more leaves with its last bearer.
"""

from django.db import migrations

TABLES = """
CREATE TABLE families_searchword (
    id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    word text COLLATE "C" NOT NULL UNIQUE,
    sound text COLLATE "C" NOT NULL,
    other_sound text COLLATE "C" NOT NULL
);
CREATE INDEX families_searchword_spelling ON families_searchword USING gin (word gin_trgm_ops);
CREATE INDEX families_searchword_sound ON families_searchword (sound);
CREATE INDEX families_searchword_other_sound ON families_searchword (other_sound) WHERE other_sound <> sound;

CREATE TABLE families_searchname (
    word_id integer NOT NULL,
    other_id integer NOT NULL,
    born smallint NOT NULL,  -- year of birth, 0 when not known
    person_id uuid NOT NULL,
    is_alias boolean NOT NULL,
    PRIMARY KEY (word_id, other_id, born, person_id)
);
CREATE INDEX families_searchname_person ON families_searchname (person_id);

-- Asked for each person found, and by every policy that asks who is in which family.
CREATE INDEX families_familymembership_member ON families_familymembership (person_id, family_id, ended_on);
CREATE INDEX families_person_born ON families_person (date_of_birth);
CREATE INDEX families_phone_number ON families_phone (number);
CREATE INDEX families_address_postcode ON families_address (postcode) WHERE postcode <> '';
"""

PROTECTION = """
ALTER TABLE families_searchword ENABLE ROW LEVEL SECURITY;
ALTER TABLE families_searchword FORCE ROW LEVEL SECURITY;
ALTER TABLE families_searchname ENABLE ROW LEVEL SECURITY;
ALTER TABLE families_searchname FORCE ROW LEVEL SECURITY;
CREATE POLICY lookup ON families_searchword TO familyhubs_lookup USING (true) WITH CHECK (true);
CREATE POLICY lookup ON families_searchname TO familyhubs_lookup USING (true) WITH CHECK (true);
REVOKE ALL ON families_searchword, families_searchname FROM familyhubs_web, familyhubs_worker;
REVOKE ALL ON SEQUENCE families_searchword_id_seq FROM familyhubs_web, familyhubs_worker;
GRANT SELECT, INSERT, UPDATE, DELETE ON families_searchword, families_searchname TO familyhubs_lookup;
"""

WORDS = r"""
-- A name as search compares it: lower case, no accents, no apostrophes or full stops, compatibility forms resolved.
CREATE FUNCTION search_fold(name text) RETURNS text LANGUAGE sql STABLE PARALLEL SAFE AS $$
    SELECT lower(unaccent(regexp_replace(normalize(name, NFKD), '[\u0300-\u036f''’‘`´.]', '', 'g')))
$$;
-- Its words, at most 40 letters each; the parts of a hyphenated name and also the whole of it run together.
CREATE FUNCTION search_words(name text) RETURNS SETOF text LANGUAGE sql STABLE PARALLEL SAFE AS $$
    WITH folded AS MATERIALIZED (SELECT search_fold(name) AS name)
    SELECT left(part, 40) FROM folded, regexp_split_to_table(folded.name, '[^[:alnum:]]+') AS part WHERE part <> ''
    UNION
    SELECT left(replace(run[1], '-', ''), 40)
      FROM folded, regexp_matches(folded.name, '[[:alnum:]]+(?:-[[:alnum:]]+)+', 'g') AS run
     WHERE folded.name LIKE '%-%'
$$;
CREATE FUNCTION search_words_of(people uuid[])
    RETURNS TABLE (person_id uuid, word text, born smallint, is_alias boolean) LANGUAGE sql STABLE
    SET search_path = public, pg_temp AS $$
    SELECT name.person_id, word, max(name.born), bool_and(name.is_alias)
      FROM (
        SELECT p.id AS person_id, p.given_name || ' ' || p.family_name AS name, false AS is_alias,
               coalesce(extract(year FROM p.date_of_birth), 0)::smallint AS born
          FROM families_person p WHERE p.id = ANY (people)
        UNION ALL
        SELECT p.id, n.name, true, coalesce(extract(year FROM p.date_of_birth), 0)::smallint
          FROM families_personname n JOIN families_person p ON p.id = n.person_id WHERE n.person_id = ANY (people)
      ) name, search_words(name.name) AS word
     GROUP BY 1, 2
$$;
"""

# Whoever adds a bearer holds the word shared; whoever removes the last bearer holds it alone and then looks again.
KEEPING = """
CREATE FUNCTION search_names_add(people uuid[]) RETURNS void LANGUAGE plpgsql
    SET search_path = public, pg_temp AS $$
DECLARE
    wanted text[] := ARRAY(SELECT DISTINCT word COLLATE "C" FROM search_words_of(people) ORDER BY 1);
    held integer;
BEGIN
    LOOP
        INSERT INTO families_searchword (word, sound, other_sound)
            SELECT word, dmetaphone(word), dmetaphone_alt(word) FROM unnest(wanted) AS word ON CONFLICT DO NOTHING;
        PERFORM FROM families_searchword w WHERE w.word = ANY (wanted) ORDER BY w.word FOR KEY SHARE;
        GET DIAGNOSTICS held = ROW_COUNT;
        EXIT WHEN held = cardinality(wanted);
    END LOOP;
    INSERT INTO families_searchname (word_id, other_id, born, person_id, is_alias)
        WITH borne AS MATERIALIZED (
            SELECT n.person_id, n.born, n.is_alias, w.id
              FROM search_words_of(people) n JOIN families_searchword w ON w.word = n.word COLLATE "C"
        )
        SELECT a.id, b.id, a.born, a.person_id, a.is_alias OR b.is_alias
          FROM borne a JOIN borne b ON b.person_id = a.person_id AND b.id >= a.id;
END $$;

CREATE FUNCTION search_names_remove(people uuid[]) RETURNS integer[] LANGUAGE sql
    SET search_path = public, pg_temp AS $$
    WITH gone AS (DELETE FROM families_searchname n WHERE n.person_id = ANY (people) RETURNING word_id, other_id)
    SELECT coalesce(array_agg(DISTINCT word_id), '{}') FROM gone WHERE word_id = other_id
$$;

CREATE FUNCTION search_words_forget(words integer[]) RETURNS void LANGUAGE plpgsql
    SET search_path = public, pg_temp AS $$
DECLARE
    orphans integer[];
BEGIN
    orphans := ARRAY(
        SELECT g.id FROM unnest(words) AS g (id)
         WHERE NOT EXISTS (SELECT 1 FROM families_searchname n WHERE n.word_id = g.id AND n.other_id = g.id)
    );
    PERFORM FROM families_searchword w WHERE w.id = ANY (orphans) ORDER BY w.word FOR UPDATE;
    DELETE FROM families_searchword w WHERE w.id = ANY (orphans)
       AND NOT EXISTS (SELECT 1 FROM families_searchname n WHERE n.word_id = w.id AND n.other_id = w.id);
END $$;

CREATE FUNCTION search_names_renew(people uuid[]) RETURNS void LANGUAGE plpgsql
    SET search_path = public, pg_temp AS $$
DECLARE
    words integer[];
BEGIN
    IF cardinality(people) > 0 THEN
        words := search_names_remove(people);
        PERFORM search_names_add(people);
        PERFORM search_words_forget(words);
    END IF;
END $$;

CREATE FUNCTION search_person_added() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
    SET search_path = public, pg_temp AS $$
BEGIN
    PERFORM search_names_add(ARRAY(SELECT id FROM added));
    RETURN NULL;
END $$;
CREATE FUNCTION search_person_changed() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
    SET search_path = public, pg_temp AS $$
BEGIN
    PERFORM search_names_renew(ARRAY(
        SELECT id FROM (
            SELECT id, given_name, family_name, date_of_birth FROM after
            EXCEPT SELECT id, given_name, family_name, date_of_birth FROM before
        ) changed));
    RETURN NULL;
END $$;
CREATE FUNCTION search_person_removed() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
    SET search_path = public, pg_temp AS $$
BEGIN
    PERFORM search_words_forget(search_names_remove(ARRAY(SELECT id FROM removed)));
    RETURN NULL;
END $$;
CREATE FUNCTION search_alias_added() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
    SET search_path = public, pg_temp AS $$
BEGIN
    PERFORM search_names_renew(ARRAY(SELECT DISTINCT person_id FROM added));
    RETURN NULL;
END $$;
CREATE FUNCTION search_alias_changed() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
    SET search_path = public, pg_temp AS $$
BEGIN
    PERFORM search_names_renew(ARRAY(SELECT person_id FROM before UNION SELECT person_id FROM after));
    RETURN NULL;
END $$;
CREATE FUNCTION search_alias_removed() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
    SET search_path = public, pg_temp AS $$
BEGIN
    PERFORM search_names_renew(ARRAY(SELECT DISTINCT person_id FROM removed));
    RETURN NULL;
END $$;
CREATE FUNCTION search_people_emptied() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
    SET search_path = public, pg_temp AS $$
BEGIN
    DELETE FROM families_searchname;
    DELETE FROM families_searchword;
    RETURN NULL;
END $$;

CREATE TRIGGER search_added AFTER INSERT ON families_person REFERENCING NEW TABLE AS added
    FOR EACH STATEMENT EXECUTE FUNCTION search_person_added();
CREATE TRIGGER search_changed AFTER UPDATE ON families_person REFERENCING OLD TABLE AS before NEW TABLE AS after
    FOR EACH STATEMENT EXECUTE FUNCTION search_person_changed();
CREATE TRIGGER search_removed AFTER DELETE ON families_person REFERENCING OLD TABLE AS removed
    FOR EACH STATEMENT EXECUTE FUNCTION search_person_removed();
CREATE TRIGGER search_emptied AFTER TRUNCATE ON families_person
    FOR EACH STATEMENT EXECUTE FUNCTION search_people_emptied();
CREATE TRIGGER search_added AFTER INSERT ON families_personname REFERENCING NEW TABLE AS added
    FOR EACH STATEMENT EXECUTE FUNCTION search_alias_added();
CREATE TRIGGER search_changed AFTER UPDATE ON families_personname REFERENCING OLD TABLE AS before NEW TABLE AS after
    FOR EACH STATEMENT EXECUTE FUNCTION search_alias_changed();
CREATE TRIGGER search_removed AFTER DELETE ON families_personname REFERENCING OLD TABLE AS removed
    FOR EACH STATEMENT EXECUTE FUNCTION search_alias_removed();
"""

OWNED_BY_LOOKUP = (
    "search_words_of(uuid[])",
    "search_names_add(uuid[])",
    "search_names_remove(uuid[])",
    "search_words_forget(integer[])",
    "search_names_renew(uuid[])",
    "search_person_added()",
    "search_person_changed()",
    "search_person_removed()",
    "search_alias_added()",
    "search_alias_changed()",
    "search_alias_removed()",
    "search_people_emptied()",
)
OWNERSHIP = "\n".join(
    [
        "GRANT CREATE ON SCHEMA public TO familyhubs_lookup;",
        *(f"ALTER FUNCTION {name} OWNER TO familyhubs_lookup;" for name in OWNED_BY_LOOKUP),
        "REVOKE CREATE ON SCHEMA public FROM familyhubs_lookup;",
        *(f"REVOKE ALL ON FUNCTION {name} FROM PUBLIC;" for name in OWNED_BY_LOOKUP),
        *(f"GRANT EXECUTE ON FUNCTION {name} TO familyhubs_lookup;" for name in OWNED_BY_LOOKUP),
    ]
)

# People entered before search was there; SET ROLE, because not even the owner of the tables may read them.
BEGINNING = """
SET LOCAL ROLE familyhubs_lookup;
SELECT search_names_add(ARRAY(SELECT id FROM families_person));
RESET ROLE;
"""


class Migration(migrations.Migration):
    """Names as words."""

    dependencies = [("families", "0003_draft")]
    operations = [
        migrations.RunSQL(sql, migrations.RunSQL.noop)
        for sql in (TABLES, PROTECTION, WORDS, KEEPING, OWNERSHIP, BEGINNING)
    ]
