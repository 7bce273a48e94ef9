-- Pounds paid in the financial year to date and, of ongoing budgets that are active on its last day, the agreed yearly
-- amount for the days that are left of the year; beside them the number of people that they are of.
WITH paid AS (
  SELECT
    ledger.practice_code,
    ledger.month,
    ledger.person_token,
    ledger.paid_gbp,
    CASE
      WHEN active.state IS NOT NULL AND ledger.kind IN ('adult', 'child') THEN
        budget_gbp
        * datediff(
            least(ended_on, last_day(make_date(year(add_months(ledger.month, -3)) + 1, 3, 1))),
            last_day(ledger.month)
          )
        / 365
      ELSE 0
    END AS left_gbp
  FROM budget_window AS ledger
  JOIN budget ON budget.budget_id = ledger.budget_id
  LEFT JOIN budget_window AS active
    ON active.budget_id = ledger.budget_id
    AND active.window = ledger.window
    AND active.month = ledger.month
    AND active.state = 'active'
  WHERE ledger.state = 'in_ledger' AND ledger.window = 'financial_year_to_date' AND month(ledger.month) % 3 = 0
)
SELECT
  practice_code AS organisation_code,
  'financial_year_to_date' AS window,
  month,
  'all' AS breakdown,
  'all' AS category,
  NULL AS value,
  SUM(round(paid_gbp + left_gbp, 2)) AS numerator,
  NULL AS denominator,
  COUNT(DISTINCT CASE WHEN paid_gbp + left_gbp <> 0 THEN person_token END) AS sum_of_squares
FROM paid
GROUP BY practice_code, month
