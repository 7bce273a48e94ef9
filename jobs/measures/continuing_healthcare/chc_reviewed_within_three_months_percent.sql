-- Of those found eligible in a month who are still eligible after the days of the list of thresholds, those whose first
-- review was within them.
WITH timed AS (
  SELECT
    *,
    date_add(decided_on, (SELECT amount FROM people_threshold WHERE threshold = 'chc_reviewed')) AS due_on
  FROM chc_case
  WHERE decision = 'continuing_healthcare' AND decided_on IS NOT NULL AND NOT is_fast_track
)
SELECT
  practice_code AS organisation_code,
  'month' AS window,
  CAST(trunc(decided_on, 'MM') AS DATE) AS month,
  'all' AS breakdown,
  'all' AS category,
  NULL AS value,
  COUNT_IF(reviewed_on <= due_on) AS numerator,
  COUNT(*) AS denominator,
  NULL AS sum_of_squares
FROM timed
WHERE ended_on IS NULL OR ended_on >= due_on
GROUP BY practice_code, CAST(trunc(decided_on, 'MM') AS DATE)
