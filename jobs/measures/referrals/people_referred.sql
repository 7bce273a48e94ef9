-- People with at least one referral in the window, in the practice they are registered with at its end, or were last.
SELECT
  practice_code AS organisation_code,
  window,
  month,
  breakdown,
  category,
  NULL AS value,
  COUNT(DISTINCT person_token) AS numerator,
  NULL AS denominator,
  NULL AS sum_of_squares
FROM person_window
LATERAL VIEW stack(
  6, 'all', 'all', 'role', role, 'sex', sex, 'age_band', age_band, 'ethnic_group', ethnic_group,
  'deprivation_quintile', deprivation_quintile
) part AS breakdown, category
WHERE component = 'referral'
GROUP BY practice_code, window, month, breakdown, category
