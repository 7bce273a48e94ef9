-- Published counts since April: social prescribing over all, the other indicators of personalised care by indicator.
SELECT
  network_contract.practice_code AS organisation_code,
  'financial_year_to_date' AS window,
  network_contract.month,
  breakdown,
  category,
  NULL AS value,
  SUM(numerator) AS numerator,
  SUM(denominator) AS denominator,
  NULL AS sum_of_squares
FROM network_contract
JOIN reporting_month ON reporting_month.month = network_contract.month
JOIN practice_month
  ON practice_month.practice_code = network_contract.practice_code AND practice_month.month = network_contract.month
LATERAL VIEW stack(
  2,
  'all', CASE WHEN meaning = 'social_prescribing' THEN 'all' END,
  'indicator', CASE WHEN meaning <> 'social_prescribing' THEN meaning END
) part AS breakdown, category
WHERE category IS NOT NULL
GROUP BY network_contract.practice_code, network_contract.month, breakdown, category
