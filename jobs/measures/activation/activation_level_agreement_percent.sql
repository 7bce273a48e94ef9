-- Scores whose supplied level is the one that the original cut-offs give.
WITH counted AS (
  SELECT
    practice_code,
    CAST(trunc(measured_on, 'MM') AS DATE) AS month,
    breakdown,
    category,
    COUNT_IF(level = level_by_cut_off) AS numerator,
    COUNT(*) AS denominator
  FROM activation
  LATERAL VIEW stack(1, 'all', 'all') part AS breakdown, category
  GROUP BY practice_code, CAST(trunc(measured_on, 'MM') AS DATE), breakdown, category
),
submitted AS (
  SELECT practice_code, submitted_window.month
  FROM submitted_window
  JOIN reporting_month ON reporting_month.month = submitted_window.month
  WHERE window = 'month' AND feed = 'activation'
)
SELECT
  submitted.practice_code AS organisation_code,
  'month' AS window,
  submitted.month,
  COALESCE(breakdown, 'all') AS breakdown,
  COALESCE(category, 'all') AS category,
  NULL AS value,
  COALESCE(numerator, 0) AS numerator,
  COALESCE(denominator, 0) AS denominator,
  NULL AS sum_of_squares
FROM submitted
LEFT JOIN counted ON counted.practice_code = submitted.practice_code AND counted.month = submitted.month
