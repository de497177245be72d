-- id: staff_per_100_open_cases
-- title: Staff in post per 100 open cases
-- kind: ratio
-- multiplier: 100
-- numerator: whole-time equivalents in post, all roles, on the last day counted in the period; people in post for a role without
--    whole-time equivalents
-- denominator: open cases: people who on the last day of the period have a service that has begun and not ended, or a request or
--    an assessment that is not completed; each person once
-- unit: staff per 100 open cases
-- direction: neither
-- source: a term of this study; staff in post as the yearly workforce return counts them
-- records: staff_in_post
-- comparability: Both are counted in full on one day, so there is no interval. Practices differ in what staff do: a practice that
--    gives advice, and closes the request the same day, has few open cases for its staff. Staff of the council who work for the
--    practice are in it only where the return counts them.
-- order: 95
WITH counted AS (
  SELECT site, period, max(as_of) AS day
  FROM current_staff_in_post
  WHERE as_of BETWEEN period_start AND period_end
  GROUP BY site, period
), open AS (
  SELECT site, period, person, 'service' AS record, id
  FROM current_service
  WHERE start_date <= period_end AND coalesce(end_date, period_end) >= period_end
  UNION ALL
  SELECT site, period, person, 'request', id
  FROM current_request
  WHERE start_date <= period_end AND (end_date IS NULL OR end_date > period_end)
  UNION ALL
  SELECT site, period, person, 'assessment', id
  FROM current_assessment
  WHERE start_date <= period_end AND (end_date IS NULL OR end_date > period_end)
), people AS (
  SELECT site, period, record, id, row_number() OVER (PARTITION BY site, period, person ORDER BY record DESC, id) AS place
  FROM open
)
SELECT s.site, s.period, 'staff_in_post' AS record, s.id, coalesce(s.whole_time_equivalents, s.headcount) AS numerator,
       0 AS denominator
FROM current_staff_in_post s
JOIN counted c ON c.site = s.site AND c.period = s.period AND c.day = s.as_of
UNION ALL
SELECT p.site, p.period, p.record, p.id, 0, 1
FROM people p
JOIN counted c ON c.site = p.site AND c.period = p.period
WHERE p.place = 1
