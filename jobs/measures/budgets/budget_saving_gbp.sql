-- Savings of the budgets that can be compared, in the financial year to the end of each quarter.
WITH counted AS (
  SELECT
    practice_code,
    month,
    breakdown,
    category,
    SUM(saved) AS numerator,
    COUNT(*) AS denominator,
    SUM(saved * saved) AS squares
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
)
SELECT
  submitted.practice_code AS organisation_code,
  'financial_year_to_date' AS window,
  submitted.month,
  COALESCE(breakdown, 'all') AS breakdown,
  COALESCE(category, 'all') AS category,
  NULL AS value,
  COALESCE(numerator, 0) AS numerator,
  COALESCE(denominator, 0) AS denominator,
  COALESCE(squares, 0) AS sum_of_squares
FROM (
  SELECT practice_code, submitted_window.month
  FROM submitted_window
  JOIN reporting_month ON reporting_month.month = submitted_window.month
  WHERE feed IN ('budget', 'budget_payment')
    AND window = 'financial_year_to_date'
    AND month(submitted_window.month) % 3 = 0
  GROUP BY practice_code, submitted_window.month
  HAVING COUNT(*) = 2
) AS submitted
LEFT JOIN counted ON counted.practice_code = submitted.practice_code AND counted.month = submitted.month
