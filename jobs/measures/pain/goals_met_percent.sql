-- Of the goals set in a month, those met within the days of the list of thresholds, met at least in part, and looked at
-- together. A month is counted once goals are delivered for long enough after it.
SELECT
  practice_code AS organisation_code,
  'month' AS window,
  CAST(trunc(set_on, 'MM') AS DATE) AS month,
  breakdown,
  category,
  NULL AS value,
  COUNT_IF(is_so AND days_to_review <= (SELECT amount FROM people_threshold WHERE threshold = 'outcome')) AS numerator,
  COUNT(*) AS denominator,
  NULL AS sum_of_squares
FROM goal
LATERAL VIEW stack(
  3,
  'all', 'all', COALESCE(result = 'met', false),
  'stage', 'reviewed', true,
  'stage', 'met_in_part', COALESCE(result IN ('met', 'partly_met'), false)
) part AS breakdown, category, is_so
GROUP BY practice_code, CAST(trunc(set_on, 'MM') AS DATE), breakdown, category
