-- Every case under its newest version. A case begins with its checklist; on the fast track with the decision.
WITH newest AS (
  SELECT *, COALESCE(checklist_on, assessed_on, decided_on) AS began_on
  FROM (
    SELECT *, row_number() OVER (PARTITION BY case_id ORDER BY month DESC, delivery_id) AS version FROM chc_case
  )
  WHERE version = 1
)
SELECT
  case_id,
  newest.person_token,
  COALESCE(person.practice_code, newest.practice_code) AS practice_code,
  COALESCE(is_fast_track, false) AS is_fast_track,
  checklist_on,
  COALESCE(is_screened_in, false) AS is_screened_in,
  assessed_on,
  recommended_on,
  recommendation,
  decided_on,
  datediff(decided_on, checklist_on) AS days_to_decision,
  decision,
  COALESCE(is_care_at_home, false) AS is_care_at_home,
  reviewed_on,
  ended_on
FROM newest
LEFT JOIN person
  ON person.person_token = newest.person_token
  AND valid_from <= began_on
  AND (valid_to IS NULL OR valid_to > began_on)
