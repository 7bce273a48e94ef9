-- Contacts with the practice in the months after a score, by the level of that score, over the years that those months add up to.
WITH of_person AS (
  SELECT practice_code, month, breakdown, category, person_token, SUM(gp_contacts) AS used, COUNT(*) AS months
  FROM level_month
  LATERAL VIEW stack(2, 'all', 'all', 'level', CAST(level AS STRING)) part AS breakdown, category
  GROUP BY practice_code, month, breakdown, category, person_token
),
counted AS (
  SELECT
    practice_code,
    month,
    breakdown,
    category,
    SUM(used) AS numerator,
    SUM(months) / CAST(12 AS DECIMAL(4, 0)) AS denominator,
    SUM(used * used) AS squares
  FROM of_person
  GROUP BY practice_code, month, breakdown, category
),
submitted AS (
  SELECT practice_code, submitted_window.month
  FROM submitted_window
  JOIN reporting_month ON reporting_month.month = submitted_window.month
  WHERE window = 'month' AND feed IN ('utilisation', 'activation')
  GROUP BY practice_code, submitted_window.month
  HAVING COUNT(*) = 2
)
SELECT
  submitted.practice_code AS organisation_code,
  'month' AS window,
  submitted.month,
  COALESCE(breakdown, 'all') AS breakdown,
  COALESCE(category, 'all') AS category,
  NULL AS value,
  COALESCE(numerator, 0) AS numerator,
  COALESCE(denominator, 0) AS denominator,
  COALESCE(squares, 0) AS sum_of_squares
FROM submitted
LEFT JOIN counted ON counted.practice_code = submitted.practice_code AND counted.month = submitted.month
