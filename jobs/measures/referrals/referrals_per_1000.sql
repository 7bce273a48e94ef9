-- Episodes of referral by their first day, declined offers left out, and the registered list of the same month.
WITH of_person AS (
  SELECT practice_code, month, breakdown, category, person_token, COUNT(*) AS episodes
  FROM episode
  LATERAL VIEW stack(
    4, 'all', 'all', 'role', role, 'source', source, 'reason_group', reason_group
  ) part AS breakdown, category
  WHERE decision <> 'declined'
  GROUP BY practice_code, month, breakdown, category, person_token
),
counted AS (
  SELECT practice_code, month, breakdown, category, SUM(episodes) AS numerator, SUM(episodes * episodes) AS squares
  FROM of_person
  GROUP BY practice_code, month, breakdown, category
),
shown AS (
  SELECT DISTINCT breakdown, category FROM counted
  UNION
  SELECT 'all', 'all'
)
SELECT
  submitted_window.practice_code AS organisation_code,
  'month' AS window,
  submitted_window.month,
  shown.breakdown,
  shown.category,
  NULL AS value,
  COALESCE(numerator, 0) AS numerator,
  registered_patients AS denominator,
  COALESCE(squares, 0) AS sum_of_squares
FROM submitted_window
JOIN reporting_month ON reporting_month.month = submitted_window.month
CROSS JOIN shown
LEFT JOIN counted
  ON counted.practice_code = submitted_window.practice_code
  AND counted.month = submitted_window.month
  AND counted.breakdown = shown.breakdown
  AND counted.category = shown.category
WHERE feed = 'referral' AND submitted_window.window = 'month'
