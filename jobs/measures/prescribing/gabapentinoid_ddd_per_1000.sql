-- Defined daily doses of gabapentin (1,800 mg) and pregabalin (300 mg), from the strengths of the list and never from
-- the ADQ column, and the registered list of the same month.
WITH milligrams AS (
  SELECT practice_code, month, ddd_mg, SUM(total_quantity * mg_per_unit) AS mg
  FROM prescribing
  JOIN gabapentinoid_presentation AS listed
    ON listed.bnf_chemical = prescribing.bnf_chemical AND listed.bnf_suffix = prescribing.bnf_suffix
  WHERE (prescribing.bnf_code LIKE '0408010G0%' OR prescribing.bnf_code LIKE '0408010AE%')
  GROUP BY practice_code, month, ddd_mg
),
counted AS (
  SELECT practice_code, month, SUM(CAST(mg AS DECIMAL(24, 6)) / ddd_mg) AS numerator
  FROM milligrams
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
