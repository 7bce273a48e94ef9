-- Referrals of a month that were not declined and led to a plan within the days of the list of thresholds, by the days
-- between.
SELECT
  practice_code AS organisation_code,
  'month' AS window,
  month,
  breakdown,
  category,
  days_to_plan AS value,
  COUNT(*) AS numerator,
  NULL AS denominator,
  NULL AS sum_of_squares
FROM episode
LATERAL VIEW stack(2, 'all', 'all', 'role', role) part AS breakdown, category
WHERE decision <> 'declined'
  AND days_to_plan <= (SELECT amount FROM people_threshold WHERE threshold = 'plan')
GROUP BY practice_code, month, breakdown, category, days_to_plan
