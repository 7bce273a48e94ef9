-- Recommendations of a month, by what was recommended.
SELECT
  practice_code AS organisation_code,
  'month' AS window,
  CAST(trunc(recommended_on, 'MM') AS DATE) AS month,
  breakdown,
  category,
  NULL AS value,
  COUNT(*) AS numerator,
  NULL AS denominator,
  NULL AS sum_of_squares
FROM chc_case
LATERAL VIEW stack(2, 'all', 'all', 'outcome', recommendation) part AS breakdown, category
WHERE recommended_on IS NOT NULL AND recommendation IS NOT NULL
GROUP BY practice_code, CAST(trunc(recommended_on, 'MM') AS DATE), breakdown, category
