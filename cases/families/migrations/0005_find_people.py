"""``find_people``: the one question that may look past need-to-know, answered with index cards.

It belongs to the lookup role and says nothing unless a named member of staff with ``family_search`` asks. Rules:

- a name, date of birth or reference finds anybody; the answer then carries no more than name, year of birth and the
  teams that hold an open involvement;
- a telephone number or postcode finds people the actor sees, and others only where it is kept from nobody: a
  confidential one must not be proved by trying it here, nor by an older row of the same person that is not marked;
- who is known to a victim service alone is found by those who see them, and by nobody else.

Work is bounded: at most 24 likely words a term, probed best pair first, at most 400 people weighed, whatever the size
of the database.
"""

from pathlib import Path

from django.db import migrations

BEARERS = """
-- The words of one person, read from the index alone: asked of everybody weighed.
CREATE INDEX families_searchname_words ON families_searchname (person_id) INCLUDE (word_id, other_id, is_alias)
    WHERE word_id = other_id;
"""

LIKE_WORDS = r"""
-- A name word of the dictionary that may stand for a typed one: the number of the typed word, how like it is (0 to 1),
-- how it is like (4 the same, 3 a nickname, 2 sounds alike, 1 begins with it, 0 spelt alike), its place among the best.
CREATE TYPE search_likeness AS (term integer, word_id integer, score real, how smallint, place integer);

CREATE FUNCTION search_words_like(term integer, typed text, nicknames text[]) RETURNS SETOF search_likeness
    LANGUAGE sql STABLE SET search_path = public, pg_temp AS $$
    WITH near AS (
        SELECT w.* FROM families_searchword w WHERE w.word = ANY (nicknames || typed)
        UNION
        SELECT w.* FROM families_searchword w
         WHERE dmetaphone(typed) <> '' AND w.sound IN (dmetaphone(typed), dmetaphone_alt(typed))
        UNION
        SELECT w.* FROM families_searchword w
         WHERE dmetaphone(typed) <> '' AND w.other_sound <> w.sound
           AND w.other_sound IN (dmetaphone(typed), dmetaphone_alt(typed))
        UNION
        SELECT w.* FROM families_searchword w WHERE w.word % typed
        UNION  -- one slip in a short word leaves too few trigrams
        SELECT w.* FROM families_searchword w
         WHERE length(typed) BETWEEN 3 AND 6
           AND w.word >= left(typed, 2) COLLATE "C" AND w.word < (left(typed, 2) || U&'\FFFD') COLLATE "C"
           AND levenshtein_less_equal(w.word, typed, 1) <= 1
        UNION
        (SELECT w.* FROM families_searchword w
          WHERE length(typed) >= 2
            AND w.word >= typed COLLATE "C" AND w.word < (typed || U&'\FFFD') COLLATE "C"
          ORDER BY w.word LIMIT 200)
    ), measured AS (
        SELECT near.id, near.word = typed AS same, near.word = ANY (nicknames) AS nickname,
               length(typed) >= 2 AND starts_with(near.word, typed) AS begins,
               dmetaphone(typed) <> ''
                   AND ARRAY[near.sound, near.other_sound] && ARRAY[dmetaphone(typed), dmetaphone_alt(typed)] AS sounds,
               1 - levenshtein(near.word, typed)::real / greatest(length(near.word), length(typed)) AS letters,
               similarity(near.word, typed) AS trigrams,
               length(typed)::real / length(near.word) AS covered
          FROM near
    ), scored AS (
        SELECT id,
               CASE WHEN same THEN 1 WHEN nickname THEN 0.9
                    ELSE greatest(
                        CASE WHEN sounds THEN 0.35 + 0.5 * letters ELSE 0.85 * greatest(letters, trigrams) END,
                        CASE WHEN begins THEN 0.55 + 0.35 * covered ELSE 0 END) END AS score,
               CASE WHEN same THEN 4 WHEN nickname THEN 3 WHEN sounds THEN 2 WHEN begins THEN 1 ELSE 0 END AS how
          FROM measured
    )
    SELECT term, id, score::real, how::smallint, row_number() OVER (ORDER BY score DESC, id)::integer
      FROM scored WHERE score >= 0.45 ORDER BY score DESC, id LIMIT 60
$$;
"""

