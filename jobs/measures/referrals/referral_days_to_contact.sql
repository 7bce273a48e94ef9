-- How many of the referrals of a month were first contacted after so many days.
WITH counted AS (
  SELECT practice_code, month, breakdown, category, days_to_contact AS value, COUNT(*) AS episodes
  FROM episode
  LATERAL VIEW stack(2, 'all', 'all', 'role', role) part AS breakdown, category
  WHERE decision <> 'declined'
    AND days_to_contact <= (SELECT amount FROM people_threshold WHERE threshold = 'waited')
  GROUP BY practice_code, month, breakdown, category, days_to_contact
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
      >= date_add(referral.last_on, (SELECT amount FROM people_threshold WHERE threshold = 'waited'))
)
SELECT
  followed.practice_code AS organisation_code,
  'month' AS window,
  followed.month,
  COALESCE(breakdown, 'all') AS breakdown,
  COALESCE(category, 'all') AS category,
  value,
  COALESCE(episodes, 0) AS numerator,
  COALESCE(episodes, 0) AS denominator,
  NULL AS sum_of_squares
FROM followed
LEFT JOIN counted ON counted.practice_code = followed.practice_code AND counted.month = followed.month
