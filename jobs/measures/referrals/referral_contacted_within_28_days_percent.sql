-- Of the referrals of a month that were not declined, those with an attended contact within the days of the list of
-- thresholds. Who was not contacted yet counts as not met; a month is counted once contacts are delivered for long
-- enough after it.
SELECT
  practice_code AS organisation_code,
  'month' AS window,
  month,
  breakdown,
  category,
  NULL AS value,
  COUNT_IF(days_to_contact <= (SELECT amount FROM people_threshold WHERE threshold = 'contacted')) AS numerator,
  COUNT(*) AS denominator,
  NULL AS sum_of_squares
FROM episode
LATERAL VIEW stack(
  7, 'all', 'all', 'role', role, 'source', source, 'sex', sex, 'age_band', age_band, 'ethnic_group', ethnic_group,
  'deprivation_quintile', deprivation_quintile
) part AS breakdown, category
WHERE decision <> 'declined'
GROUP BY practice_code, month, breakdown, category
