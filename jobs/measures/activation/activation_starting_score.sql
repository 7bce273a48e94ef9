-- Scores at the start, apart for those that a second one followed and the others.
SELECT
  practice_code AS organisation_code,
  'month' AS window,
  CAST(trunc(baseline_on, 'MM') AS DATE) AS month,
  breakdown,
  category,
  NULL AS value,
  SUM(baseline_score) AS numerator,
  COUNT(*) AS denominator,
  SUM(baseline_score * baseline_score) AS sum_of_squares
FROM activation_episode
LATERAL VIEW stack(
  2, 'all', 'all', 'second_score', CASE WHEN follow_up_on IS NULL THEN 'without' ELSE 'with' END
) part AS breakdown, category
WHERE baseline_on IS NOT NULL
GROUP BY practice_code, CAST(trunc(baseline_on, 'MM') AS DATE), breakdown, category
