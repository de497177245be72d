-- id: ascof_3a_share
-- title: People who are extremely or very satisfied with their care and support (ASCOF 3A)
-- kind: proportion
-- numerator: those of them who are satisfied: q1 is 1 once the seven answers of the standard form are the five of the easy-read one
-- denominator: responses to the adult social care survey that answer q1
-- unit: share
-- direction: higher_is_better
-- source: adult social care outcomes framework, measure 3A
-- records: survey_response
-- comparability: The share of those who answered, not weighted by stratum, so it is not the figure that is published for a council.
-- order: 83
SELECT site, period, 'survey_response' AS record, response AS id, value AS numerator
FROM current_survey_score
WHERE score = 'ascof_3a' AND survey = 'Adult Social Care Survey'
