-- Of the budgets in payment in the financial year to the end of each quarter, those left out of savings, by reason.
WITH whole AS (
  SELECT practice_code, month, COUNT(*) AS denominator FROM budget_saving GROUP BY practice_code, month
),
counted AS (
  SELECT whole.practice_code, whole.month, breakdown, category, COUNT(left_out) AS numerator, MIN(denominator) AS denominator,
         CAST(NULL AS INT) AS squares
  FROM whole
  JOIN budget_saving ON budget_saving.practice_code = whole.practice_code AND budget_saving.month = whole.month
  LATERAL VIEW stack(2, 'all', 'all', 'reason', left_out) part AS breakdown, category
  WHERE category IS NOT NULL
  GROUP BY whole.practice_code, whole.month, breakdown, category
)
SELECT
  submitted.practice_code AS organisation_code,
  'financial_year_to_date' AS window,
  submitted.month,
  COALESCE(breakdown, 'all') AS breakdown,
  COALESCE(category, 'all') AS category,
  NULL AS value,
  COALESCE(numerator, 0) AS numerator,
  COALESCE(denominator, 0) AS denominator,
  squares AS sum_of_squares
FROM (
  SELECT practice_code, submitted_window.month
  FROM submitted_window
  JOIN reporting_month ON reporting_month.month = submitted_window.month
  WHERE feed IN ('budget', 'budget_payment')
    AND window = 'financial_year_to_date'
    AND month(submitted_window.month) % 3 = 0
  GROUP BY practice_code, submitted_window.month
  HAVING COUNT(*) = 2
) AS submitted
LEFT JOIN counted ON counted.practice_code = submitted.practice_code AND counted.month = submitted.month
