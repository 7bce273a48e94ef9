-- Of the people with a right to have a budget, as a board counts them for a quarter and group, those who have one of that
-- group: active on the last day; a wheelchair is paid once, so there in payment on any day of the quarter. People stand in
-- the board of the practice that they are registered with then. A board for one of whose practices no budgets were
-- delivered says nothing, nor does a group with more budgets than people with the right.
WITH holder AS (
  SELECT icb_code, budget_window.month, eligibility_group, COUNT(DISTINCT person_token) AS people
  FROM budget_window
  JOIN board_practice
    ON board_practice.practice_code = budget_window.practice_code
    AND board_practice.month = budget_window.month
  WHERE window = 'quarter'
    AND state = CASE eligibility_group WHEN 'wheelchair' THEN 'in_payment' ELSE 'active' END
  GROUP BY icb_code, budget_window.month, eligibility_group
)
SELECT
  budget_eligible.icb_code AS organisation_code,
  'quarter' AS window,
  budget_eligible.month,
  breakdown,
  category,
  NULL AS value,
  SUM(COALESCE(holder.people, 0)) AS numerator,
  SUM(budget_eligible.people) AS denominator,
  NULL AS sum_of_squares
FROM budget_eligible
JOIN reporting_month ON reporting_month.month = budget_eligible.month
JOIN submitted_board
  ON submitted_board.icb_code = budget_eligible.icb_code
  AND submitted_board.month = budget_eligible.month
  AND submitted_board.feed = 'budget'
  AND submitted_board.window = 'quarter'
LEFT JOIN holder
  ON holder.icb_code = budget_eligible.icb_code
  AND holder.month = budget_eligible.month
  AND holder.eligibility_group = budget_eligible.eligibility_group
LATERAL VIEW stack(
  2, 'all', 'all', 'eligibility_group', budget_eligible.eligibility_group
) part AS breakdown, category
WHERE COALESCE(holder.people, 0) <= budget_eligible.people
GROUP BY budget_eligible.icb_code, budget_eligible.month, breakdown, category
