-- id: eq5d_mean
-- title: Health-related quality of life (EQ-5D-3L, United Kingdom), mean
-- kind: score
-- numerator: the value of the health state that a response gives, from -0.594 to 1
-- denominator: responses to any survey with all five dimensions of EQ-5D
-- unit: score
-- direction: higher_is_better
-- source: EQ-5D-3L with the time trade-off values of the United Kingdom, Dolan (1997)
-- records: survey_response
-- comparability: The mean of those who answered; who is asked differs by site.
-- order: 88
SELECT site, period, 'survey_response' AS record, response AS id, value
FROM current_survey_score
WHERE score = 'eq5d_3l'
