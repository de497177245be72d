-- id: followed_up_share
-- title: Share of people due for a follow-up about whom it gave an answer
-- kind: proportion
-- numerator: those of them of whom it is known whether they were in receipt of adult social care
-- denominator: people whom the site last served in the period and who were due for a follow-up twelve months later; each once
-- unit: share
-- direction: higher_is_better
-- source: a term of this study; what later_receipt_of_care rests on
-- records: person
-- records_of_site: follow_up
-- comparability: Counts follow-ups that a site lists; people it never meant to follow up are not in it.
-- order: 63
WITH due AS (
  SELECT f.site, c.period, f.id, coalesce(f.in_receipt IN ('Yes', 'No'), 0) AS known,
         row_number() OVER (PARTITION BY f.site, c.period, f.person
                            ORDER BY coalesce(f.in_receipt IN ('Yes', 'No'), 0) DESC, f.served_date DESC,
                                     coalesce(f.follow_up_date, '') DESC, f.id DESC) AS place
  FROM current_follow_up f
  JOIN current_submission c ON c.site = f.site AND f.served_date BETWEEN c.period_start AND c.period_end
  WHERE f.months = 12
)
SELECT site, period, 'follow_up' AS record, id, known AS numerator
FROM due
WHERE place = 1
