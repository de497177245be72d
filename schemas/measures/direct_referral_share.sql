-- id: direct_referral_share
-- title: Share of requests that came straight to the practice
-- kind: proportion
-- numerator: requests made to the practice itself
-- denominator: requests of the period whose path is known: made to the practice, or passed on by the council's contact centre
-- unit: share
-- direction: neither
-- source: a term of this study; some practices took direct referrals in place of the council's central service
-- records: request
-- comparability: Says how people reach a practice, not how good it is. Requests with an unknown, unmapped or missing path
--    are in neither part; look at their number before comparing.
-- order: 20
SELECT site, period, 'request' AS record, id, referral_path = 'Direct to the practice' AS numerator
FROM current_request
WHERE referral_path IN ('Direct to the practice', 'Through the council''s contact centre')
