-- Of those whom the checklist of a month screened in, those decided within the days of the list of thresholds.
SELECT
  practice_code AS organisation_code,
  'month' AS window,
  CAST(trunc(checklist_on, 'MM') AS DATE) AS month,
  'all' AS breakdown,
  'all' AS category,
  NULL AS value,
  COUNT_IF(days_to_decision <= (SELECT amount FROM people_threshold WHERE threshold = 'chc_decided')) AS numerator,
  COUNT(*) AS denominator,
  NULL AS sum_of_squares
FROM chc_case
WHERE checklist_on IS NOT NULL AND is_screened_in AND NOT is_fast_track
GROUP BY practice_code, CAST(trunc(checklist_on, 'MM') AS DATE)
