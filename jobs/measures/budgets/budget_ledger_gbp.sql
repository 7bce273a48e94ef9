-- Pounds of a board's ledger by the window of their day, and beside them the number of people that they are of. What was paid
-- stands once, as the whole, and what it adds up from beside it: a second view of it would give a small part away. People
-- stand in the board of the practice that they are registered with then. A board for one of whose practices budgets or
-- payments were not delivered says nothing; one that paid nobody says 0.
WITH placed AS (
  SELECT practice_month.practice_code, practice_month.month, icb_code
  FROM practice_month
  JOIN reporting_month ON reporting_month.month = practice_month.month
  JOIN practice_membership
    ON practice_membership.practice_code = practice_month.practice_code
    AND valid_from <= practice_month.month
    AND (valid_to IS NULL OR valid_to > practice_month.month)
),
board AS (
  SELECT icb_code, placed.month, kept.window
  FROM placed
  CROSS JOIN (VALUES ('quarter'), ('financial_year_to_date')) AS kept (window)
  LEFT JOIN submitted_window
    ON submitted_window.practice_code = placed.practice_code
    AND submitted_window.month = placed.month
    AND submitted_window.window = kept.window
    AND feed IN ('budget', 'budget_payment')
  GROUP BY icb_code, placed.month, kept.window
  HAVING COUNT(feed) = 2 * COUNT(DISTINCT placed.practice_code)
),
entry AS (
  SELECT
    icb_code,
    ledger.*,
    CAST(CASE WHEN started.state IS NOT NULL THEN budget_gbp ELSE 0 END AS DECIMAL(14, 2)) AS agreed_gbp
  FROM budget_window AS ledger
  JOIN placed ON placed.practice_code = ledger.practice_code AND placed.month = ledger.month
  JOIN budget ON budget.budget_id = ledger.budget_id
  LEFT JOIN budget_window AS started
    ON started.budget_id = ledger.budget_id
    AND started.window = ledger.window
    AND started.month = ledger.month
    AND started.state = 'started'
  WHERE ledger.state = 'in_ledger'
)
SELECT
  board.icb_code AS organisation_code,
  board.window,
  board.month,
  breakdown,
  category,
  NULL AS value,
  COALESCE(SUM(gbp), 0) AS numerator,
  NULL AS denominator,
  COUNT(DISTINCT CASE WHEN gbp <> 0 THEN person_token END) AS sum_of_squares
FROM board
LEFT JOIN entry ON entry.icb_code = board.icb_code AND entry.window = board.window AND entry.month = board.month
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
WHERE category IS NOT NULL
GROUP BY board.icb_code, board.window, board.month, breakdown, category
