-- Scores whose supplied level is the one that the original cut-offs give.
SELECT
  practice_code AS organisation_code,
  'month' AS window,
  CAST(trunc(measured_on, 'MM') AS DATE) AS month,
  breakdown,
  category,
  NULL AS value,
  COUNT_IF(level = level_by_cut_off) AS numerator,
  COUNT(*) AS denominator,
  NULL AS sum_of_squares
FROM activation
LATERAL VIEW stack(1, 'all', 'all') part AS breakdown, category
GROUP BY practice_code, CAST(trunc(measured_on, 'MM') AS DATE), breakdown, category
