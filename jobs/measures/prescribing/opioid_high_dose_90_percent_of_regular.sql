-- Items of regular opioids of 90 mg a day and over, among the items of all regular opioids of those drugs, whatever their strength.
WITH regular AS (
  SELECT
    practice_code,
    month,
    items,
    adq,
    -- A changed code is read as its newest, so only the end of a code's validity bounds it.
    listed.is_high_dose_90 AND exception.bnf_code IS NULL AS is_high_dose
  FROM prescribing
  JOIN opioid_regular_presentation AS listed
    ON listed.bnf_chemical = prescribing.bnf_chemical
    AND listed.bnf_suffix = prescribing.bnf_suffix
    AND (listed.valid_to IS NULL OR prescribing.month < listed.valid_to)
  LEFT JOIN opioid_high_dose_exception AS exception
    ON exception.bnf_code = prescribing.bnf_code AND exception.threshold = 90
  WHERE prescribing.bnf_code LIKE '0407020%'
),
counted AS (
  SELECT
    practice_code,
    month,
    SUM(CASE WHEN is_high_dose THEN items ELSE 0 END) AS numerator,
    SUM(items) AS denominator
  FROM regular
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
