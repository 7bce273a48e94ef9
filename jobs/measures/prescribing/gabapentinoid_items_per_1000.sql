-- Items of gabapentin and pregabalin, and the registered list of the same month.
WITH counted AS (
  SELECT practice_code, month, SUM(items) AS numerator
  FROM prescribing
  WHERE bnf_code LIKE '0408010G0%' OR bnf_code LIKE '0408010AE%'
  GROUP BY practice_code, month
)
SELECT
  practice_month.practice_code AS organisation_code,
  'month' AS window,
  practice_month.month,
  'all' AS breakdown,
  'all' AS category,
  NULL AS value,
  COALESCE(counted.numerator, 0) AS numerator,
  practice_month.registered_patients AS denominator,
  NULL AS sum_of_squares
FROM practice_month
JOIN reporting_month ON reporting_month.month = practice_month.month
LEFT JOIN counted
  ON counted.practice_code = practice_month.practice_code AND counted.month = practice_month.month
WHERE practice_month.has_prescribing
