-- What each person's budgets saved in whole percent of their conventional cost, in the financial year to the end of each
-- quarter, of the budgets that can be compared. Whoever has several stands with the comparator of the dearest.
WITH holder AS (
  SELECT
    practice_code,
    month,
    max_by(comparator, struct(conventional_gbp, comparator)) AS comparator,
    CAST(round(100 * SUM(saving_gbp) / NULLIF(SUM(conventional_gbp), 0)) AS INT) AS percent
  FROM budget_saving
  WHERE left_out IS NULL
  GROUP BY practice_code, month, person_token
  HAVING SUM(conventional_gbp) > 0
)
SELECT
  practice_code AS organisation_code,
  'financial_year_to_date' AS window,
  month,
  breakdown,
  category,
  percent AS value,
  COUNT(*) AS numerator,
  NULL AS denominator,
  NULL AS sum_of_squares
FROM holder
LATERAL VIEW stack(2, 'all', 'all', 'comparator', comparator) part AS breakdown, category
GROUP BY practice_code, month, breakdown, category, percent
