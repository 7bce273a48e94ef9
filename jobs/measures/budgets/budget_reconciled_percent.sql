-- Of the budgets with payments in a window, those where what is evidenced and unspent adds up to what was paid.
SELECT
  practice_code AS organisation_code,
  window,
  month,
  breakdown,
  category,
  NULL AS value,
  COUNT_IF(abs(paid_gbp - evidenced_gbp - unspent_gbp) < 1) AS numerator,
  COUNT(*) AS denominator,
  NULL AS sum_of_squares
FROM budget_window
LATERAL VIEW stack(2, 'all', 'all', 'mode', mode) part AS breakdown, category
WHERE state = 'in_ledger' AND paid_gbp <> 0
GROUP BY practice_code, window, month, breakdown, category
