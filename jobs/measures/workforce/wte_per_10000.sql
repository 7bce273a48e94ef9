-- Whole-time equivalents of the three roles, and the registered list of the network: for every network that recorded
-- any member of staff.
SELECT
  pcn_staff.pcn_code AS organisation_code,
  'month' AS window,
  pcn_staff.month,
  breakdown,
  category,
  NULL AS value,
  SUM(CASE WHEN role <> 'other' AND category IN ('all', role) THEN wte ELSE 0 END) AS numerator,
  MAX(patients) AS denominator,
  NULL AS sum_of_squares
FROM pcn_staff
JOIN reporting_month ON reporting_month.month = pcn_staff.month
JOIN (
  SELECT pcn_code, month, MAX(network_patients) AS patients FROM practice_network GROUP BY pcn_code, month
) AS network
  ON network.pcn_code = pcn_staff.pcn_code AND network.month = pcn_staff.month
LATERAL VIEW stack(
  4,
  'all', 'all',
  'role', 'social_prescribing_link_worker',
  'role', 'health_and_wellbeing_coach',
  'role', 'care_coordinator'
) part AS breakdown, category
GROUP BY pcn_staff.pcn_code, pcn_staff.month, breakdown, category
