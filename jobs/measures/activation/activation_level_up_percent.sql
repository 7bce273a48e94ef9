-- Pairs with a higher supplied level at the second score, by its month.
WITH counted AS (
  SELECT
    practice_code,
    CAST(trunc(follow_up_on, 'MM') AS DATE) AS month,
    breakdown,
    category,
    COUNT_IF(follow_up_level > baseline_level) AS numerator,
    COUNT(*) AS denominator
  FROM activation_episode
  LATERAL VIEW stack(
    2, 'all', 'all', 'role', role
  ) part AS breakdown, category
  WHERE follow_up_on IS NOT NULL
  GROUP BY practice_code, CAST(trunc(follow_up_on, 'MM') AS DATE), breakdown, category
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
