-- Referrals of a quarter to the roles that have staff at its end, and the practice's share of the hours of that staff.
SELECT
  practice_network.practice_code AS organisation_code,
  'quarter' AS window,
  practice_network.month,
  breakdown,
  category,
  NULL AS value,
  SUM(COALESCE(referrals, 0)) AS numerator,
  SUM(CAST(487.5 * wte * registered_patients / network_patients AS DECIMAL(18, 4))) AS denominator,
  NULL AS sum_of_squares
FROM practice_network
JOIN reporting_month ON reporting_month.month = practice_network.month
JOIN pcn_staff
  ON pcn_staff.pcn_code = practice_network.pcn_code AND pcn_staff.month = practice_network.month
LEFT JOIN (
  SELECT practice_code, role, add_months(trunc(month, 'QUARTER'), 2) AS month, COUNT(*) AS referrals
  FROM episode
  WHERE decision <> 'declined'
  GROUP BY practice_code, role, add_months(trunc(month, 'QUARTER'), 2)
) AS referred
  ON referred.practice_code = practice_network.practice_code
  AND referred.month = practice_network.month
  AND referred.role = pcn_staff.role
LATERAL VIEW stack(2, 'all', 'all', 'role', pcn_staff.role) part AS breakdown, category
WHERE month(practice_network.month) % 3 = 0 AND pcn_staff.role <> 'other' AND wte > 0
GROUP BY practice_network.practice_code, practice_network.month, breakdown, category
