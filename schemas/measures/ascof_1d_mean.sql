-- id: ascof_1d_mean
-- title: Carers' quality of life (ASCOF 1D), mean
-- kind: score
-- numerator: the score of a response, 0 to 12: of six answers each 2, 1 or 0
-- denominator: responses to the carers' survey with all six answers
-- unit: score
-- direction: higher_is_better
-- source: adult social care outcomes framework, measure 1D
-- records: survey_response
-- comparability: The mean of those who answered; who is asked differs by site.
-- order: 87
SELECT site, period, 'survey_response' AS record, response AS id, value
FROM current_survey_score
WHERE score = 'ascof_1d' AND survey = 'Carers survey'
