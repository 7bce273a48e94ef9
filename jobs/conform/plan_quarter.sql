-- The agreed plans that are live on the last day of a quarter, in the practice that the person is registered with on it.
-- A later review takes nothing from an earlier quarter: all that were delivered are looked at.
WITH quarter AS (
  SELECT DISTINCT month, last_on FROM submitted_window WHERE window = 'quarter' AND feed IN ('care_plan', 'coded_event')
),
reviewed AS (
  SELECT DISTINCT plan_id, month
  FROM plan_review
  JOIN quarter ON reviewed_on BETWEEN add_months(last_on, -12) AND last_on
  WHERE known_from = 'plan_system'
)
SELECT
  care_plan.plan_id,
  quarter.month,
  care_plan.person_token,
  person.practice_code,
  known_from,
  pathway,
  agreed_on <= add_months(last_on, -12) AS is_year_old,
  reviewed.plan_id IS NOT NULL AS is_reviewed
FROM care_plan
JOIN quarter ON agreed_on <= last_on AND (live_until IS NULL OR live_until > last_on)
JOIN person
  ON person.person_token = care_plan.person_token
  AND valid_from <= last_on
  AND (valid_to IS NULL OR valid_to > last_on)
LEFT JOIN reviewed ON reviewed.plan_id = care_plan.plan_id AND reviewed.month = quarter.month
