-- Scores at the start of an episode by supplied level, by the month of the score.
WITH counted AS (
  SELECT
    practice_code,
    CAST(trunc(baseline_on, 'MM') AS DATE) AS month,
    breakdown,
    category,
    COUNT(*) AS numerator
  FROM activation_episode
  LATERAL VIEW stack(
    3, 'all', 'all', 'level', CAST(baseline_level AS STRING), 'deprivation_quintile', deprivation_quintile
  ) part AS breakdown, category
  WHERE baseline_on IS NOT NULL
  GROUP BY practice_code, CAST(trunc(baseline_on, 'MM') AS DATE), breakdown, category
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
  NULL AS denominator,
  NULL AS sum_of_squares
FROM submitted
LEFT JOIN counted ON counted.practice_code = submitted.practice_code AND counted.month = submitted.month
