-- Scores at the start, apart for those that a second one followed and the others.
WITH counted AS (
  SELECT
    practice_code,
    CAST(trunc(baseline_on, 'MM') AS DATE) AS month,
    breakdown,
    category,
    SUM(baseline_score) AS numerator,
    COUNT(*) AS denominator,
    SUM(baseline_score * baseline_score) AS squares
  FROM activation_episode
  LATERAL VIEW stack(
    2, 'all', 'all', 'second_score', CASE WHEN follow_up_on IS NULL THEN 'without' ELSE 'with' END
  ) part AS breakdown, category
  WHERE baseline_on IS NOT NULL
  GROUP BY practice_code, CAST(trunc(baseline_on, 'MM') AS DATE), breakdown, category
),
submitted AS (
  SELECT practice_code, submitted_window.month
  FROM submitted_window
  JOIN reporting_month ON reporting_month.month = submitted_window.month
  WHERE window = 'month' AND feed = 'activation'
    AND unbroken_to >= date_add(last_on, (SELECT amount FROM people_threshold WHERE threshold = 'follow_up_last'))
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
  COALESCE(squares, 0) AS sum_of_squares
FROM submitted
LEFT JOIN counted ON counted.practice_code = submitted.practice_code AND counted.month = submitted.month
