-- Of the episodes with a first contact in a month, those with a score at the start.
WITH counted AS (
  SELECT
    practice_code,
    CAST(trunc(first_contact_on, 'MM') AS DATE) AS month,
    breakdown,
    category,
    COUNT(baseline_on) AS numerator,
    COUNT(*) AS denominator
  FROM activation_episode
  LATERAL VIEW stack(
    3, 'all', 'all', 'role', role, 'deprivation_quintile', deprivation_quintile
  ) part AS breakdown, category
  GROUP BY practice_code, CAST(trunc(first_contact_on, 'MM') AS DATE), breakdown, category
),
submitted AS (
  SELECT practice_code, submitted_window.month
  FROM submitted_window
  JOIN reporting_month ON reporting_month.month = submitted_window.month
  WHERE window = 'month' AND feed IN ('activation', 'contact', 'referral')
  GROUP BY practice_code, submitted_window.month
  HAVING COUNT(*) = 3
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
