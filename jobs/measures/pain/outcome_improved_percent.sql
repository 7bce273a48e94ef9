-- Pairs that improved by at least the instrument's minimum change, by the month of the second score.
SELECT
  practice_code AS organisation_code,
  'month' AS window,
  CAST(trunc(follow_up_on, 'MM') AS DATE) AS month,
  breakdown,
  category,
  NULL AS value,
  COUNT_IF(is_improved) AS numerator,
  COUNT(*) AS denominator,
  NULL AS sum_of_squares
FROM outcome_pair
LATERAL VIEW stack(
  2,
  'all', 'all',
  'instrument', instrument
) part AS breakdown, category
WHERE follow_up_on IS NOT NULL AND instrument <> 'opioid_dose'
GROUP BY practice_code, CAST(trunc(follow_up_on, 'MM') AS DATE), breakdown, category
