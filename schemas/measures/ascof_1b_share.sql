-- id: ascof_1b_share
-- title: People who have control over their daily life (ASCOF 1B)
-- kind: proportion
-- numerator: those of them with as much control as they want, or adequate control (q3a is 1 or 2)
-- denominator: responses to the adult social care survey that answer q3a
-- unit: share
-- direction: higher_is_better
-- source: adult social care outcomes framework, measure 1B
-- records: survey_response
-- comparability: The share of those who answered, not weighted by stratum, so it is not the figure that is published for a council.
-- order: 81
SELECT site, period, 'survey_response' AS record, response AS id, value AS numerator
FROM current_survey_score
WHERE score = 'ascof_1b' AND survey = 'Adult Social Care Survey'
