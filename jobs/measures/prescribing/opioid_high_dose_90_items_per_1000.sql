-- Items of regular opioids of 90 mg a day and over, and the registered list of the same month.
WITH counted AS (
  SELECT practice_code, month, SUM(items) AS numerator
  FROM prescribing
  WHERE bnf_code LIKE '0407020%'
    -- A changed code is read as its newest, so only the end of a code's validity bounds it.
    AND EXISTS (
      SELECT 1 FROM opioid_regular_presentation AS listed
      WHERE listed.bnf_chemical = prescribing.bnf_chemical
        AND listed.bnf_suffix = prescribing.bnf_suffix
        AND listed.is_high_dose_90
        AND (listed.valid_to IS NULL OR prescribing.month < listed.valid_to)
    )
    AND NOT EXISTS (
      SELECT 1 FROM opioid_high_dose_exception AS exception
      WHERE exception.bnf_code = prescribing.bnf_code AND exception.threshold = 90
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
