-- People with any part of personalised care in the window, each once.
SELECT
  practice_code AS organisation_code,
  window,
  month,
  'all' AS breakdown,
  'all' AS category,
  NULL AS value,
  COUNT(DISTINCT person_token) AS numerator,
  NULL AS denominator,
  NULL AS sum_of_squares
FROM person_window
WHERE component <> 'coded_decline' AND window <> 'month'
GROUP BY practice_code, window, month
