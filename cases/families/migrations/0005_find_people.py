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

FIND_WORDS = r"""
-- Name words like the typed one, best first. ``how``: 4 the same, 3 a nickname of it, 2 sounds alike, 1 begins with it, 0 spelt alike.
CREATE FUNCTION search_words_like(typed text, nicknames text[])
    RETURNS TABLE (word_id integer, score real, how smallint) LANGUAGE sql STABLE
    SET search_path = public, pg_temp AS $$
    WITH near AS (
        SELECT w.* FROM families_searchword w WHERE w.word = ANY (nicknames || typed)
        UNION
        SELECT w.* FROM families_searchword w
         WHERE dmetaphone(typed) <> ''
           AND (w.sound IN (dmetaphone(typed), dmetaphone_alt(typed))
                OR w.other_sound <> w.sound AND w.other_sound IN (dmetaphone(typed), dmetaphone_alt(typed)))
        UNION
        SELECT w.* FROM families_searchword w WHERE w.word % typed
        UNION
        (SELECT w.* FROM families_searchword w
          WHERE length(typed) >= 2 AND w.word >= typed COLLATE "C" AND w.word < (typed || U&'\FFFD') COLLATE "C"
          ORDER BY w.word LIMIT 200)
    ), measured AS (
        SELECT near.id, near.word = typed AS same, near.word = ANY (nicknames) AS nickname,
               starts_with(near.word, typed) AND length(typed) >= 2 AS begins,
               dmetaphone(typed) <> '' AND (near.sound IN (dmetaphone(typed), dmetaphone_alt(typed))
                   OR near.other_sound IN (dmetaphone(typed), dmetaphone_alt(typed))) AS sounds,
               1 - levenshtein(near.word, typed)::real / greatest(length(near.word), length(typed)) AS letters,
               similarity(near.word, typed) AS trigrams,
               length(typed)::real / length(near.word) AS covered
          FROM near
    ), scored AS (
        SELECT id,
               CASE WHEN same THEN 1 WHEN nickname THEN 0.9
                    ELSE greatest(CASE WHEN sounds THEN 0.35 + 0.5 * letters ELSE 0.85 * greatest(letters, trigrams) END,
                                  CASE WHEN begins THEN 0.55 + 0.35 * covered ELSE 0 END) END AS score,
               CASE WHEN same THEN 4 WHEN nickname THEN 3 WHEN begins AND NOT sounds THEN 1 WHEN sounds THEN 2 ELSE 0 END AS how
          FROM measured
    )
    SELECT id, score::real, how::smallint FROM scored WHERE score >= 0.45 ORDER BY score DESC, id LIMIT 60
$$;
"""

