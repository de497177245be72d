-- id: days_request_to_assessment
-- title: Days from request to assessment (median)
-- kind: median
-- numerator: days from a request's first day to the first day of the same person's next assessment at the same site, on that
--    day or later, financial assessments aside
-- denominator: requests of the period that an assessment followed, in this return or in a later one
-- unit: days
-- direction: lower_is_better
-- source: client-level data, events Request and Assessment, linked by person
-- records: request, assessment
-- comparability: People still waiting are not in it, so a return that ends soon after its requests looks better than it is;
--    compare periods of the same length. Two requests before one assessment both wait for it.
-- order: 30
SELECT r.site, r.period, 'request' AS record, r.id, julianday(min(a.start_date)) - julianday(r.start_date) AS value,
       'assessment' AS evidence_record, a.id AS evidence_id -- of the earliest: SQLite takes the row of min()
FROM current_request r
JOIN current_assessment a ON a.site = r.site AND a.person = r.person AND a.start_date >= r.start_date
WHERE a.assessment_type <> 'Financial assessment'
GROUP BY r.id
