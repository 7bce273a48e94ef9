-- Of the coaching episodes that were closed in a month, those with enough attended sessions.
WITH closed AS (
  SELECT
    practice_code,
    CAST(trunc(closed_on, 'MM') AS DATE) AS month,
    attended_one_to_one + attended_group AS sessions,
    CASE
      WHEN attended_group = 0 THEN 'one_to_one'
      WHEN attended_one_to_one = 0 THEN 'group'
      ELSE 'both'
    END AS format
  FROM episode
  WHERE role = 'health_and_wellbeing_coach' AND attended_one_to_one + attended_group > 0
)
SELECT
  practice_code AS organisation_code,
  'month' AS window,
  month,
  breakdown,
  category,
  NULL AS value,
  COUNT_IF(sessions >= (SELECT amount FROM people_threshold WHERE threshold = 'coaching_sessions')) AS numerator,
  COUNT(*) AS denominator,
  NULL AS sum_of_squares
FROM closed
LATERAL VIEW stack(2, 'all', 'all', 'format', format) part AS breakdown, category
GROUP BY practice_code, month, breakdown, category
