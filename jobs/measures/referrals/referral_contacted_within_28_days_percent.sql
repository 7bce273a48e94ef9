-- Of the referrals of a month that were not declined, those with an attended contact within the days of the list of
-- thresholds. Who was not contacted yet counts as not met; a month is counted once contacts are delivered for long
-- enough after it.
WITH counted AS (
  SELECT
    practice_code,
    month,
    breakdown,
    category,
    COUNT_IF(days_to_contact <= (SELECT days FROM people_threshold WHERE threshold = 'contacted')) AS numerator,
    COUNT(*) AS denominator
  FROM episode
  LATERAL VIEW stack(
    4, 'all', 'all', 'role', role, 'sex', sex, 'deprivation_quintile', deprivation_quintile
  ) part AS breakdown, category
  WHERE decision <> 'declined'
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
  WHERE referral.feed = 'referral'
    AND referral.window = 'month'
    AND contact.unbroken_to
      >= date_add(referral.last_on, (SELECT days FROM people_threshold WHERE threshold = 'contacted'))
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
