-- Of the referrals of a month that were not declined, those that ended, with the person asked what it did, within the
-- days of the list of thresholds.
WITH counted AS (
  SELECT
    practice_code,
    month,
    breakdown,
    category,
    COUNT_IF(days_to_outcome <= (SELECT amount FROM people_threshold WHERE threshold = 'outcome')) AS numerator,
    COUNT(*) AS denominator
  FROM episode
  LATERAL VIEW stack(
    3, 'all', 'all', 'role', role, 'deprivation_quintile', deprivation_quintile
  ) part AS breakdown, category
  WHERE decision <> 'declined'
  GROUP BY practice_code, month, breakdown, category
),
followed AS (
  SELECT practice_code, submitted_window.month
  FROM submitted_window
  JOIN reporting_month ON reporting_month.month = submitted_window.month
  WHERE feed = 'referral'
    AND window = 'month'
    AND unbroken_to >= date_add(last_on, (SELECT amount FROM people_threshold WHERE threshold = 'outcome'))
)
SELECT
  followed.practice_code AS organisation_code,
  'month' AS window,
  followed.month,
  COALESCE(breakdown, 'all') AS breakdown,
  COALESCE(category, 'all') AS category,
  NULL AS value,
  COALESCE(numerator, 0) AS numerator,
  COALESCE(denominator, 0) AS denominator,
  NULL AS sum_of_squares
FROM followed
LEFT JOIN counted ON counted.practice_code = followed.practice_code AND counted.month = followed.month
