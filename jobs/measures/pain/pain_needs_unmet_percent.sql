-- Of the needs ticked in checks of a month, those after which no offer followed that serves them. A month is counted once
-- referrals and reviews are delivered for long enough after it.
SELECT
  practice_code AS organisation_code,
  'month' AS window,
  CAST(trunc(completed_on, 'MM') AS DATE) AS month,
  breakdown,
  category,
  NULL AS value,
  COUNT_IF(NOT is_met) AS numerator,
  COUNT(*) AS denominator,
  NULL AS sum_of_squares
FROM pain_check_need
LATERAL VIEW stack(
  3,
  'all', 'all',
  'need', need,
  'put_first', CASE WHEN is_priority THEN 'first' ELSE 'not_first' END
) part AS breakdown, category
WHERE is_ticked
GROUP BY practice_code, CAST(trunc(completed_on, 'MM') AS DATE), breakdown, category
