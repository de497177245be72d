-- id: ascof_1b_weighted
-- title: People who have control over their daily life (ASCOF 1B), weighted by stratum
-- kind: proportion
-- numerator: those of them with as much control as they want, or adequate control (q3a is 1 or 2)
-- denominator: responses to the adult social care survey that answer q3a; each stratum of the survey counts as much as
--     it has people
-- unit: share
-- direction: higher_is_better
-- source: adult social care outcomes framework, measure 1B
-- records: survey_response, service
-- comparability: Stands for the people of the site's own return with long-term support in the period, by the strata of
--     the survey: learning disability, age 18-64, 65+ in residential or nursing care, 65+ in the community; not for the
--     whole council, and not for a stratum that nobody answered in. Where a stratum has fewer than two answers, or more answers than people in the return, nothing is
--     weighted, and the method says so.
-- order: 81
WITH supported AS (
    SELECT site, period, period_end, person,
           MAX(service_type IN ('Long term support: Nursing care', 'Long term support: Residential care')) AS in_a_home
    FROM current_service
    WHERE service_type LIKE 'Long term support: %'
    GROUP BY site, period, person),
people AS (
    SELECT s.site, s.period,
           CASE WHEN p.primary_support_reason = 'Learning disability support' THEN 'Learning disability'
                WHEN julianday(s.period_end) - julianday(p.birth_month || '-01') < 65 * 365.25 THEN 'Age 18-64'
                WHEN s.in_a_home THEN '65+ in residential or nursing care'
                ELSE '65+ in the community' END AS stratum,
           COUNT(*) AS size
    FROM supported AS s JOIN current_person AS p USING (site, period, person)
    WHERE p.birth_month IS NOT NULL
    GROUP BY s.site, s.period, stratum)
SELECT a.site, a.period, 'survey_response' AS record, a.response AS id, a.value AS numerator,
       a.survey_stratum AS stratum, people.size AS stratum_size
FROM current_survey_score AS a
LEFT JOIN people ON people.site = a.site AND people.period = a.period AND people.stratum = a.survey_stratum
WHERE a.score = 'ascof_1b' AND a.survey = 'Adult Social Care Survey'
