-- Of the budgets with payments in a window, those where what is evidenced and unspent adds up to what was paid.
WITH counted AS (
  SELECT
    practice_code,
    window,
    month,
    breakdown,
    category,
    COUNT_IF(abs(paid_gbp - evidenced_gbp - unspent_gbp) < 1) AS numerator,
    COUNT(*) AS denominator
  FROM budget_window
  LATERAL VIEW stack(2, 'all', 'all', 'mode', mode) part AS breakdown, category
  WHERE state = 'in_payment' AND paid_gbp <> 0
  GROUP BY practice_code, window, month, breakdown, category
)
SELECT
  submitted.practice_code AS organisation_code,
  submitted.window,
  submitted.month,
  COALESCE(breakdown, 'all') AS breakdown,
  COALESCE(category, 'all') AS category,
  NULL AS value,
  COALESCE(numerator, 0) AS numerator,
  COALESCE(denominator, 0) AS denominator,
  NULL AS sum_of_squares
FROM (
  SELECT practice_code, window, submitted_window.month
  FROM submitted_window
  JOIN reporting_month ON reporting_month.month = submitted_window.month
  WHERE feed IN ('budget', 'budget_payment') AND window <> 'month'
  GROUP BY practice_code, window, submitted_window.month
  HAVING COUNT(*) = 2
) AS submitted
LEFT JOIN counted
  ON counted.practice_code = submitted.practice_code
  AND counted.window = submitted.window
  AND counted.month = submitted.month
