-- Pounds paid in the financial year to date and, of ongoing budgets that are active on its last day, the agreed yearly
-- amount for the days that are left of the year; beside them the number of people that they are of. At the end of the year
-- nothing is left to forecast: it would be what was paid, a second time.
WITH period AS (
  SELECT practice_code, submitted_window.month
  FROM submitted_window
  JOIN reporting_month ON reporting_month.month = submitted_window.month
  WHERE feed IN ('budget', 'budget_payment') AND window = 'financial_year_to_date' AND month(submitted_window.month) IN (6, 9, 12)
  GROUP BY practice_code, submitted_window.month
  HAVING COUNT(DISTINCT feed) = 2
),
forecast AS (
  SELECT
    ledger.practice_code,
    ledger.month,
    ledger.person_token,
    ledger.paid_gbp
      + CASE
        WHEN active.state IS NOT NULL AND ledger.kind IN ('adult', 'child') THEN
          budget_gbp
          * datediff(
              least(ended_on, last_day(make_date(year(add_months(ledger.month, -3)) + 1, 3, 1))),
              last_day(ledger.month)
            )
          / 365
        ELSE 0
      END AS gbp
  FROM budget_window AS ledger
  JOIN budget ON budget.budget_id = ledger.budget_id
  LEFT JOIN budget_window AS active
    ON active.budget_id = ledger.budget_id
    AND active.window = ledger.window
    AND active.month = ledger.month
    AND active.state = 'active'
  WHERE ledger.state = 'in_ledger' AND ledger.window = 'financial_year_to_date'
)
SELECT
  period.practice_code AS organisation_code,
  'financial_year_to_date' AS window,
  period.month,
  'all' AS breakdown,
  'all' AS category,
  NULL AS value,
  COALESCE(SUM(round(gbp, 2)), 0) AS numerator,
  NULL AS denominator,
  COUNT(DISTINCT CASE WHEN gbp <> 0 THEN person_token END) AS sum_of_squares
FROM period
LEFT JOIN forecast ON forecast.practice_code = period.practice_code AND forecast.month = period.month
GROUP BY period.practice_code, period.month
