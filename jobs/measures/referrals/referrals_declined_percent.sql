-- Of the offers of a month that were decided, those that were declined.
WITH counted AS (
  SELECT
    practice_code,
    month,
    breakdown,
    category,
    COUNT_IF(decision = 'declined') AS numerator,
    COUNT(*) AS denominator
  FROM episode
  LATERAL VIEW stack(
    4, 'all', 'all', 'role', role, 'source', source, 'deprivation_quintile', deprivation_quintile
  ) part AS breakdown, category
  WHERE decision IN ('accepted', 'declined')
  GROUP BY practice_code, month, breakdown, category
)
SELECT
  submitted_window.practice_code AS organisation_code,
  'month' AS window,
  submitted_window.month,
  COALESCE(breakdown, 'all') AS breakdown,
  COALESCE(category, 'all') AS category,
  NULL AS value,
  COALESCE(numerator, 0) AS numerator,
  COALESCE(denominator, 0) AS denominator,
  NULL AS sum_of_squares
FROM submitted_window
JOIN reporting_month ON reporting_month.month = submitted_window.month
LEFT JOIN counted
  ON counted.practice_code = submitted_window.practice_code AND counted.month = submitted_window.month
WHERE feed = 'referral' AND submitted_window.window = 'month'
