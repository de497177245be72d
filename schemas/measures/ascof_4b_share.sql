-- id: ascof_4b_share
-- title: People whose services help them to feel safe (ASCOF 4B)
-- kind: proportion
-- numerator: those of them who say so (q7b is 1)
-- denominator: responses to the adult social care survey that answer q7b
-- unit: share
-- direction: higher_is_better
-- source: adult social care outcomes framework, measure 4B
-- records: survey_response
-- comparability: The share of those who answered, not weighted by stratum, so it is not the figure that is published for a council.
-- order: 86
SELECT site, period, 'survey_response' AS record, response AS id, value AS numerator
FROM current_survey_score
WHERE score = 'ascof_4b' AND survey = 'Adult Social Care Survey'
