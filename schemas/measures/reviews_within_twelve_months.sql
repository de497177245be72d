-- id: reviews_within_twelve_months
-- title: People with long-term support or an assessment who were reviewed within twelve months
-- kind: proportion
-- numerator: those of them with a review at the site in the twelve months that end with the period's last day; a review counts
--    on its last day, or its first where the last is not known
-- denominator: people with a long-term service that overlaps the period, or with an assessment in it, financial ones aside;
--    each person once
-- unit: share
-- direction: higher_is_better
-- source: after the yearly return on short- and long-term support, table LTS002b; the people assessed are added because not
--    every practice records services
-- records: review
-- comparability: A person whose support began late in the period has had less time to be reviewed.
-- without: service: only people newly assessed are in the denominator, and the share is lower
-- order: 40
WITH known AS (
  SELECT site, period, period_end, person, 'service' AS record, min(id) AS id
  FROM current_service
  WHERE service_type LIKE 'Long term support:%' AND start_date <= period_end AND coalesce(end_date, period_start) >= period_start
  GROUP BY site, period, person
  UNION ALL
  SELECT site, period, period_end, person, 'assessment', min(id)
  FROM current_assessment
  WHERE assessment_type <> 'Financial assessment'
  GROUP BY site, period, person
), people AS (
  SELECT site, period, period_end, person, max(record) AS record, id -- the service where there are both
  FROM known
  GROUP BY site, period, person
), reviews AS (
  SELECT site, person, coalesce(end_date, start_date) AS day, id FROM current_review
)
SELECT p.site, p.period, p.record, p.id, count(v.id) > 0 AS numerator,
       CASE WHEN v.id IS NOT NULL THEN 'review' END AS evidence_record, min(v.id) AS evidence_id
FROM people p
LEFT JOIN reviews v ON v.site = p.site AND v.person = p.person AND v.day <= p.period_end AND v.day > date(p.period_end, '-12 months')
GROUP BY p.record, p.id
