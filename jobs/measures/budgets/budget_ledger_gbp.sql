-- Pounds of a board's ledger by the window of their day, and beside them the number of people that they are of. What was paid
-- stands once, as the whole, and what it adds up from beside it: a second view of it would give a small part away. People
-- stand in the board of the practice that they are registered with then. A board for one of whose practices budgets or
-- payments were not delivered says nothing; one that paid nobody says 0.
WITH board AS (
  SELECT icb_code, window, submitted_board.month
  FROM submitted_board
  JOIN reporting_month ON reporting_month.month = submitted_board.month
  WHERE feed IN ('budget', 'budget_payment') AND window IN ('quarter', 'financial_year_to_date')
  GROUP BY icb_code, window, submitted_board.month
  HAVING COUNT(*) = 2
),
entry AS (
  SELECT
    icb_code,
    ledger.*,
    CAST(CASE WHEN started.state IS NOT NULL THEN budget_gbp ELSE 0 END AS DECIMAL(14, 2)) AS agreed_gbp
  FROM budget_window AS ledger
  JOIN board_practice
    ON board_practice.practice_code = ledger.practice_code
    AND board_practice.month = ledger.month
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