NAMED = r"""
-- People whose names hold likely words of two typed ones, in either order; the likeliest pairs of words first.
CREATE FUNCTION search_people_by_pairs(likely search_likeness[], early integer, late integer, most integer)
    RETURNS uuid[] LANGUAGE sql STABLE SET search_path = public, pg_temp AS $$
    SELECT coalesce(array_agg(hit.person_id), '{}') FROM (
        SELECT n.person_id
          FROM (SELECT least(a.word_id, b.word_id) AS word_id, greatest(a.word_id, b.word_id) AS other_id,
                       max(a.score + b.score) AS score
                  FROM unnest(likely) a JOIN unnest(likely) b ON a.term < b.term AND a.word_id <> b.word_id
                 WHERE a.place <= 24 AND b.place <= 24
                 GROUP BY 1, 2) pair,
               LATERAL (SELECT n.person_id FROM families_searchname n
                         WHERE n.word_id = pair.word_id AND n.other_id = pair.other_id
                           AND n.born BETWEEN early AND late LIMIT most) n
         ORDER BY pair.score DESC LIMIT most) hit
$$;

-- People whose names hold one likely word; the likeliest words first. Of a name that very many share, the first few
-- are weighed, and with them those of the actor's own work.
CREATE FUNCTION search_people_by_word(likely search_likeness[], least_score real, early integer, late integer)
    RETURNS uuid[] LANGUAGE plpgsql STABLE SET search_path = public, pg_temp AS $$
DECLARE
    teams uuid[] := actor_team_ids();
    words integer[] := ARRAY(SELECT word_id FROM unnest(likely) WHERE score >= least_score);
    people uuid[] := ARRAY(
        SELECT n.person_id
          FROM (SELECT word_id, max(score) AS score FROM unnest(likely)
                 WHERE place <= 24 AND score >= least_score GROUP BY 1 ORDER BY 2 DESC, 1) word,
               LATERAL (SELECT n.person_id FROM families_searchname n
                         WHERE n.word_id = word.word_id AND n.other_id = word.word_id
                           AND n.born BETWEEN early AND late LIMIT 100) n
         LIMIT 150);
    families uuid[];
    own uuid[];
BEGIN
    IF cardinality(people) < 100 THEN
        RETURN people;
    END IF;
    -- In steps with lists of keys: each step is as many probes of an index, whatever the size of the tables.
    families := ARRAY(
        (SELECT i.family_id FROM families_involvement i WHERE i.allocated_to_id = actor_id() LIMIT 150)
        UNION
        (SELECT i.family_id FROM families_involvement i WHERE i.team_id = ANY (teams) LIMIT 150));
    own := ARRAY(SELECT DISTINCT m.person_id FROM families_familymembership m WHERE m.family_id = ANY (families));
    RETURN people || ARRAY(
        SELECT DISTINCT n.person_id FROM families_searchname n
         WHERE n.person_id = ANY (own) AND n.word_id = n.other_id AND n.word_id = ANY (words) LIMIT 100);
END $$;

-- Both of them, first among the years around the one given, if any, then among all years.
CREATE FUNCTION search_people_named(likely search_likeness[], terms integer, year integer) RETURNS uuid[]
    LANGUAGE plpgsql STABLE SET search_path = public, pg_temp AS $$
DECLARE
    people uuid[] := '{}';
    most integer := CASE WHEN terms > 2 THEN 300 ELSE 100 END;  -- pairs of three words overlap
    least_score real := CASE terms WHEN 1 THEN 0 ELSE 0.7 END;  -- half a name has to agree better than the whole
BEGIN
    IF terms > 1 AND year IS NOT NULL THEN
        people := search_people_by_pairs(likely, year - 1, year + 1, most);
    END IF;
    IF terms > 1 AND cardinality(people) < 20 THEN
        people := people || search_people_by_pairs(likely, 0, 9999, most);
    END IF;
    IF terms > 0 AND cardinality(people) < 5 THEN
        IF year IS NOT NULL THEN
            people := people || search_people_by_word(likely, least_score, year - 1, year + 1);
        END IF;
        IF cardinality(people) < 20 THEN
            people := people || search_people_by_word(likely, least_score, 0, 9999);
        END IF;
    END IF;
    RETURN people;
END $$;
"""

