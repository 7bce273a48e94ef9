-- Budgets of the national collection, since April, by board.
SELECT
  icb_code AS organisation_code,
  'financial_year_to_date' AS window,
  budget_quarter.month,
  breakdown,
  category,
  NULL AS value,
  SUM(year_to_date) AS numerator,
  NULL AS denominator,
  NULL AS sum_of_squares
FROM budget_quarter
JOIN reporting_month ON reporting_month.month = budget_quarter.month
LATERAL VIEW stack(
  4, 'all', 'all', 'eligibility_group', eligibility_group, 'mode', mode, 'age_group', age_group
) part AS breakdown, category
WHERE year_to_date IS NOT NULL
GROUP BY icb_code, budget_quarter.month, breakdown, category
