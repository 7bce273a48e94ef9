-- Of the budgets whose latest review was in a month and has an answer, those whose outcomes were met.
WITH counted AS (
  SELECT
    practice_code,
    CAST(trunc(reviewed_on, 'MM') AS DATE) AS month,
    breakdown,
    category,
    COUNT_IF(outcome_met = 'met') AS numerator,
    COUNT(*) AS denominator
  FROM budget
  LATERAL VIEW stack(
    3, 'all', 'all', 'eligibility_group', eligibility_group, 'mode', mode
  ) part AS breakdown, category
  WHERE outcome_met IN ('met', 'partly_met', 'not_met')
  GROUP BY practice_code, CAST(trunc(reviewed_on, 'MM') AS DATE), breakdown, category
),
submitted AS (
  SELECT practice_code, submitted_window.month
  FROM submitted_window
  JOIN reporting_month ON reporting_month.month = submitted_window.month
  WHERE window = 'month' AND feed = 'budget'
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
