-- id: information_advice_community_share
-- title: Share of requests ending in information, advice or a community offer
-- kind: proportion
-- numerator: requests whose outcome is information and advice or signposting, or a community offer
-- denominator: requests of the period with a known outcome
-- unit: share
-- direction: neither
-- source: client-level data, event outcome of requests; "community offer" is a term of this study: support in the community
--    offered to a person who is not eligible
-- records: request
-- comparability: Where a crosswalk maps a local outcome only approximately, the share carries its doubt; trace lists the rows
--    of the crosswalk. Requests without an outcome, or with an unmapped one, are in neither part.
-- order: 60
SELECT site, period, 'request' AS record, id,
       event_outcome IN ('NFA: Information and advice or signposting', 'NFA: Community offer') AS numerator
FROM current_request
WHERE event_outcome <> 'Invalid and not mapped'
