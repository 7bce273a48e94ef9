-- Oral morphine equivalent in mg of the listed opioid presentations, and the registered list of the same month. A
-- presentation that is not listed adds nothing; see opioid_ome_coverage.
WITH counted AS (
  SELECT practice_code, month, SUM(total_quantity * ome_mg_per_unit) AS numerator
  FROM prescribing
  JOIN opioid_presentation AS listed
    ON listed.bnf_chemical = prescribing.bnf_chemical AND listed.bnf_suffix = prescribing.bnf_suffix
  WHERE (prescribing.bnf_code LIKE '040702%' OR prescribing.bnf_code LIKE '0407010F0%' OR prescribing.bnf_code LIKE '0407010N0%')
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
