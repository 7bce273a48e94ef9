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
),
counted AS (
  SELECT
    practice_code,
    month,
    breakdown,
    category,
    COUNT_IF(sessions >= (SELECT amount FROM people_threshold WHERE threshold = 'coaching_sessions')) AS numerator,
    COUNT(*) AS denominator
  FROM closed
  LATERAL VIEW stack(2, 'all', 'all', 'format', format) part AS breakdown, category
  GROUP BY practice_code, month, breakdown, category
),
followed AS (
  SELECT referral.practice_code, referral.month
  FROM submitted_window AS referral
  JOIN reporting_month ON reporting_month.month = referral.month
  JOIN submitted_window AS contact
    ON contact.practice_code = referral.practice_code
    AND contact.month = referral.month
    AND contact.window = 'month'
    AND contact.feed = 'contact'
  WHERE referral.feed = 'referral' AND referral.window = 'month'
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
