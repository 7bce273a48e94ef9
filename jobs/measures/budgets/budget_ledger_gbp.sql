-- Pounds of the ledger by the window of their day, and beside them the number of people that they are of. What was paid
-- stands once, as the whole, and what it adds up from beside it: a second view of it would give a small part away.
WITH agreed AS (
  SELECT budget_window.*, CAST(CASE WHEN started.state IS NOT NULL THEN budget_gbp ELSE 0 END AS DECIMAL(14, 2)) AS agreed_gbp
  FROM budget_window
  JOIN budget ON budget.budget_id = budget_window.budget_id
  LEFT JOIN budget_window AS started
    ON started.budget_id = budget_window.budget_id
    AND started.window = budget_window.window
    AND started.month = budget_window.month
    AND started.state = 'started'
  WHERE budget_window.state = 'in_ledger'
)
SELECT
  practice_code AS organisation_code,
  window,
  month,
  breakdown,
  category,
  NULL AS value,
  SUM(gbp) AS numerator,
  NULL AS denominator,
  COUNT(DISTINCT CASE WHEN gbp <> 0 THEN person_token END) AS sum_of_squares
FROM agreed
LATERAL VIEW stack(
  7,
  'all', 'all', paid_gbp,
  'account', 'evidenced', evidenced_gbp,
  'account', 'unspent', unspent_gbp,
  'account', 'unaccounted', CAST(paid_gbp - evidenced_gbp - unspent_gbp AS DECIMAL(14, 2)),
  'ledger', 'agreed', agreed_gbp,
  'ledger', 'reclaimed', reclaimed_gbp,
  'mode', mode, paid_gbp
) part AS breakdown, category, gbp
GROUP BY practice_code, window, month, breakdown, category
