-- Of the pain health checks of a month, those with more than three problems ticked, those with each problem ticked, and
-- those in which it was put first.
WITH checked AS (
  SELECT DISTINCT person_token, completed_on, practice_code, 'all' AS breakdown, 'all' AS category, needs_ticked > 3 AS is_so
  FROM pain_check_need
  UNION ALL
  SELECT person_token, completed_on, practice_code, breakdown, need, is_so
  FROM pain_check_need
  LATERAL VIEW stack(2, 'need', is_ticked, 'priority_need', is_priority) part AS breakdown, is_so
)
SELECT
  practice_code AS organisation_code,
  'month' AS window,
  CAST(trunc(completed_on, 'MM') AS DATE) AS month,
  breakdown,
  category,
  NULL AS value,
  COUNT_IF(is_so) AS numerator,
  COUNT(*) AS denominator,
  NULL AS sum_of_squares
FROM checked
GROUP BY practice_code, CAST(trunc(completed_on, 'MM') AS DATE), breakdown, category
