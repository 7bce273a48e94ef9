-- One for each network that recorded staff, and one where a link worker is among them.
SELECT
  pcn_code AS organisation_code,
  'month' AS window,
  pcn_staff.month,
  'all' AS breakdown,
  'all' AS category,
  NULL AS value,
  MAX(CASE WHEN role = 'social_prescribing_link_worker' AND wte > 0 THEN 1 ELSE 0 END) AS numerator,
  1 AS denominator,
  NULL AS sum_of_squares
FROM pcn_staff
JOIN reporting_month ON reporting_month.month = pcn_staff.month
GROUP BY pcn_code, pcn_staff.month
