-- Pairs that rose by at least the points of the list of thresholds, by the month of the second score.
SELECT
  practice_code AS organisation_code,
  'month' AS window,
  CAST(trunc(follow_up_on, 'MM') AS DATE) AS month,
  breakdown,
  category,
  NULL AS value,
  COUNT_IF(follow_up_score - baseline_score >= (SELECT amount FROM people_threshold WHERE threshold = 'meaningful_change')) AS numerator,
  COUNT(*) AS denominator,
  NULL AS sum_of_squares
FROM activation_episode
LATERAL VIEW stack(
  2, 'all', 'all', 'role', role
) part AS breakdown, category
WHERE follow_up_on IS NOT NULL
GROUP BY practice_code, CAST(trunc(follow_up_on, 'MM') AS DATE), breakdown, category
