-- Reviews of people on opioids, by how ready the person is to change.
SELECT
  practice_code AS organisation_code,
  'month' AS window,
  CAST(trunc(reviewed_on, 'MM') AS DATE) AS month,
  breakdown,
  category,
  NULL AS value,
  COUNT(*) AS numerator,
  NULL AS denominator,
  NULL AS sum_of_squares
FROM medication_review
LATERAL VIEW stack(
  2,
  'all', 'all',
  'readiness_stage', readiness_stage
) part AS breakdown, category
GROUP BY practice_code, CAST(trunc(reviewed_on, 'MM') AS DATE), breakdown, category
