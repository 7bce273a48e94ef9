-- Savings of the budgets that can be compared, in the financial year to the end of each quarter.
SELECT
  practice_code AS organisation_code,
  'financial_year_to_date' AS window,
  month,
  breakdown,
  category,
  NULL AS value,
  SUM(saved) AS numerator,
  COUNT(*) AS denominator,
  SUM(saved * saved) AS sum_of_squares
FROM budget_saving
LATERAL VIEW stack(
  5,
  'all', 'all', saving_gbp, conventional_gbp,
  'comparator', comparator, saving_gbp, conventional_gbp,
  'eligibility_group', eligibility_group, saving_gbp, conventional_gbp,
  'mode', mode, saving_gbp, conventional_gbp,
  'effect', 'full_year', full_year_saving_gbp, full_year_conventional_gbp
) part AS breakdown, category, saved, conventional
WHERE left_out IS NULL
GROUP BY practice_code, month, breakdown, category
