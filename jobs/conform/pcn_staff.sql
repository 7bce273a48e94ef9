-- Members of staff and whole-time equivalents of each network by role. A network that no practice was ever in cannot be
-- placed and is left out.
SELECT
  pcn_code,
  month,
  COALESCE(workforce_role.role, 'other') AS role,
  COUNT(*) AS headcount,
  SUM(COALESCE(fte, 0)) AS wte
FROM pcn_workforce
LEFT JOIN workforce_role ON workforce_role.staff_role = lower(trim(detailed_staff_role))
WHERE pcn_code IN (SELECT pcn_code FROM practice_membership)
GROUP BY pcn_code, month, COALESCE(workforce_role.role, 'other')
