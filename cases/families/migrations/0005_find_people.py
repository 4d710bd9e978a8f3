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

FIND_PEOPLE = r"""
-- terms: [["sam", "samuel", …], ["khan"]], each a typed word followed by its nicknames.
-- Reasons are the codes of cases.families.search.reasons.
CREATE FUNCTION find_people(terms jsonb, birth_date date, birth_year integer, phone text, home_postcode text,
                            reference_given text, at_most integer)
    RETURNS TABLE (person_id uuid, score real, name_score real, reasons text[], given_name varchar,
                   family_name varchar, born integer, team_ids uuid[], is_visible boolean)
    LANGUAGE plpgsql STABLE SECURITY DEFINER
    SET search_path = public, pg_temp SET plan_cache_mode = force_generic_plan AS $$
#variable_conflict use_column
DECLARE
    year integer := coalesce(birth_year, extract(year FROM birth_date)::integer);
    swapped date := CASE WHEN extract(day FROM birth_date) <= 12 THEN
        make_date(extract(year FROM birth_date)::integer, extract(day FROM birth_date)::integer,
                  extract(month FROM birth_date)::integer) END;
    likely search_likeness[] := '{}';
    term_count integer := 0;
    entry jsonb;
    typed text;
    at_phone uuid[];
    at_postcode uuid[];
    referred uuid[];
    found uuid[];
    families uuid[];
    grounds uuid[];
    seen uuid[];
    victim_services uuid[];
    words integer[];
    victims uuid[];  -- those whom a victim service alone ever knew
BEGIN
    IF actor_id() IS NULL OR NOT actor_can('family_search') THEN
        RETURN;
    END IF;

    FOR entry IN SELECT value FROM jsonb_array_elements(terms) LIMIT 6 LOOP
        typed := left(regexp_replace(search_fold(entry ->> 0), '[^[:alnum:]]+', '', 'g'), 40);
        CONTINUE WHEN typed IS NULL OR typed = '';
        term_count := term_count + 1;
        likely := likely || ARRAY(
            SELECT l::search_likeness
              FROM search_words_like(term_count, typed, ARRAY(
                       SELECT search_fold(name) FROM jsonb_array_elements_text(entry - 0) AS name)) l);
    END LOOP;
    at_phone := search_people_at(phone, NULL);
    at_postcode := search_people_at(NULL, home_postcode);
    referred := ARRAY(
        SELECT p.id FROM families_person p WHERE p.reference = reference_given
        UNION
        SELECT m.person_id FROM families_family f JOIN families_familymembership m ON m.family_id = f.id
         WHERE f.reference = reference_given AND (m.ended_on IS NULL OR m.ended_on >= today_in_london()));
    found := search_people_named(likely, term_count, year) || at_phone || at_postcode || referred
        || ARRAY(SELECT p.id FROM families_person p WHERE p.date_of_birth = birth_date LIMIT 200)
        || ARRAY(SELECT p.id FROM families_person p WHERE p.date_of_birth = swapped LIMIT 100);

    -- In two steps: the view is a security barrier, into which a list of keys passes and a join does not.
    families := ARRAY(SELECT DISTINCT m.family_id FROM families_familymembership m WHERE m.person_id = ANY (found));
    grounds := ARRAY(SELECT DISTINCT g.family_id FROM families_ground g WHERE g.family_id = ANY (families));
    seen := ARRAY(SELECT DISTINCT m.person_id FROM families_familymembership m
                   WHERE m.person_id = ANY (found) AND m.family_id = ANY (grounds));
    -- Few families ever meet a victim service; all that was done with a person is looked through for those alone.
    victim_services := ARRAY(SELECT s.id FROM families_service s WHERE s.kind = 'victim_service');
    families := ARRAY(SELECT i.family_id FROM families_involvement i
                       WHERE i.family_id = ANY (families) AND i.service_id = ANY (victim_services));
    victims := ARRAY(SELECT DISTINCT m.person_id FROM families_familymembership m
                      WHERE m.person_id = ANY (found) AND m.family_id = ANY (families));
    victims := ARRAY(SELECT m.person_id FROM families_familymembership m
                       JOIN families_involvement i ON i.family_id = m.family_id
                      WHERE m.person_id = ANY (victims)
                      GROUP BY m.person_id HAVING bool_and(i.service_id = ANY (victim_services)));
    found := ARRAY(SELECT DISTINCT f.id FROM unnest(found) AS f (id)
                    WHERE f.id = ANY (seen) OR NOT f.id = ANY (victims));
    words := ARRAY(SELECT DISTINCT l.word_id FROM unnest(likely) l);

    RETURN QUERY
    WITH matched AS (  -- the best word of each person for each typed one
        SELECT DISTINCT ON (n.person_id, l.term) n.person_id, l.term, l.score, l.how, n.is_alias
          FROM families_searchname n JOIN unnest(likely) l ON l.word_id = n.word_id
         WHERE n.person_id = ANY (found) AND n.word_id = n.other_id AND n.word_id = ANY (words)
         ORDER BY n.person_id, l.term, l.score DESC, n.is_alias
    ), named AS (
        SELECT m.person_id, (sum(m.score) / term_count)::real AS score,
               CASE WHEN bool_or(m.is_alias) THEN 'alias' WHEN count(*) < term_count THEN 'name_part'
                    WHEN min(m.how) = 4 THEN 'name_same' WHEN bool_or(m.how = 0) THEN 'name_spelt'
                    WHEN bool_or(m.how = 2) THEN 'name_sounds' WHEN bool_or(m.how = 1) THEN 'name_begins'
                    ELSE 'nickname' END AS reason
          FROM matched m GROUP BY m.person_id
    ), weighed AS (
        SELECT p.id, p.given_name, p.family_name, p.id = ANY (seen) AS visible,
               extract(year FROM p.date_of_birth)::integer AS born,
               coalesce(n.score, 0) AS name_score, n.reason AS by_name,
               CASE WHEN p.date_of_birth = birth_date THEN 'birth_date'
                    WHEN p.date_of_birth = swapped THEN 'birth_date_swapped'
                    WHEN extract(year FROM p.date_of_birth) = year THEN 'birth_year'
                    WHEN abs(extract(year FROM p.date_of_birth) - year) = 1 THEN 'birth_year_near' END AS by_birth,
               CASE WHEN p.id = ANY (referred) THEN 'reference' END AS by_reference,
               CASE WHEN p.id = ANY (at_phone) THEN 'phone' END AS by_phone,
               CASE WHEN p.id = ANY (at_postcode) THEN 'postcode' END AS by_postcode
          FROM families_person p LEFT JOIN named n ON n.person_id = p.id WHERE p.id = ANY (found)
    ), totalled AS (
        SELECT w.*, (60 * w.name_score
                     + CASE w.by_birth WHEN 'birth_date' THEN 25 WHEN 'birth_date_swapped' THEN 15
                                       WHEN 'birth_year' THEN 10 WHEN 'birth_year_near' THEN 4 ELSE 0 END
                     + CASE WHEN w.by_phone IS NULL THEN 0 ELSE 30 END
                     + CASE WHEN w.by_postcode IS NULL THEN 0 ELSE 15 END
                     + CASE WHEN w.by_reference IS NULL THEN 0 ELSE 100 END)::real AS total
          FROM weighed w
    ), judged AS (
        SELECT t.*, t.total >= 0.45 * max(t.total) OVER () AS near_the_best FROM totalled t WHERE t.total > 0
    ), shown AS (
        SELECT j.* FROM judged j WHERE j.near_the_best
         ORDER BY j.total DESC, j.visible DESC, j.family_name, j.given_name, j.id
         LIMIT least(coalesce(at_most, 50), 200)
    )
    SELECT b.id, b.total, b.name_score,
           array_remove(ARRAY[b.by_reference, b.by_name, b.by_birth, b.by_phone, b.by_postcode], NULL),
           b.given_name, b.family_name, b.born,
           ARRAY(SELECT DISTINCT i.team_id FROM families_familymembership m
                   JOIN families_involvement i ON i.family_id = m.family_id
                  WHERE m.person_id = b.id AND (m.ended_on IS NULL OR m.ended_on >= today_in_london())
                    AND (i.person_id IS NULL OR i.person_id = b.id) AND i.started_on <= today_in_london()
                    AND (i.ended_on IS NULL OR i.ended_on >= today_in_london())),
           b.visible
      FROM shown b
     ORDER BY b.total DESC, b.visible DESC, b.family_name, b.given_name, b.id;
END $$;
"""

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
