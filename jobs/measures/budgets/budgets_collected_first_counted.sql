-- Budgets of the national collection that were counted for the first time since April in a quarter, by board: the year to
-- date less that of the quarter before of the same financial year. A part that a board leaves out has none. A part that is
-- below an earlier quarter of the year is an error: the board has no figure of the quarter, nor of the one after it. No
-- part of it is shown, because a part without a row would be a zero.
WITH returned AS (
  SELECT
    icb_code,
    month,
    year(add_months(month, -3)) AS year_from,
    age_group,
    eligibility_group,
    mode,
    SUM(year_to_date) AS so_far
  FROM budget_quarter
  WHERE year_to_date IS NOT NULL
  GROUP BY icb_code, month, age_group, eligibility_group, mode
),
returned_part AS (
  SELECT DISTINCT icb_code, year_from, age_group, eligibility_group, mode FROM returned
),
whole AS (
  SELECT
    quarter.icb_code,
    quarter.month,
    quarter.year_from,
    returned_part.age_group,
    returned_part.eligibility_group,
    returned_part.mode,
    COALESCE(so_far, 0) AS so_far
  FROM (SELECT DISTINCT icb_code, month, year_from FROM returned) AS quarter
  JOIN returned_part
    ON returned_part.icb_code = quarter.icb_code AND returned_part.year_from = quarter.year_from
  LEFT JOIN returned
    ON returned.icb_code = quarter.icb_code
    AND returned.month = quarter.month
    AND returned.age_group = returned_part.age_group
    AND returned.eligibility_group = returned_part.eligibility_group
    AND returned.mode = returned_part.mode
),
compared AS (
  SELECT
    *,
    lag(month) OVER (
      PARTITION BY icb_code, year_from, age_group, eligibility_group, mode ORDER BY month
    ) AS month_before,
    lag(so_far) OVER (
      PARTITION BY icb_code, year_from, age_group, eligibility_group, mode ORDER BY month
    ) AS before,
    MAX(so_far) OVER (
      PARTITION BY icb_code, year_from, age_group, eligibility_group, mode ORDER BY month
      ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING
    ) AS most_before
  FROM whole
),
sound AS (
  SELECT icb_code, month
  FROM compared
  WHERE month(month) = 6 OR month_before = add_months(month, -3)
  GROUP BY icb_code, month
  HAVING bool_and(before IS NULL OR (before = most_before AND so_far >= before))
)
SELECT
  compared.icb_code AS organisation_code,
  'quarter' AS window,
  compared.month,
  breakdown,
  category,
  NULL AS value,
  SUM(so_far - COALESCE(before, 0)) AS numerator,
  NULL AS denominator,
  NULL AS sum_of_squares
FROM compared
JOIN sound ON sound.icb_code = compared.icb_code AND sound.month = compared.month
JOIN reporting_month ON reporting_month.month = compared.month
LATERAL VIEW stack(
  4, 'all', 'all', 'eligibility_group', eligibility_group, 'mode', mode, 'age_group', age_group
) part AS breakdown, category
GROUP BY compared.icb_code, compared.month, breakdown, category
