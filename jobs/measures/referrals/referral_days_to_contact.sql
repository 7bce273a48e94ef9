-- Referrals of a month that were not declined and had their first attended contact within the days of the list of
-- thresholds, by the days between.
SELECT
  practice_code AS organisation_code,
  'month' AS window,
  month,
  breakdown,
  category,
  days_to_contact AS value,
  COUNT(*) AS numerator,
  NULL AS denominator,
  NULL AS sum_of_squares
FROM episode
LATERAL VIEW stack(3, 'all', 'all', 'role', role, 'source', source) part AS breakdown, category
WHERE decision <> 'declined'
  AND days_to_contact <= (SELECT amount FROM people_threshold WHERE threshold = 'waited')
GROUP BY practice_code, month, breakdown, category, days_to_contact
