-- id: direct_payment_share
-- title: Share of people with long-term community support who have a direct payment
-- kind: proportion
-- numerator: those of them with a direct payment on that day, for all or part of their support
-- denominator: people who receive long-term community support on the last day of the period, unpaid carers and support that the
--    person pays all of aside; each once
-- unit: share
-- direction: higher_is_better
-- source: after the adult social care outcomes framework, measure 1C (2A)
-- records: service
-- comparability: A site that does not record how support is delivered shows fewer direct payments than it makes.
-- not_applicable: topaz: its return does not say how support is delivered
-- not_applicable: stoke_neuro: its return holds the care of one provider that the council commissioned, and no other support
-- order: 50
WITH supported AS (
  SELECT site, period, person, id, delivery_mechanism = 'Direct Payment' OR service_component = 'Direct payment' AS direct
  FROM current_service
  WHERE service_type = 'Long term support: Community' AND coalesce(client_type, 'Service user') = 'Service user'
    AND coalesce(client_funding_status, 'Unknown') <> 'Fully client funded'
    AND start_date <= period_end AND coalesce(end_date, period_end) >= period_end
)
SELECT site, period, 'service' AS record, min(id) AS id, max(coalesce(direct, 0)) AS numerator,
       CASE WHEN max(coalesce(direct, 0)) THEN 'service' END AS evidence_record,
       min(CASE WHEN direct THEN id END) AS evidence_id
FROM supported
GROUP BY site, period, person
