-- Scores at the start of an episode by supplied level and by who the people are, by the month of the score.
SELECT
  practice_code AS organisation_code,
  'month' AS window,
  CAST(trunc(baseline_on, 'MM') AS DATE) AS month,
  breakdown,
  category,
  NULL AS value,
  COUNT(*) AS numerator,
  NULL AS denominator,
  NULL AS sum_of_squares
FROM activation_episode
LATERAL VIEW stack(
  6, 'all', 'all', 'level', CAST(baseline_level AS STRING), 'sex', sex, 'age_band', age_band,
  'ethnic_group', ethnic_group, 'deprivation_quintile', deprivation_quintile
) part AS breakdown, category
WHERE baseline_on IS NOT NULL
GROUP BY practice_code, CAST(trunc(baseline_on, 'MM') AS DATE), breakdown, category
