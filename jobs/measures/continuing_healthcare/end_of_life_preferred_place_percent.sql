-- Of those who died in a month with both places known, those who died where they wished; with and without a budget.
SELECT
  practice_code AS organisation_code,
  'month' AS window,
  CAST(trunc(died_on, 'MM') AS DATE) AS month,
  breakdown,
  category,
  NULL AS value,
  COUNT_IF(actual_place = preferred_place) AS numerator,
  COUNT(*) AS denominator,
  NULL AS sum_of_squares
FROM end_of_life
LATERAL VIEW stack(
  2, 'all', 'all', 'budget', CASE WHEN has_budget THEN 'with' ELSE 'without' END
) part AS breakdown, category
WHERE preferred_place IS NOT NULL AND actual_place IS NOT NULL
GROUP BY practice_code, CAST(trunc(died_on, 'MM') AS DATE), breakdown, category
