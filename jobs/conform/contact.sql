-- Every contact under its newest version, with the episode of its referral.
WITH newest AS (
  SELECT *
  FROM (
    SELECT *, row_number() OVER (PARTITION BY contact_id ORDER BY month DESC, delivery_id) AS version FROM contact
  )
  WHERE version = 1
)
SELECT
  contact_id,
  episode_id,
  newest.person_token,
  COALESCE(person.practice_code, referral.practice_code) AS practice_code,
  newest.role,
  contact_on,
  mode,
  COALESCE(is_group, false) AS is_group,
  attendance = 'attended' AS is_attended,
  duration_minutes,
  onward_activity,
  CASE
    WHEN onward_activity IN ('green', 'blue') THEN 'green_and_blue'
    WHEN onward_activity = 'arts_and_creative' THEN 'arts'
    WHEN onward_activity = 'physical_activity' THEN 'physical_activity'
    WHEN onward_activity IN ('peer_support', 'befriending', 'carers_support') THEN 'social'
    WHEN onward_activity IN ('advice_benefits_debt', 'housing', 'employment_and_learning') THEN 'advice'
    WHEN onward_activity IN ('self_management_course', 'mental_health_support', 'lifestyle_service') THEN 'health'
    WHEN onward_activity IS NOT NULL THEN 'other'
  END AS onward_group,
  unmet_need
FROM newest
LEFT JOIN referral ON referral.referral_id = newest.referral_id
LEFT JOIN person
  ON person.person_token = newest.person_token
  AND person.valid_from <= contact_on
  AND (person.valid_to IS NULL OR person.valid_to > contact_on)
