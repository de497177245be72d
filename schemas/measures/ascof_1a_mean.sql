-- id: ascof_1a_mean
-- title: Social care-related quality of life (ASCOF 1A), mean
-- kind: score
-- numerator: the score of a response, 0 to 24: 32 less the sum of the eight answers
-- denominator: responses to the adult social care survey with all eight answers
-- unit: score
-- direction: higher_is_better
-- source: adult social care outcomes framework, measure 1A
-- records: survey_response
-- comparability: The mean of those who answered, not weighted by stratum, so it is not the figure that is published for a council.
-- order: 80
SELECT site, period, 'survey_response' AS record, response AS id, value
FROM current_survey_score
WHERE score = 'ascof_1a' AND survey = 'Adult Social Care Survey'
