-- Budgets of the national collection, active on the last day of the quarter, by board.
SELECT
  icb_code AS organisation_code,
  'quarter' AS window,
  budget_quarter.month,
  breakdown,
  category,
  NULL AS value,
  SUM(active_at_quarter_end) AS numerator,
  NULL AS denominator,
  NULL AS sum_of_squares
FROM budget_quarter
JOIN reporting_month ON reporting_month.month = budget_quarter.month
LATERAL VIEW stack(
  4, 'all', 'all', 'eligibility_group', eligibility_group, 'mode', mode, 'age_group', age_group
) part AS breakdown, category
WHERE active_at_quarter_end IS NOT NULL
GROUP BY icb_code, budget_quarter.month, breakdown, category
