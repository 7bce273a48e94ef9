-- Opioid items whose presentation has an oral morphine equivalent in the list, among all opioid items: BNF 4.7.2 and
-- the codeine and dihydrocodeine combinations.
WITH counted AS (
  SELECT
    practice_code,
    month,
    SUM(CASE WHEN listed.bnf_chemical IS NOT NULL THEN items ELSE 0 END) AS numerator,
    SUM(items) AS denominator
  FROM prescribing
  LEFT JOIN opioid_presentation AS listed
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
  COALESCE(counted.denominator, 0) AS denominator,
  NULL AS sum_of_squares
FROM practice_month
JOIN reporting_month ON reporting_month.month = practice_month.month
LEFT JOIN counted
  ON counted.practice_code = practice_month.practice_code AND counted.month = practice_month.month
WHERE practice_month.has_prescribing