FIND_PEOPLE = r"""
-- terms: [["sam", "samuel", …], ["khan"]], each a typed word followed by its nicknames. Reasons are codes, see cases.families.search.
CREATE FUNCTION find_people(terms jsonb, birth_date date, birth_year integer, phone text, home_postcode text, reference_given text,
                            at_most integer)
    RETURNS TABLE (person_id uuid, score real, name_score real, reasons text[], given_name varchar, family_name varchar,
                   born integer, team_ids uuid[], is_visible boolean)
    LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp SET plan_cache_mode = force_generic_plan AS $$
#variable_conflict use_column
DECLARE
    actor uuid := actor_id();
    teams uuid[] := ARRAY(SELECT team_ids_of(actor_id()));
    typed text;
    entry jsonb;
    nicknames text[];
    term_count integer := 0;
    w_term integer[] := '{}'; w_word integer[] := '{}'; w_score real[] := '{}'; w_how smallint[] := '{}'; w_rank integer[] := '{}';
    early integer := coalesce(birth_year, extract(year FROM birth_date)::integer) - 1;
    late integer := coalesce(birth_year, extract(year FROM birth_date)::integer) + 1;
    swapped date;
    by_name uuid[] := '{}';
    more uuid[];
    found uuid[];
    grounds uuid[];
    seen uuid[];
BEGIN
    IF actor IS NULL OR NOT actor_can('family_search') THEN
        RETURN;
    END IF;
    at_most := least(coalesce(at_most, 50), 200);

    FOR entry IN SELECT value FROM jsonb_array_elements(terms) LIMIT 6 LOOP
        typed := left(regexp_replace(search_fold(entry ->> 0), '[^[:alnum:]]+', '', 'g'), 40);
        CONTINUE WHEN typed = '' OR typed IS NULL;
        nicknames := ARRAY(SELECT search_fold(name) FROM jsonb_array_elements_text(entry - 0) AS name);
        term_count := term_count + 1;
        SELECT w_term || coalesce(array_agg(term_count ORDER BY n), '{}'), w_word || coalesce(array_agg(l.word_id ORDER BY n), '{}'),
               w_score || coalesce(array_agg(l.score ORDER BY n), '{}'), w_how || coalesce(array_agg(l.how ORDER BY n), '{}'),
               w_rank || coalesce(array_agg(n::integer ORDER BY n), '{}')
          INTO w_term, w_word, w_score, w_how, w_rank
          FROM search_words_like(typed, nicknames) WITH ORDINALITY AS l (word_id, score, how, n);
    END LOOP;

    IF term_count > 1 THEN
        FOR attempt IN 1..2 LOOP  -- first within the years around the one given, then in all years
            CONTINUE WHEN attempt = 1 AND early IS NULL OR attempt = 2 AND cardinality(by_name) >= 20;
            SELECT by_name || coalesce(array_agg(hit.person_id), '{}') INTO by_name FROM (
                SELECT n.person_id
                  FROM (SELECT DISTINCT ON (first, second) first, second, together FROM (
                          SELECT least(a.word, b.word) AS first, greatest(a.word, b.word) AS second, a.score + b.score AS together
                            FROM unnest(w_term, w_word, w_score, w_rank) AS a (term, word, score, place)
                            JOIN unnest(w_term, w_word, w_score, w_rank) AS b (term, word, score, place)
                              ON a.term < b.term AND a.word <> b.word AND a.place <= 24 AND b.place <= 24) pair
                         ORDER BY first, second, together DESC) pair,
                       LATERAL (SELECT n.person_id FROM families_searchname n
                                 WHERE n.word_id = pair.first AND n.other_id = pair.second
                                   AND n.born BETWEEN CASE attempt WHEN 1 THEN early ELSE 0 END AND CASE attempt WHEN 1 THEN late ELSE 32000 END
                                 LIMIT 200) n
                 ORDER BY pair.together DESC LIMIT 300) hit;
        END LOOP;
    END IF;
    IF term_count = 1 OR term_count > 1 AND cardinality(by_name) < 5 THEN
        FOR attempt IN 1..2 LOOP
            CONTINUE WHEN attempt = 1 AND early IS NULL OR attempt = 2 AND cardinality(by_name) >= 20;
            more := ARRAY(
                SELECT n.person_id
                  FROM (SELECT l.word, max(l.score) AS score FROM unnest(w_word, w_score, w_rank) AS l (word, score, place)
                         WHERE l.place <= 24 AND (term_count = 1 OR l.score >= 0.7)
                         GROUP BY l.word ORDER BY 2 DESC, 1) l,
                       LATERAL (SELECT n.person_id FROM families_searchname n
                                 WHERE n.word_id = l.word AND n.other_id = l.word
                                   AND n.born BETWEEN CASE attempt WHEN 1 THEN early ELSE 0 END AND CASE attempt WHEN 1 THEN late ELSE 32000 END
                                 LIMIT 200) n
                 LIMIT 300);
            by_name := by_name || more;
            IF cardinality(more) = 300 THEN  -- a name that many share: the actor's own families are weighed in any case
                by_name := by_name || ARRAY(
                    WITH own AS MATERIALIZED (
                        (SELECT m.person_id FROM families_involvement i JOIN families_familymembership m ON m.family_id = i.family_id
                          WHERE i.allocated_to_id = actor LIMIT 500)
                        UNION ALL
                        (SELECT m.person_id FROM families_involvement i JOIN families_familymembership m ON m.family_id = i.family_id
                          WHERE i.team_id = ANY (teams) LIMIT 500))
                    SELECT o.person_id FROM own o, LATERAL (
                        SELECT FROM families_searchname n WHERE n.person_id = o.person_id
                           AND n.word_id = n.other_id AND n.word_id = ANY (w_word) LIMIT 1) n
                     LIMIT 100);
            END IF;
        END LOOP;
    END IF;

    BEGIN
        swapped := make_date(extract(year FROM birth_date)::integer, extract(day FROM birth_date)::integer,
                             extract(month FROM birth_date)::integer);
    EXCEPTION WHEN datetime_field_overflow OR invalid_datetime_format THEN
        swapped := NULL;
    END;
    found := by_name
        || ARRAY(SELECT p.id FROM families_person p WHERE p.date_of_birth = birth_date LIMIT 200)
        || ARRAY(SELECT p.id FROM families_person p WHERE p.date_of_birth = swapped AND swapped <> birth_date LIMIT 100)
        || ARRAY(SELECT t.person_id FROM families_phone t WHERE t.number = phone LIMIT 100)
        || ARRAY(SELECT t.person_id FROM families_address t WHERE t.postcode = home_postcode AND home_postcode <> '' LIMIT 200)
        || ARRAY(SELECT p.id FROM families_person p WHERE p.reference = reference_given)
        || ARRAY(SELECT m.person_id FROM families_family f JOIN families_familymembership m ON m.family_id = f.id
                  WHERE f.reference = reference_given AND (m.ended_on IS NULL OR m.ended_on >= today_in_london()));

    -- In two steps: the view is a security barrier, into which a list of keys passes and a join does not.
    grounds := ARRAY(SELECT DISTINCT m.family_id FROM families_familymembership m WHERE m.person_id = ANY (found));
    grounds := ARRAY(SELECT DISTINCT g.family_id FROM families_ground g WHERE g.family_id = ANY (grounds));
    seen := ARRAY(SELECT DISTINCT m.person_id FROM families_familymembership m
                   WHERE m.person_id = ANY (found) AND m.family_id = ANY (grounds));
    found := ARRAY(  -- less those whom a victim service alone ever knew
        SELECT unnest(seen)
        UNION
        SELECT f.id FROM unnest(found) AS f (id)
          LEFT JOIN families_familymembership m ON m.person_id = f.id LEFT JOIN families_involvement i ON i.family_id = m.family_id
          LEFT JOIN families_service s ON s.id = i.service_id
         GROUP BY f.id HAVING NOT coalesce(bool_and(s.kind = 'victim_service'), false));

    RETURN QUERY
    WITH candidate AS MATERIALIZED (
        SELECT f.id, f.id = ANY (seen) AS visible FROM unnest(found) AS f (id)
    ), matched AS (
        SELECT DISTINCT ON (n.person_id, l.term) n.person_id, l.term, l.score, l.how, n.is_alias
          FROM candidate c
          JOIN families_searchname n ON n.person_id = c.id AND n.word_id = n.other_id
          JOIN unnest(w_term, w_word, w_score, w_how) AS l (term, word, score, how) ON l.word = n.word_id
         ORDER BY n.person_id, l.term, l.score DESC, n.is_alias
    ), named AS (
        SELECT m.person_id, sum(m.score) / term_count AS score, count(*) < term_count AS in_part,
               bool_or(m.is_alias) AS by_alias, min(m.how) AS how, bool_or(m.how = 3) AS by_nickname,
               bool_or(m.how = 2) AS by_sound
          FROM matched m GROUP BY m.person_id
    ), weighed AS MATERIALIZED (
        SELECT p.id, p.given_name, p.family_name, extract(year FROM p.date_of_birth)::integer AS born,
               coalesce(n.score, 0)::real AS name_score, n.in_part, n.by_alias, n.how, n.by_nickname, n.by_sound,
               p.date_of_birth = birth_date AS same_day,
               p.date_of_birth = swapped AND swapped <> birth_date AS swapped_day,
               abs(extract(year FROM p.date_of_birth)::integer - coalesce(birth_year, extract(year FROM birth_date)::integer)) AS years_off,
               phone IS NOT NULL AND EXISTS (SELECT 1 FROM families_phone t WHERE t.person_id = p.id AND t.number = phone) AS any_phone,
               phone IS NOT NULL AND EXISTS (SELECT 1 FROM families_phone t WHERE t.person_id = p.id AND t.number = phone
                                                AND t.is_confidential) AS secret_phone,
               home_postcode IS NOT NULL AND EXISTS (SELECT 1 FROM families_address t WHERE t.person_id = p.id
                                                AND t.postcode = home_postcode) AS any_postcode,
               home_postcode IS NOT NULL AND EXISTS (SELECT 1 FROM families_address t WHERE t.person_id = p.id
                                                AND t.postcode = home_postcode AND t.is_confidential) AS secret_postcode,
               reference_given IS NOT NULL AND (p.reference = reference_given OR EXISTS (
                   SELECT 1 FROM families_familymembership m JOIN families_family f ON f.id = m.family_id
                    WHERE m.person_id = p.id AND f.reference = reference_given)) AS by_reference,
               c.visible
          FROM candidate c JOIN families_person p ON p.id = c.id LEFT JOIN named n ON n.person_id = p.id
    ), judged AS (
        SELECT w.*, w.any_phone AND (NOT w.secret_phone OR w.visible AND search_point_seen(w.id, 'phone', phone)) AS by_phone,
               w.any_postcode AND (NOT w.secret_postcode OR w.visible AND search_point_seen(w.id, 'address', home_postcode)) AS by_postcode
          FROM weighed w
    ), totalled AS (
        SELECT j.*,
               (60 * j.name_score + CASE WHEN j.same_day THEN 25 WHEN j.swapped_day THEN 15 WHEN j.years_off = 0 THEN 10
                                         WHEN j.years_off = 1 THEN 4 ELSE 0 END
                + CASE WHEN j.by_phone THEN 30 ELSE 0 END + CASE WHEN j.by_postcode THEN 15 ELSE 0 END
                + CASE WHEN j.by_reference THEN 100 ELSE 0 END)::real AS total
          FROM judged j
         WHERE j.name_score > 0 OR j.same_day OR j.swapped_day OR j.by_phone OR j.by_postcode OR j.by_reference
    ), best AS (
        SELECT t.*, t.total >= 0.45 * max(t.total) OVER () AS near_the_best FROM totalled t
    ), shown AS (
        SELECT b.* FROM best b WHERE b.near_the_best
         ORDER BY b.total DESC, b.visible DESC, b.family_name, b.given_name, b.id LIMIT at_most
    )
    SELECT b.id, b.total, b.name_score,
           array_remove(ARRAY[
               CASE WHEN b.by_reference THEN 'reference' END,
               CASE WHEN b.name_score = 0 THEN NULL WHEN b.by_alias THEN 'alias' WHEN b.in_part THEN 'name_part'
                    WHEN b.how = 4 THEN 'name_same' WHEN b.by_sound THEN 'name_sounds' WHEN b.by_nickname THEN 'nickname'
                    WHEN b.how = 1 THEN 'name_begins' ELSE 'name_spelt' END,
               CASE WHEN b.same_day THEN 'birth_date' WHEN b.swapped_day THEN 'birth_date_swapped'
                    WHEN b.years_off = 0 AND birth_year IS NOT NULL THEN 'birth_year' WHEN b.years_off = 1 THEN 'birth_year_near' END,
               CASE WHEN b.by_phone THEN 'phone' END,
               CASE WHEN b.by_postcode THEN 'postcode' END], NULL),
           b.given_name, b.family_name, b.born,
           ARRAY(SELECT DISTINCT i.team_id FROM families_familymembership m JOIN families_involvement i ON i.family_id = m.family_id
                  WHERE m.person_id = b.id AND (m.ended_on IS NULL OR m.ended_on >= today_in_london())
                    AND (i.person_id IS NULL OR i.person_id = b.id)
                    AND i.started_on <= today_in_london() AND (i.ended_on IS NULL OR i.ended_on >= today_in_london())),
           b.visible
      FROM shown b
     ORDER BY b.total DESC, b.visible DESC, b.family_name, b.given_name, b.id;
END $$;
"""

SEEN = """
-- Whether the actor may read this contact point of the person: the rule of its own policy, 0002.
CREATE FUNCTION search_point_seen(person uuid, kind text, given text) RETURNS boolean LANGUAGE sql STABLE
    SET search_path = public, pg_temp AS $$
    SELECT EXISTS (
        SELECT 1
          FROM (SELECT t.started_on FROM families_phone t WHERE kind = 'phone' AND t.person_id = person AND t.number = given
                UNION ALL
                SELECT t.started_on FROM families_address t WHERE kind = 'address' AND t.person_id = person AND t.postcode = given) point
          JOIN families_familymembership m ON m.person_id = person AND (m.ended_on IS NULL OR point.started_on <= m.ended_on)
         WHERE EXISTS (SELECT 1 FROM families_ground g WHERE g.family_id = m.family_id))
$$;
"""

OWNED_BY_LOOKUP = (
    "search_words_like(text, text[])",
    "search_point_seen(uuid, text, text)",
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
        migrations.RunSQL(sql, migrations.RunSQL.noop) for sql in (FIND_WORDS, SEEN, FIND_PEOPLE, OWNERSHIP)
    ]
