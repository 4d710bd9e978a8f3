-- Pairs of people who may be one person, by what is sure first. Each way joins on something few people share, so that
-- names are compared within small groups only, whatever the size of the council. A number or postcode that many people
-- have (an office, a refuge, a block of flats) says nothing about any two of them.
WITH nickname AS MATERIALIZED (
    SELECT n.key AS name, m.value AS other
      FROM jsonb_each(%(nicknames)s::jsonb) n, jsonb_array_elements_text(n.value) m
), person AS MATERIALIZED (
    SELECT f.*, split_part(f.given, ' ', 1) AS called, dmetaphone(split_part(f.given, ' ', 1)) AS called_sound,
           dmetaphone(f.family) AS family_sound
      FROM (SELECT p.id, search_fold(p.given_name) AS given, search_fold(p.family_name) AS family,
                   CASE WHEN p.birth_date_kind <> 'unborn' THEN p.date_of_birth END AS born
              FROM families_person p) f
), phone AS MATERIALIZED (
    SELECT number, person_id FROM (
        SELECT DISTINCT number, person_id, count(*) OVER (PARTITION BY number) AS bearers
          FROM families_phone WHERE ended_on IS NULL OR ended_on >= today_in_london()) used
     WHERE bearers BETWEEN 2 AND 12
), home AS MATERIALIZED (
    SELECT postcode, person_id FROM (
        SELECT DISTINCT postcode, person_id, count(*) OVER (PARTITION BY postcode) AS bearers
          FROM families_address WHERE postcode <> '' AND (ended_on IS NULL OR ended_on >= today_in_london())) used
     WHERE bearers BETWEEN 2 AND 200
), near (a, b, way) AS MATERIALIZED (
    SELECT a.id, b.id, 'birth' FROM person a JOIN person b ON b.born = a.born AND b.id > a.id
     WHERE a.family_sound = b.family_sound OR a.called_sound = b.called_sound
        OR (a.given = b.family AND a.family = b.given)
    UNION ALL
    SELECT a.id, b.id, 'swapped' FROM person a JOIN person b ON b.given = a.given AND b.family = a.family AND b.id > a.id
     WHERE a.born <> b.born AND extract(year FROM a.born) = extract(year FROM b.born)
       AND extract(day FROM a.born) = extract(month FROM b.born) AND extract(month FROM a.born) = extract(day FROM b.born)
    UNION ALL
    SELECT a.person_id, b.person_id, 'phone' FROM phone a JOIN phone b ON b.number = a.number AND b.person_id > a.person_id
    UNION ALL
    SELECT a.id, b.id, 'postcode'
      FROM home h JOIN person a ON a.id = h.person_id
      JOIN home g ON g.postcode = h.postcode AND g.person_id > h.person_id
      JOIN person b ON b.id = g.person_id AND (b.family_sound = a.family_sound OR b.called_sound = a.called_sound)
     WHERE a.born IS NULL OR b.born IS NULL OR abs(extract(year FROM a.born) - extract(year FROM b.born)) <= 1
), compared AS MATERIALIZED (
    SELECT n.a, n.b, n.way, a.born = b.born AS born_alike,
           a.given = b.given AND a.family = b.family AS same,
           a.given <> '' AND a.family <> '' AND a.given = b.family AND a.family = b.given AS turned,
           a.family = b.family AND EXISTS (SELECT 1 FROM nickname k WHERE k.name = a.called AND k.other = b.called)
               AS nickname,
           a.called <> '' AND b.called <> '' AND (a.called = b.called
               OR (a.called_sound = b.called_sound AND levenshtein_less_equal(left(a.called, 40), left(b.called, 40), 3) <= 3)
               OR levenshtein_less_equal(left(a.called, 40), left(b.called, 40), 1) <= 1
               OR EXISTS (SELECT 1 FROM nickname k WHERE k.name = a.called AND k.other = b.called)) AS called_alike,
           a.family <> '' AND b.family <> '' AND (a.family = b.family
               OR (a.family_sound = b.family_sound AND levenshtein_less_equal(left(a.family, 40), left(b.family, 40), 3) <= 3)
               OR levenshtein_less_equal(left(a.family, 40), left(b.family, 40), 1) <= 1) AS family_alike
      FROM near n JOIN person a ON a.id = n.a JOIN person b ON b.id = n.b
), judged AS MATERIALIZED (
    SELECT DISTINCT ON (a, b) a, b, j.reason, j.score
      FROM compared c
     CROSS JOIN LATERAL (VALUES
           ('name_and_birth', 95, born_alike AND same),
           ('swapped_name', 90, born_alike AND turned),
           ('nickname', 85, born_alike AND nickname),
           ('phone', 80, way = 'phone' AND called_alike AND (family_alike OR born_alike)),
           ('birth', 75, born_alike AND called_alike AND family_alike),
           ('swapped_birth', 70, way = 'swapped' AND same),
           ('postcode', 60, way = 'postcode' AND called_alike AND family_alike)) j (reason, score, holds)
     WHERE j.holds ORDER BY a, b, j.score DESC
), forgotten AS (
    DELETE FROM merging_duplicatepair d
     WHERE d.decided_at IS NULL AND d.reason <> 'by_hand'
       AND NOT EXISTS (SELECT 1 FROM judged j WHERE j.a = least(d.first_id, d.second_id) AND j.b = greatest(d.first_id, d.second_id))
), kept AS (
    INSERT INTO merging_duplicatepair (id, first_id, second_id, reason, score, found_at, not_same_why)
    SELECT gen_random_uuid(), a, b, reason, score, %(at)s, '' FROM judged
    ON CONFLICT (least(first_id, second_id), greatest(first_id, second_id))
    DO UPDATE SET reason = excluded.reason, score = excluded.score
     WHERE merging_duplicatepair.decided_at IS NULL AND merging_duplicatepair.reason <> 'by_hand'
       AND (merging_duplicatepair.reason, merging_duplicatepair.score) <> (excluded.reason, excluded.score)
)
SELECT count(*) FROM judged
