-- People with a coded referral in the window, in the practice they are registered with at its end, or were last, and its
-- list at the end.
WITH counted AS (
  SELECT practice_code, window, month, breakdown, category, COUNT(DISTINCT person_token) AS numerator
  FROM person_window
  LATERAL VIEW stack(
    3, 'all', 'all', 'sex', sex, 'age_band', age_band
  ) part AS breakdown, category
  WHERE component = 'coded_referral'
  GROUP BY practice_code, window, month, breakdown, category
),
submitted AS (
  SELECT practice_code, window, submitted_window.month, registered_patients
  FROM submitted_window
  JOIN reporting_month ON reporting_month.month = submitted_window.month
  WHERE feed = 'coded_event'
),
divided AS (
  SELECT practice_code, window, month, 'all' AS breakdown, 'all' AS category, registered_patients AS denominator
  FROM submitted
  UNION ALL
  SELECT submitted.practice_code, window, submitted.month, breakdown, category, people
  FROM submitted
  JOIN population_group
    ON population_group.practice_code = submitted.practice_code AND population_group.month = submitted.month
  WHERE breakdown IN ('sex', 'age_band')
)
SELECT
  divided.practice_code AS organisation_code,
  divided.window,
  divided.month,
  divided.breakdown,
  divided.category,
  NULL AS value,
  COALESCE(numerator, 0) AS numerator,
  denominator,
  NULL AS sum_of_squares
FROM divided
LEFT JOIN counted
  ON counted.practice_code = divided.practice_code
  AND counted.window = divided.window
  AND counted.month = divided.month
  AND counted.breakdown = divided.breakdown
  AND counted.category = divided.category
