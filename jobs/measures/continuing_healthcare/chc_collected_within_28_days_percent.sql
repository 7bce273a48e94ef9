-- Standard referrals completed in a quarter as published, and those completed within 28 days.
SELECT
  sub_icb_code AS organisation_code,
  'quarter' AS window,
  chc_quarter.month,
  'all' AS breakdown,
  'all' AS category,
  NULL AS value,
  SUM(completed_within_28_days) AS numerator,
  SUM(referrals_completed) AS denominator,
  NULL AS sum_of_squares
FROM chc_quarter
JOIN reporting_month ON reporting_month.month = chc_quarter.month
WHERE kind = 'standard' AND completed_within_28_days IS NOT NULL AND referrals_completed IS NOT NULL
GROUP BY sub_icb_code, chc_quarter.month
