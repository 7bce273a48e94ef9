-- People with at least one referral in the window, in the practice they are registered with at its end.
WITH counted AS (
  SELECT practice_code, window, month, breakdown, category, COUNT(DISTINCT person_token) AS numerator
  FROM person_window
  LATERAL VIEW stack(
    6, 'all', 'all', 'role', role, 'sex', sex, 'age_band', age_band, 'ethnic_group', ethnic_group,
    'deprivation_quintile', deprivation_quintile
  ) part AS breakdown, category
  WHERE component = 'referral'
  GROUP BY practice_code, window, month, breakdown, category
)
SELECT
  submitted_window.practice_code AS organisation_code,
  submitted_window.window,
  submitted_window.month,
  COALESCE(breakdown, 'all') AS breakdown,
  COALESCE(category, 'all') AS category,
  NULL AS value,
  COALESCE(numerator, 0) AS numerator,
  NULL AS denominator,
  NULL AS sum_of_squares
FROM submitted_window
JOIN reporting_month ON reporting_month.month = submitted_window.month
LEFT JOIN counted
  ON counted.practice_code = submitted_window.practice_code
  AND counted.window = submitted_window.window
  AND counted.month = submitted_window.month
WHERE feed = 'referral'
