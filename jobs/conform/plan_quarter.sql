-- The agreed plans that are live on the last day of a quarter, in the practice that the person is registered with on it.
SELECT
  plan_id,
  quarter.month,
  care_plan.person_token,
  person.practice_code,
  known_from,
  pathway,
  agreed_on <= add_months(last_on, -12) AS is_year_old,
  COALESCE(reviewed_on BETWEEN add_months(last_on, -12) AND last_on, false) AS is_reviewed
FROM care_plan
JOIN (
  SELECT DISTINCT month, last_on FROM submitted_window WHERE window = 'quarter' AND feed IN ('care_plan', 'coded_event')
) AS quarter
  ON agreed_on <= last_on AND (live_until IS NULL OR live_until > last_on)
JOIN person
  ON person.person_token = care_plan.person_token
  AND valid_from <= last_on
  AND (valid_to IS NULL OR valid_to > last_on)