SEEN = r"""
-- Whether the actor may read this contact point of the person: the rule of its own policy, 0002.
CREATE FUNCTION search_point_seen(person uuid, since date) RETURNS boolean LANGUAGE sql STABLE
    SET search_path = public, pg_temp AS $$
    SELECT EXISTS (
        SELECT 1 FROM families_familymembership m
         WHERE m.person_id = person AND (m.ended_on IS NULL OR since <= m.ended_on)
           AND EXISTS (SELECT 1 FROM families_ground g WHERE g.family_id = m.family_id))
$$;
-- People at a number or postcode. Who keeps it from somebody is found by those alone who may read that row.
CREATE FUNCTION search_people_at(phone text, home_postcode text) RETURNS uuid[] LANGUAGE sql STABLE
    SET search_path = public, pg_temp AS $$
    WITH point AS MATERIALIZED (
        SELECT t.person_id, t.is_confidential, t.started_on FROM families_phone t WHERE t.number = phone
        UNION ALL
        SELECT t.person_id, t.is_confidential, t.started_on FROM families_address t
         WHERE t.postcode = home_postcode AND t.postcode <> ''
    )
    SELECT coalesce(array_agg(person_id), '{}') FROM (
        SELECT person_id FROM point GROUP BY person_id
        HAVING NOT bool_or(is_confidential)
            OR bool_or(is_confidential AND search_point_seen(person_id, started_on))
         LIMIT 200) found
$$;
"""

# As it is today: PL/pgSQL reads the tables it names when it runs, and 0007 writes it once more.
FIND_PEOPLE = (Path(__file__).parents[1] / "search" / "find_people.sql").read_text(encoding="utf-8")

OWNED_BY_LOOKUP = (
    "search_words_like(integer, text, text[])",
    "search_people_by_pairs(search_likeness[], integer, integer, integer)",
    "search_people_by_word(search_likeness[], real, integer, integer)",
    "search_people_named(search_likeness[], integer, integer)",
    "search_point_seen(uuid, date)",
    "search_people_at(text, text)",
    "find_people(jsonb, date, integer, text, text, text, integer)",
)
OWNERSHIP = "\n".join(
    [
        "GRANT SELECT ON families_service TO familyhubs_lookup;",
        "GRANT CREATE ON SCHEMA public TO familyhubs_lookup;",
        *(f"ALTER FUNCTION {name} OWNER TO familyhubs_lookup;" for name in OWNED_BY_LOOKUP),
        "REVOKE CREATE ON SCHEMA public FROM familyhubs_lookup;",
        *(f"REVOKE ALL ON FUNCTION {name} FROM PUBLIC;" for name in OWNED_BY_LOOKUP),
        *(f"GRANT EXECUTE ON FUNCTION {name} TO familyhubs_lookup;" for name in OWNED_BY_LOOKUP),
        f"GRANT EXECUTE ON FUNCTION {OWNED_BY_LOOKUP[-1]} TO familyhubs_web, familyhubs_worker;",
    ]
)


class Migration(migrations.Migration):
    """The question itself."""

    dependencies = [("families", "0004_search")]
    operations = [
        migrations.RunSQL(sql, migrations.RunSQL.noop)
        for sql in (BEARERS, LIKE_WORDS, NAMED, SEEN, FIND_PEOPLE, OWNERSHIP)
    ]
