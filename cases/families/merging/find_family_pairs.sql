-- Pairs of families that may be one, by the people who are in both today. A child of parents who live apart is in both of
-- their families: one person in common says nothing, unless there is nobody else in one of the two.
WITH member AS MATERIALIZED (
    SELECT DISTINCT family_id, person_id FROM families_familymembership
     WHERE (started_on IS NULL OR started_on <= today_in_london()) AND (ended_on IS NULL OR ended_on >= today_in_london())
), size AS MATERIALIZED (
    SELECT family_id, count(*) AS people FROM member GROUP BY family_id
), hidden AS MATERIALIZED (
    SELECT m.person_id, m.family_id
      FROM member m JOIN families_restriction r ON r.family_id = m.family_id AND r.lifted_at IS NULL
), shared AS MATERIALIZED (
    SELECT a.family_id AS a, b.family_id AS b, count(*) AS people
      FROM member a JOIN member b ON b.person_id = a.person_id AND b.family_id > a.family_id
     -- Whoever a third family's restriction hides is not told of by a pair of the others either.
     WHERE NOT EXISTS (SELECT 1 FROM hidden h
                        WHERE h.person_id = a.person_id AND h.family_id NOT IN (a.family_id, b.family_id))
     GROUP BY a.family_id, b.family_id
), judged AS MATERIALIZED (
    SELECT DISTINCT ON (s.a, s.b) s.a, s.b, j.reason, j.score
      FROM shared s JOIN size a ON a.family_id = s.a JOIN size b ON b.family_id = s.b
     CROSS JOIN LATERAL (VALUES
           ('same_members', 95, s.people = a.people AND s.people = b.people),
           ('within', 80, s.people = a.people OR s.people = b.people),
           ('two_members', 60, s.people > 1)) j (reason, score, holds)
     WHERE j.holds ORDER BY s.a, s.b, j.score DESC
), forgotten AS (
    DELETE FROM merging_familypair d
     WHERE d.decided_at IS NULL AND d.reason <> 'by_hand'
       AND NOT EXISTS (SELECT 1 FROM judged j WHERE j.a = least(d.first_id, d.second_id) AND j.b = greatest(d.first_id, d.second_id))
), kept AS (
    INSERT INTO merging_familypair (id, first_id, second_id, reason, score, found_at, not_same_why)
    SELECT gen_random_uuid(), a, b, reason, score, %(at)s, '' FROM judged
    ON CONFLICT (least(first_id, second_id), greatest(first_id, second_id))
    DO UPDATE SET reason = excluded.reason, score = excluded.score
     WHERE merging_familypair.decided_at IS NULL AND merging_familypair.reason <> 'by_hand'
       AND (merging_familypair.reason, merging_familypair.score) <> (excluded.reason, excluded.score)
)
SELECT count(*) FROM judged
