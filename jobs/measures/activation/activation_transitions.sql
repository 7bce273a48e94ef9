-- Pairs by the level at the start and at the second score, by the month of the second.
SELECT
  practice_code AS organisation_code,
  'month' AS window,
  CAST(trunc(follow_up_on, 'MM') AS DATE) AS month,
  breakdown,
  category,
  NULL AS value,
  COUNT(*) AS numerator,
  NULL AS denominator,
  NULL AS sum_of_squares
FROM activation_episode
LATERAL VIEW stack(
  2, 'all', 'all', 'transition', concat(baseline_level, '>', follow_up_level)
) part AS breakdown, category
WHERE follow_up_on IS NOT NULL
GROUP BY practice_code, CAST(trunc(follow_up_on, 'MM') AS DATE), breakdown, category
