-- id: home_care_minutes_delivered
-- title: Minutes of home care delivered for each planned minute
-- kind: ratio
-- numerator: minutes of planned visits that took place, as recorded
-- denominator: minutes of the same visits and of those missed, as planned; a visit that took place without its minutes recorded is in neither part
-- unit: minutes a planned minute
-- direction: neither
-- source: a term of this study
-- records: home_care_visit
-- comparability: Minutes are of the visit, however many carers it had. Short visits and missed ones weigh alike; look at the
--    share of visits that took place beside it. Rests on how providers record actual minutes.
-- order: 91
SELECT site, period, 'home_care_visit' AS record, id, coalesce(actual_minutes, 0) AS numerator, planned_minutes AS denominator
FROM current_home_care_visit
WHERE planned_minutes > 0 AND (actual_start IS NULL OR actual_minutes IS NOT NULL)
