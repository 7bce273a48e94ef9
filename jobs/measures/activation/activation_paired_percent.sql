-- Of the scores at a start taken in a month, those with a second one in the time for it.
SELECT
  practice_code AS organisation_code,
  'month' AS window,
  CAST(trunc(baseline_on, 'MM') AS DATE) AS month,
  breakdown,
  category,
  NULL AS value,
  COUNT(follow_up_on) AS numerator,
  COUNT(*) AS denominator,
  NULL AS sum_of_squares
FROM activation_episode
LATERAL VIEW stack(
  2, 'all', 'all', 'role', role
) part AS breakdown, category
WHERE baseline_on IS NOT NULL
GROUP BY practice_code, CAST(trunc(baseline_on, 'MM') AS DATE), breakdown, category
