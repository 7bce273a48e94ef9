-- Practices in a network, by month, with their own list and that of the whole network.
SELECT
  practice_month.practice_code,
  pcn_code,
  practice_month.month,
  registered_patients,
  SUM(registered_patients) OVER (PARTITION BY pcn_code, practice_month.month) AS network_patients
FROM practice_month
JOIN practice_membership
  ON practice_membership.practice_code = practice_month.practice_code
  AND valid_from <= practice_month.month
  AND (valid_to IS NULL OR valid_to > practice_month.month)
WHERE pcn_code IS NOT NULL AND registered_patients > 0
