-- id: days_request_to_service
-- title: Days from request to service (median)
-- kind: median
-- numerator: days from a request's first day to the first day of the same person's next service at the same site, on that day
--    or later
-- denominator: requests of the period that a service followed, in this return or in a later one
-- unit: days
-- direction: lower_is_better
-- source: client-level data, events Request and Service, linked by person
-- records: request, service
-- comparability: People still waiting are not in it, so a return that ends soon after its requests looks better than it is;
--    compare periods of the same length. Two requests before one service both wait for it. A person who has a service already may
--    ask for something else; the next one counts.
-- order: 32
SELECT r.site, r.period, 'request' AS record, r.id, julianday(min(s.start_date)) - julianday(r.start_date) AS value,
       'service' AS evidence_record, s.id AS evidence_id -- of the earliest: SQLite takes the row of min()
FROM current_request r
JOIN current_service s ON s.site = r.site AND s.person = r.person AND s.start_date >= r.start_date
GROUP BY r.id
