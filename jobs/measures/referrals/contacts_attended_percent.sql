-- Of the contacts arranged for a month, those that were attended; those in groups stand apart from the other modes.
SELECT
  practice_code AS organisation_code,
  'month' AS window,
  CAST(trunc(contact_on, 'MM') AS DATE) AS month,
  breakdown,
  category,
  NULL AS value,
  COUNT_IF(is_attended) AS numerator,
  COUNT(*) AS denominator,
  NULL AS sum_of_squares
FROM contact
LATERAL VIEW stack(
  3, 'all', 'all', 'role', role, 'mode', CASE WHEN is_group THEN 'group' ELSE COALESCE(mode, 'not_recorded') END
) part AS breakdown, category
WHERE is_attended IS NOT NULL
GROUP BY practice_code, CAST(trunc(contact_on, 'MM') AS DATE), breakdown, category
