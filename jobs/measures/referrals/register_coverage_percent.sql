-- People in the register at the end of a month, and the published list of the same month.
SELECT
  submitted_window.practice_code AS organisation_code,
  'month' AS window,
  submitted_window.month,
  'all' AS breakdown,
  'all' AS category,
  NULL AS value,
  COALESCE(people, 0) AS numerator,
  registered_patients AS denominator,
  NULL AS sum_of_squares
FROM submitted_window
JOIN reporting_month ON reporting_month.month = submitted_window.month
LEFT JOIN population_group
  ON population_group.practice_code = submitted_window.practice_code
  AND population_group.month = submitted_window.month
  AND breakdown = 'register'
WHERE feed = 'registered_person' AND submitted_window.window = 'month'
