-- The practices of each board in each month, by the map of the month.
SELECT icb_code, practice_month.practice_code, practice_month.month, registered_patients
FROM practice_month
JOIN practice_membership
  ON practice_membership.practice_code = practice_month.practice_code
  AND valid_from <= practice_month.month
  AND (valid_to IS NULL OR valid_to > practice_month.month)
WHERE icb_code IS NOT NULL
