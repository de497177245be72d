-- id: cost_per_person_week
-- title: Cost of a person's week of support, by primary support reason
-- kind: mean
-- numerator: pounds a week of all services that the person has on the last day of the period
-- denominator: people with a service on that day whose weekly cost is known; each once
-- unit: pounds a week
-- direction: neither
-- dimension: primary support reason
-- source: after the cost rules of client-level data: unit cost times units a week, weekly 1, fortnightly 1/2, 4-weekly 1/4, monthly 12/52, quarterly 4/52, annually 1/52, otherwise the planned units
-- records: service
-- comparability: One-off costs and services without a charge are not in it. Support that a practice gives without a service record costs nothing here.
-- caveat: stoke_neuro: home care alone, at its agreed weekly cost
-- order: 90
-- decimals: 2
WITH costed AS (
  SELECT s.site, s.period, s.person, s.id, coalesce(s.primary_support_reason, p.primary_support_reason, 'Unknown') AS reason,
         abs(s.unit_cost) * CASE s.cost_frequency WHEN 'Weekly' THEN 1.0
                                                  WHEN 'Fortnightly' THEN 1.0 / 2
                                                  WHEN '4-weekly' THEN 1.0 / 4
                                                  WHEN 'Monthly' THEN 12.0 / 52
                                                  WHEN 'Quarterly' THEN 4.0 / 52
                                                  WHEN 'Annually' THEN 1.0 / 52
                                                  ELSE s.planned_units_per_week END AS cost
  FROM current_service s
  LEFT JOIN current_person p ON p.site = s.site AND p.period = s.period AND p.person = s.person
  WHERE s.start_date <= s.period_end AND coalesce(s.end_date, s.period_end) >= s.period_end
    AND s.cost_frequency NOT IN ('One-off', 'No charge to client', 'Invalid and not mapped')
)
SELECT site, period, min(reason) AS dimension, 'service' AS record, min(id) AS id, sum(cost) AS value
FROM costed
WHERE cost IS NOT NULL
GROUP BY site, period, person
