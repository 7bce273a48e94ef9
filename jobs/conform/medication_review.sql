-- Reviews, one a person and day, the newest delivery's.
WITH newest AS (
  SELECT *
  FROM (
    SELECT
      *,
      row_number() OVER (PARTITION BY person_token, reviewed_on ORDER BY month DESC, delivery_id) AS version
    FROM medication_review
  )
  WHERE version = 1
)
SELECT
  newest.person_token,
  reviewed_on,
  COALESCE(person.practice_code, newest.practice_code) AS practice_code,
  COALESCE(readiness_stage, 'not_recorded') AS readiness_stage,
  side_effects
FROM newest
LEFT JOIN person
  ON person.person_token = newest.person_token
  AND person.valid_from <= reviewed_on
  AND (person.valid_to IS NULL OR person.valid_to > reviewed_on)
