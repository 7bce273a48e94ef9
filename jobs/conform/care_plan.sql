-- Every plan under its newest version, and the plans that only a code in a GP record tells of. A code beside a plan that is
-- live on its day, or agreed soon after it, is that plan and no other.
WITH newest AS (
  SELECT *
  FROM (
    SELECT *, row_number() OVER (PARTITION BY plan_id ORDER BY month DESC, delivery_id) AS version FROM care_plan
  )
  WHERE version = 1
),
coded AS (
  SELECT coded_event.person_token, coded_event.practice_code, event_on
  FROM coded_event
  LEFT ANTI JOIN newest
    ON newest.person_token = coded_event.person_token
    AND agreed_on <= date_add(event_on, (SELECT amount FROM people_threshold WHERE threshold = 'coded_with_plan'))
    AND (ended_on IS NULL OR ended_on > event_on)
  WHERE concept = 'plan_agreed'
)
SELECT
  plan_id,
  newest.person_token,
  COALESCE(person.practice_code, newest.practice_code) AS practice_code,
  'plan_system' AS known_from,
  pathway,
  created_on,
  agreed_on,
  reviewed_on,
  ended_on AS live_until,
  COALESCE(important_answered, false) AS important_answered,
  COALESCE(live_well_answered, false) AS live_well_answered,
  COALESCE(self_management_answered, false) AS self_management_answered,
  COALESCE(care_needed_answered, false) AS care_needed_answered,
  COALESCE(good_support_answered, false) AS good_support_answered,
  COALESCE(future_answered, false) AS future_answered,
  COALESCE(end_of_life_answered, false) AS end_of_life_answered,
  COALESCE(CAST(important_answered AS INT), 0)
    + COALESCE(CAST(live_well_answered AS INT), 0)
    + COALESCE(CAST(self_management_answered AS INT), 0)
    + COALESCE(CAST(care_needed_answered AS INT), 0)
    + COALESCE(CAST(good_support_answered AS INT), 0)
    + COALESCE(CAST(future_answered AS INT), 0)
    + COALESCE(CAST(end_of_life_answered AS INT), 0) AS prompts_answered,
  needs_assessment_offered_on,
  datediff(needs_assessment_completed_on, needs_assessment_offered_on) AS days_to_needs_assessment,
  datediff(agreed_on, needs_assessment_offered_on) AS days_to_agreement
FROM newest
LEFT JOIN person
  ON person.person_token = newest.person_token
  AND person.valid_from <= created_on
  AND (person.valid_to IS NULL OR person.valid_to > created_on)
UNION ALL
SELECT
  concat(person_token, '-', event_on),
  person_token,
  practice_code,
  'gp_code',
  'not_recorded',
  event_on,
  event_on,
  NULL,
  CAST(add_months(event_on, (SELECT amount FROM people_threshold WHERE threshold = 'coded_plan')) AS DATE),
  false,
  false,
  false,
  false,
  false,
  false,
  false,
  0,
  NULL,
  NULL,
  NULL
FROM coded
