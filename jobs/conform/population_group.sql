-- Denominators of breakdowns, for the practices and months about which anything was delivered. A register that holds too
-- little of the published list gives no denominator by ethnic group or deprivation, only its own size.
WITH asked AS (
  SELECT DISTINCT practice_code, month FROM sender_period WHERE has_submitted
),
published AS (
  SELECT
    registered_patients.practice_code,
    registered_patients.month,
    breakdown,
    category,
    patients AS people
  FROM registered_patients
  JOIN asked ON asked.practice_code = registered_patients.practice_code AND asked.month = registered_patients.month
  LATERAL VIEW stack(
    2,
    'sex', sex,
    'age_band', CASE
      WHEN age_band IN ('0_4', '5_9', '10_14', '15_19') THEN '0_19'
      WHEN age_band IN ('20_24', '25_29', '30_34', '35_39') THEN '20_39'
      WHEN age_band IN ('40_44', '45_49', '50_54', '55_59', '60_64') THEN '40_64'
      WHEN age_band IN ('65_69', '70_74', '75_79') THEN '65_79'
      ELSE '80_and_over'
    END
  ) part AS breakdown, category
  WHERE sex <> 'all' AND age_band <> 'all'
),
-- A person is in the register of every month from the one they come in to the one before they leave.
moved AS (
  SELECT practice_code, step_month, breakdown, category, SUM(step) AS step
  FROM person
  LATERAL VIEW stack(
    2,
    CAST(trunc(valid_from, 'MM') AS DATE), 1,
    CAST(trunc(valid_to, 'MM') AS DATE), -1
  ) part AS step_month, step
  LATERAL VIEW stack(
    3,
    'register', 'all',
    'ethnic_group', ethnic_group,
    'deprivation_quintile', deprivation_quintile
  ) part AS breakdown, category
  WHERE is_in_register AND step_month IS NOT NULL
  GROUP BY practice_code, step_month, breakdown, category
),
in_register AS (
  SELECT sender_period.practice_code, sender_period.month, breakdown, category, SUM(step) AS people
  FROM sender_period
  JOIN moved ON moved.practice_code = sender_period.practice_code AND moved.step_month <= sender_period.month
  WHERE feed = 'registered_person' AND has_submitted
  GROUP BY sender_period.practice_code, sender_period.month, breakdown, category
),
complete AS (
  SELECT in_register.practice_code, in_register.month
  FROM in_register
  JOIN practice_month
    ON practice_month.practice_code = in_register.practice_code AND practice_month.month = in_register.month
  WHERE breakdown = 'register'
    AND 100 * people >= (SELECT amount FROM people_threshold WHERE threshold = 'register_whole') * registered_patients
)
SELECT practice_code, month, breakdown, category, SUM(people) AS people
FROM published
GROUP BY practice_code, month, breakdown, category
UNION ALL
SELECT in_register.practice_code, in_register.month, breakdown, category, people
FROM in_register
LEFT JOIN complete ON complete.practice_code = in_register.practice_code AND complete.month = in_register.month
WHERE breakdown = 'register' OR complete.practice_code IS NOT NULL
