-- Adults eligible at home on the last day of a quarter, and those of them with an active budget; the last day of either
-- counts. In the practice that they are registered with on that day, by the register, or else as the sender states.
WITH eligible AS (
  SELECT person_token, MAX(practice_code) AS stated_code, month, last_day(month) AS last_on
  FROM chc_case
  JOIN reporting_month ON decided_on <= last_day(month) AND (ended_on IS NULL OR ended_on >= last_day(month))
  WHERE decision = 'continuing_healthcare' AND is_care_at_home AND NOT is_fast_track AND month(month) % 3 = 0
  GROUP BY person_token, month
)
SELECT
  COALESCE(person.practice_code, stated_code) AS organisation_code,
  'quarter' AS window,
  month,
  'all' AS breakdown,
  'all' AS category,
  NULL AS value,
  COUNT(DISTINCT CASE WHEN budget_id IS NOT NULL THEN eligible.person_token END) AS numerator,
  COUNT(DISTINCT eligible.person_token) AS denominator,
  NULL AS sum_of_squares
FROM eligible
LEFT JOIN person
  ON person.person_token = eligible.person_token
  AND valid_from <= last_on
  AND (valid_to IS NULL OR valid_to > last_on)
LEFT JOIN budget
  ON budget.person_token = eligible.person_token
  AND eligibility_group = 'adult_chc'
  AND started_on <= last_on
  AND (ended_on IS NULL OR ended_on >= last_on)
GROUP BY COALESCE(person.practice_code, stated_code), month
