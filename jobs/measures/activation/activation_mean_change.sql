-- Changes between the two scores of a pair, by the month of the second.
SELECT
  practice_code AS organisation_code,
  'month' AS window,
  CAST(trunc(follow_up_on, 'MM') AS DATE) AS month,
  breakdown,
  category,
  NULL AS value,
  SUM(follow_up_score - baseline_score) AS numerator,
  COUNT(*) AS denominator,
  SUM((follow_up_score - baseline_score) * (follow_up_score - baseline_score)) AS sum_of_squares
FROM activation_episode
LATERAL VIEW stack(
  3, 'all', 'all', 'role', role, 'starting_level', CAST(baseline_level AS STRING)
) part AS breakdown, category
WHERE follow_up_on IS NOT NULL
GROUP BY practice_code, CAST(trunc(follow_up_on, 'MM') AS DATE), breakdown, category
