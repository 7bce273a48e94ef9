-- Every plan under its newest version, and whether the person had a budget in the 30 days up to the day of death.
WITH newest AS (
  SELECT *
  FROM (
    SELECT *, row_number() OVER (PARTITION BY plan_id ORDER BY month DESC, delivery_id) AS version FROM end_of_life
  )
  WHERE version = 1
)
SELECT
  plan_id,
  COALESCE(person.practice_code, newest.practice_code) AS practice_code,
  died_on,
  preferred_place,
  actual_place,
  EXISTS (
    SELECT 1
    FROM budget
    WHERE budget.person_token = newest.person_token
      AND kind <> 'wheelchair'
      AND started_on <= died_on
      AND (ended_on IS NULL OR ended_on >= date_sub(died_on, 30))
  ) AS has_budget
FROM newest
LEFT JOIN person
  ON person.person_token = newest.person_token
  AND valid_from <= died_on
  AND (valid_to IS NULL OR valid_to > died_on)
