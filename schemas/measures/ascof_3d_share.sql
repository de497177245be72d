-- id: ascof_3d_share
-- title: People who found information about support easy to find (ASCOF 3D)
-- kind: proportion
-- numerator: those of them who found it very or fairly easy to find (q12 is 2 or 3)
-- denominator: responses to the adult social care survey that answer q12, those aside who never looked for information (q12 is 1)
-- unit: share
-- direction: higher_is_better
-- source: adult social care outcomes framework, measure 3D
-- records: survey_response
-- comparability: The share of those who answered, not weighted by stratum, so it is not the figure that is published for a council.
-- order: 84
SELECT site, period, 'survey_response' AS record, response AS id, value AS numerator
FROM current_survey_score
WHERE score = 'ascof_3d' AND survey = 'Adult Social Care Survey'
