-- Millilitres of oral morphine liquids, and the registered list of the same month.
WITH counted AS (
  SELECT practice_code, month, SUM(total_quantity) AS numerator
  FROM prescribing
  WHERE bnf_code LIKE '0407020Q0%'
    AND EXISTS (
      SELECT 1 FROM opioid_presentation AS listed
      WHERE listed.bnf_chemical = prescribing.bnf_chemical
        AND listed.bnf_suffix = prescribing.bnf_suffix
        AND listed.route = 'oral'
        AND listed.quantity_unit = 'ml'
    )
  GROUP BY practice_code, month
)
SELECT
  practice_month.practice_code AS organisation_code,
  'month' AS window,
  practice_month.month,
  'all' AS breakdown,
  'all' AS category,
  NULL AS value,
  COALESCE(counted.numerator, 0) AS numerator,
  practice_month.registered_patients AS denominator,
  NULL AS sum_of_squares
FROM practice_month
JOIN reporting_month ON reporting_month.month = practice_month.month
LEFT JOIN counted
  ON counted.practice_code = practice_month.practice_code AND counted.month = practice_month.month
WHERE practice_month.has_prescribing
