-- Practices whose five-year bands do not add up to the list that their file gives.
WITH compared AS (
  SELECT
    practice_code,
    month,
    SUM(CASE WHEN sex = 'all' AND age_band = 'all' THEN patients END) AS whole,
    SUM(CASE WHEN sex <> 'all' AND age_band <> 'all' THEN patients END) AS bands
  FROM registered_patients
  GROUP BY practice_code, month
)
SELECT
  concat(
    date_format(month, 'yyyy-MM'), ': the age bands of ', COUNT(*), ' practices do not add up to their list, such as ',
    MIN(practice_code)
  ) AS finding
FROM compared
WHERE bands <> whole
GROUP BY month
ORDER BY month
