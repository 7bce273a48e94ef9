-- Of the offers of a month that were decided, those that were declined.
SELECT
  practice_code AS organisation_code,
  'month' AS window,
  month,
  breakdown,
  category,
  NULL AS value,
  COUNT_IF(decision = 'declined') AS numerator,
  COUNT(*) AS denominator,
  NULL AS sum_of_squares
FROM episode
LATERAL VIEW stack(
  4, 'all', 'all', 'role', role, 'source', source, 'deprivation_quintile', deprivation_quintile
) part AS breakdown, category
WHERE decision IN ('accepted', 'declined')
GROUP BY practice_code, month, breakdown, category
