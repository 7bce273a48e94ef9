-- Of the episodes with a first contact in a month, those with a score at the start.
SELECT
  practice_code AS organisation_code,
  'month' AS window,
  CAST(trunc(first_contact_on, 'MM') AS DATE) AS month,
  breakdown,
  category,
  NULL AS value,
  COUNT(baseline_on) AS numerator,
  COUNT(*) AS denominator,
  NULL AS sum_of_squares
FROM activation_episode
LATERAL VIEW stack(
  3, 'all', 'all', 'role', role, 'deprivation_quintile', deprivation_quintile
) part AS breakdown, category
GROUP BY practice_code, CAST(trunc(first_contact_on, 'MM') AS DATE), breakdown, category
