-- Of the budgets in payment in the financial year to the end of each quarter, those left out of savings, by reason and
-- board. People stand in the board of the practice that they are registered with then; a board for one of whose practices
-- budgets or payments were not delivered says nothing.
WITH board AS (
  SELECT icb_code, submitted_board.month
  FROM submitted_board
  JOIN reporting_month ON reporting_month.month = submitted_board.month
  WHERE feed IN ('budget', 'budget_payment')
    AND window = 'financial_year_to_date'
    AND month(submitted_board.month) IN (3, 6, 9, 12)
  GROUP BY icb_code, submitted_board.month
  HAVING COUNT(*) = 2
),
paid AS (
  SELECT board.icb_code, board.month, left_out, COUNT(*) OVER (PARTITION BY board.icb_code, board.month) AS budgets
  FROM board
  JOIN board_practice ON board_practice.icb_code = board.icb_code AND board_practice.month = board.month
  JOIN budget_saving
    ON budget_saving.practice_code = board_practice.practice_code
    AND budget_saving.month = board.month
)
SELECT
  board.icb_code AS organisation_code,
  'financial_year_to_date' AS window,
  board.month,
  breakdown,
  category,
  NULL AS value,
  COUNT(left_out) AS numerator,
  COALESCE(MIN(budgets), 0) AS denominator,
  NULL AS sum_of_squares
FROM board
LEFT JOIN paid ON paid.icb_code = board.icb_code AND paid.month = board.month
LATERAL VIEW stack(2, 'all', 'all', 'reason', left_out) part AS breakdown, category
WHERE category IS NOT NULL
GROUP BY board.icb_code, board.month, breakdown, category
