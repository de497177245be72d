-- id: scrqol_mean
-- title: Social care-related quality of life (ASCOT SCRQoL), mean
-- kind: score
-- numerator: the preference-weighted score of a response, from -0.171 to 1
-- denominator: responses to the adult social care survey with all eight answers the score needs
-- unit: score
-- direction: higher_is_better
-- source: ASCOT SCT4; 0.203 x the sum of the eight weights - 0.466
-- records: survey_response
-- comparability: The mean of those who answered, not weighted by stratum; who answers, and who is asked, differ by site.
-- order: 70
SELECT site, period, 'survey_response' AS record, response AS id, value
FROM current_survey_score
WHERE score = 'ascot_scrqol' AND survey = 'Adult Social Care Survey'
