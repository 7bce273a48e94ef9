-- Of the first scores of a month, those with a second one from 60 to 365 days later. A month is counted once scores are
-- delivered for long enough after it.
SELECT
  practice_code AS organisation_code,
  'month' AS window,
  CAST(trunc(baseline_on, 'MM') AS DATE) AS month,
  breakdown,
  category,
  NULL AS value,
  COUNT(follow_up_on) AS numerator,
  COUNT(*) AS denominator,
  NULL AS sum_of_squares
FROM outcome_pair
LATERAL VIEW stack(
  3,
  'all', 'all',
  'instrument', instrument,
  'early_score', CASE WHEN has_early_score THEN 'with' ELSE 'without' END
) part AS breakdown, category
WHERE instrument <> 'opioid_dose'
GROUP BY practice_code, CAST(trunc(baseline_on, 'MM') AS DATE), breakdown, category
