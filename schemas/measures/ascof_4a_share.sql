-- id: ascof_4a_share
-- title: People who feel as safe as they want (ASCOF 4A)
-- kind: proportion
-- numerator: those of them who feel as safe as they want (q7a is 1)
-- denominator: responses to the adult social care survey that answer q7a
-- unit: share
-- direction: higher_is_better
-- source: adult social care outcomes framework, measure 4A
-- records: survey_response
-- comparability: The share of those who answered, not weighted by stratum, so it is not the figure that is published for a council.
-- order: 85
SELECT site, period, 'survey_response' AS record, response AS id, value AS numerator
FROM current_survey_score
WHERE score = 'ascof_4a' AND survey = 'Adult Social Care Survey'
