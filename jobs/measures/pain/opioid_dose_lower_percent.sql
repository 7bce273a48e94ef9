-- Pairs of doses with a first one above zero: the second lower, at zero, the same or higher, by the month of the second.
SELECT
  practice_code AS organisation_code,
  'month' AS window,
  CAST(trunc(follow_up_on, 'MM') AS DATE) AS month,
  breakdown,
  category,
  NULL AS value,
  COUNT_IF(is_so) AS numerator,
  COUNT(*) AS denominator,
  NULL AS sum_of_squares
FROM outcome_pair
LATERAL VIEW stack(
  5,
  'all', 'all', follow_up_score < baseline_score,
  'dose', 'to_zero', follow_up_score = 0,
  'dose', 'lower', follow_up_score > 0 AND follow_up_score < baseline_score,
  'dose', 'same', follow_up_score = baseline_score,
  'dose', 'higher', follow_up_score > baseline_score
) part AS breakdown, category, is_so
WHERE instrument = 'opioid_dose' AND baseline_score > 0 AND follow_up_on IS NOT NULL
GROUP BY practice_code, CAST(trunc(follow_up_on, 'MM') AS DATE), breakdown, category
