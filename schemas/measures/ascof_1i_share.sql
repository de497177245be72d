-- id: ascof_1i_share
-- title: People who have as much social contact as they want (ASCOF 1I)
-- kind: proportion
-- numerator: those of them with as much social contact as they want (q8a is 1)
-- denominator: responses to the adult social care survey that answer q8a
-- unit: share
-- direction: higher_is_better
-- source: adult social care outcomes framework, measure 1I
-- records: survey_response
-- comparability: The share of those who answered, not weighted by stratum, so it is not the figure that is published for a council.
-- order: 82
SELECT site, period, 'survey_response' AS record, response AS id, value AS numerator
FROM current_survey_score
WHERE score = 'ascof_1i' AND survey = 'Adult Social Care Survey'
