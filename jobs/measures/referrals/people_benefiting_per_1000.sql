-- People with any part of personalised care in the window, each once, where every feed of its parts was delivered.
WITH counted AS (
  SELECT practice_code, window, month, breakdown, category, COUNT(DISTINCT person_token) AS numerator
  FROM person_window
  LATERAL VIEW stack(
    2, 'all', 'all', 'component', CASE component WHEN 'coded_referral' THEN 'referral' ELSE component END
  ) part AS breakdown, category
  WHERE component <> 'coded_decline'
  GROUP BY practice_code, window, month, breakdown, category
),
submitted AS (
  SELECT practice_code, window, submitted_window.month, MAX(registered_patients) AS registered_patients
  FROM submitted_window
  JOIN reporting_month ON reporting_month.month = submitted_window.month
  WHERE feed IN ('referral', 'coded_event', 'care_plan', 'activation', 'budget')
  GROUP BY practice_code, window, submitted_window.month
  HAVING COUNT(*) = 5
),
divided AS (
  SELECT practice_code, window, month, breakdown, category, registered_patients
  FROM submitted
  LATERAL VIEW stack(
    6,
    'all', 'all',
    'component', 'shared_decision',
    'component', 'plan',
    'component', 'referral',
    'component', 'activation',
    'component', 'budget'
  ) part AS breakdown, category
)
SELECT
  divided.practice_code AS organisation_code,
  divided.window,
  divided.month,
  divided.breakdown,
  divided.category,
  NULL AS value,
  COALESCE(numerator, 0) AS numerator,
  registered_patients AS denominator,
  NULL AS sum_of_squares
FROM divided
LEFT JOIN counted
  ON counted.practice_code = divided.practice_code
  AND counted.window = divided.window
  AND counted.month = divided.month
  AND counted.breakdown = divided.breakdown
  AND counted.category = divided.category
