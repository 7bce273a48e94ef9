-- Changes between the two scores of a pair, in hundredths of the instrument's range, by the month of the second.
SELECT
  practice_code AS organisation_code,
  'month' AS window,
  CAST(trunc(follow_up_on, 'MM') AS DATE) AS month,
  breakdown,
  category,
  NULL AS value,
  SUM(gain) AS numerator,
  COUNT(*) AS denominator,
  SUM(gain * gain) AS sum_of_squares
FROM outcome_pair
LATERAL VIEW stack(
  2,
  'all', 'all',
  'instrument', instrument
) part AS breakdown, category
WHERE follow_up_on IS NOT NULL AND gain IS NOT NULL AND instrument <> 'opioid_dose'
GROUP BY practice_code, CAST(trunc(follow_up_on, 'MM') AS DATE), breakdown, category
