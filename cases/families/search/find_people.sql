-- terms: [["sam", "samuel", …], ["khan"]], each a typed word followed by its nicknames.
-- Reasons are the codes of cases.families.search.reasons.
CREATE OR REPLACE FUNCTION find_people(terms jsonb, birth_date date, birth_year integer, phone text, home_postcode text,
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
                   WHERE m.person_id = ANY (found) AND m.family_id = ANY (grounds) AND person_open(m.person_id));
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
    -- Whoever is in a restricted family is found by its named staff, and by a role that may open it in an emergency.
    IF EXISTS (SELECT 1 FROM families_restriction r WHERE r.lifted_at IS NULL) AND NOT actor_can('glass_break_restricted')
    THEN
        found := ARRAY(SELECT f.id FROM unnest(found) AS f (id) WHERE person_open(f.id));
    END IF;
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
                    AND (i.ended_on IS NULL OR i.ended_on >= today_in_london())
                    AND (i.wall = '' OR i.wall = ANY (actor_walls()))),
           b.visible
      FROM shown b
     ORDER BY b.total DESC, b.visible DESC, b.family_name, b.given_name, b.id;
END $$;
