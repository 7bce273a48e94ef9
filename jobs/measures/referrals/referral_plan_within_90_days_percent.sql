-- Of the referrals of a month that were not declined, those with a plan agreed within the days of the list of
-- thresholds. A month is counted once referrals are delivered for long enough after it.
SELECT
  practice_code AS organisation_code,
  'month' AS window,
  month,
  breakdown,
  category,
  NULL AS value,
  COUNT_IF(days_to_plan <= (SELECT amount FROM people_threshold WHERE threshold = 'plan')) AS numerator,
  COUNT(*) AS denominator,
  NULL AS sum_of_squares
FROM episode
LATERAL VIEW stack(
  3, 'all', 'all', 'role', role, 'deprivation_quintile', deprivation_quintile
) part AS breakdown, category
WHERE decision <> 'declined'
GROUP BY practice_code, month, breakdown, category
