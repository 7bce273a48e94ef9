-- Of the budgets in payment in the financial year to the end of each quarter, those left out of savings, by reason.
WITH whole AS (
  SELECT practice_code, month, COUNT(*) AS budgets FROM budget_saving GROUP BY practice_code, month
)
SELECT
  whole.practice_code AS organisation_code,
  'financial_year_to_date' AS window,
  whole.month,
  breakdown,
  category,
  NULL AS value,
  COUNT(left_out) AS numerator,
  MIN(budgets) AS denominator,
  NULL AS sum_of_squares
FROM whole
JOIN budget_saving ON budget_saving.practice_code = whole.practice_code AND budget_saving.month = whole.month
LATERAL VIEW stack(2, 'all', 'all', 'reason', left_out) part AS breakdown, category
WHERE category IS NOT NULL
GROUP BY whole.practice_code, whole.month, breakdown, category
