-- id: later_receipt_of_care
-- title: Share of people served who were later in receipt of adult social care
-- kind: proportion
-- numerator: those of them who were in receipt of adult social care at the follow-up
-- denominator: people whom the site last served in the period, followed up twelve months later with a known answer; each once,
--    by the follow-up after the last day they were served, and by the latest one of that
-- unit: share
-- direction: lower_is_better
-- source: a term of this study; the trade press gave such a share for one practice and 2012/13, without its definition
-- records: person
-- records_of_site: follow_up
-- comparability: People lost to follow-up (not reached, declined, moved away, died, or nobody knows) are in neither part;
--    followed_up_share says how many they are, and where they differ from the others the share misleads. A figure belongs to the
--    period in which people were served, and is complete a year after it. Who is served decides much of it: self-funders and people
--    with low needs differ from people found eligible.
-- order: 62
WITH cohort AS (
  SELECT f.site, c.period, f.id, f.in_receipt,
         row_number() OVER (PARTITION BY f.site, c.period, f.person
                            ORDER BY f.served_date DESC, coalesce(f.follow_up_date, '') DESC, f.id DESC) AS place
  FROM current_follow_up f
  JOIN current_submission c ON c.site = f.site AND f.served_date BETWEEN c.period_start AND c.period_end
  WHERE f.months = 12 AND f.in_receipt IN ('Yes', 'No')
)
SELECT site, period, 'follow_up' AS record, id, in_receipt = 'Yes' AS numerator
FROM cohort
WHERE place = 1
