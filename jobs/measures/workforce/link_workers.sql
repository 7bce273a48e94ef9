-- Link workers of every network that recorded any member of staff.
SELECT
  pcn_code AS organisation_code,
  'month' AS window,
  pcn_staff.month,
  'all' AS breakdown,
  'all' AS category,
  NULL AS value,
  SUM(CASE WHEN role = 'social_prescribing_link_worker' THEN headcount ELSE 0 END) AS numerator,
  NULL AS denominator,
  NULL AS sum_of_squares
FROM pcn_staff
JOIN reporting_month ON reporting_month.month = pcn_staff.month
GROUP BY pcn_code, pcn_staff.month
