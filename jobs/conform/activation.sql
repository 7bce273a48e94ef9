-- Scores as supplied, one a person and day, the newest delivery's, beside the level that the original cut-offs give.
WITH newest AS (
  SELECT *
  FROM (
    SELECT
      *,
      row_number() OVER (PARTITION BY person_token, measured_on ORDER BY month DESC, delivery_id, score DESC) AS version
    FROM activation
  )
  WHERE version = 1
)
SELECT
  newest.person_token,
  measured_on,
  COALESCE(person.practice_code, newest.practice_code) AS practice_code,
  score,
  newest.level,
  cut_off.level AS level_by_cut_off,
  form
FROM newest
LEFT JOIN activation_cut_off AS cut_off
  ON cut_off.version = 'original'
  AND (score_above IS NULL OR score > score_above)
  AND (score_from IS NULL OR score >= score_from)
  AND (score_to IS NULL OR score <= score_to)
  AND (score_below IS NULL OR score < score_below)
LEFT JOIN person
  ON person.person_token = newest.person_token
  AND person.valid_from <= measured_on
  AND (person.valid_to IS NULL OR person.valid_to > measured_on)
