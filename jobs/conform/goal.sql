-- Goals, each under its newest version.
WITH newest AS (
  SELECT *
  FROM (
    SELECT *, row_number() OVER (PARTITION BY goal_id ORDER BY month DESC, delivery_id) AS version FROM goal
  )
  WHERE version = 1
)
SELECT
  goal_id,
  newest.person_token,
  COALESCE(person.practice_code, newest.practice_code) AS practice_code,
  set_on,
  datediff(reviewed_on, set_on) AS days_to_review,
  result
FROM newest
LEFT JOIN person
  ON person.person_token = newest.person_token
  AND person.valid_from <= set_on
  AND (person.valid_to IS NULL OR person.valid_to > set_on)
