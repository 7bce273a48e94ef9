-- People with at least one referral in the window, in the practice they are registered with at its end, or were last, and
-- that practice's registered list at its end; by ethnic group and deprivation, the people of its register.
WITH counted AS (
  SELECT practice_code, window, month, breakdown, category, COUNT(DISTINCT person_token) AS numerator
  FROM person_window
  LATERAL VIEW stack(
    6, 'all', 'all', 'role', role, 'sex', sex, 'age_band', age_band, 'ethnic_group', ethnic_group,
    'deprivation_quintile', deprivation_quintile
  ) part AS breakdown, category
  WHERE component = 'referral'
  GROUP BY practice_code, window, month, breakdown, category
),
submitted AS (
  SELECT practice_code, window, submitted_window.month, registered_patients
  FROM submitted_window
  JOIN reporting_month ON reporting_month.month = submitted_window.month
  WHERE feed = 'referral'
),
divided AS (
  SELECT practice_code, window, month, breakdown, category, registered_patients AS denominator
  FROM submitted
  LATERAL VIEW stack(
    4,
    'all', 'all',
    'role', 'social_prescribing_link_worker',
    'role', 'health_and_wellbeing_coach',
    'role', 'care_coordinator'
  ) part AS breakdown, category
  UNION ALL
  SELECT submitted.practice_code, window, submitted.month, breakdown, category, people
  FROM submitted
  JOIN population_group
    ON population_group.practice_code = submitted.practice_code AND population_group.month = submitted.month
  WHERE breakdown <> 'register'
)
SELECT
  divided.practice_code AS organisation_code,
  divided.window,
  divided.month,
  divided.breakdown,
  divided.category,
  NULL AS value,
  COALESCE(numerator, 0) AS numerator,
  denominator,
  NULL AS sum_of_squares
FROM divided
LEFT JOIN counted
  ON counted.practice_code = divided.practice_code
  AND counted.window = divided.window
  AND counted.month = divided.month
  AND counted.breakdown = divided.breakdown
  AND counted.category = divided.category
