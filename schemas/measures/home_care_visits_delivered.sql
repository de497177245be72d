-- id: home_care_visits_delivered
-- title: Share of planned visits of home care that took place
-- kind: proportion
-- numerator: visits with an actual start
-- denominator: visits of the period that were planned; the visit of a second carer counts as one where it has a record of its own
-- unit: share
-- direction: higher_is_better
-- source: a term of this study
-- records: home_care_visit
-- comparability: Rests on how actual starts are recorded: a visit that took place and was not logged counts as missed.
--    Visits that nobody planned are in neither part.
-- order: 90
SELECT site, period, 'home_care_visit' AS record, id, actual_start IS NOT NULL AS numerator
FROM current_home_care_visit
WHERE planned_minutes > 0
