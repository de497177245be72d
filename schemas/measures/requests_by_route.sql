-- id: requests_by_route
-- title: Requests for support, by route of access
-- kind: count
-- numerator: requests for support in the period
-- denominator: none
-- dimension: route of access
-- unit: requests
-- direction: neither
-- source: client-level data, event type Request, route of access of release 1
-- records: request
-- comparability: A count grows with the population and with the area covered; compare its make-up, not its size. A site that
--    takes contacts without recording a request shows fewer. "Not recorded" are requests without a route.
-- order: 10
SELECT site, period, 'request' AS record, id, coalesce(route_of_access, 'Not recorded') AS dimension
FROM current_request
