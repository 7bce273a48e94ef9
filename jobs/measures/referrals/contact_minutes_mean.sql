-- Minutes of the attended contacts of a month, where they were recorded.
SELECT
  practice_code AS organisation_code,
  'month' AS window,
  CAST(trunc(contact_on, 'MM') AS DATE) AS month,
  breakdown,
  category,
  NULL AS value,
  SUM(duration_minutes) AS numerator,
  COUNT(*) AS denominator,
  SUM(duration_minutes * duration_minutes) AS sum_of_squares
FROM contact
LATERAL VIEW stack(2, 'all', 'all', 'role', role) part AS breakdown, category
WHERE is_attended AND duration_minutes IS NOT NULL
GROUP BY practice_code, CAST(trunc(contact_on, 'MM') AS DATE), breakdown, category
