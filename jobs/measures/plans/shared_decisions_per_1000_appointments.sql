-- Shared-decision conversations coded in GP records in a month, and the appointments of the month that took place. Verified
-- codes only.
WITH of_person AS (
  SELECT practice_code, CAST(trunc(event_on, 'MM') AS DATE) AS month, person_token, COUNT(*) AS conversations
  FROM coded_event
  WHERE concept = 'shared_decision_making' AND is_verified
  GROUP BY practice_code, CAST(trunc(event_on, 'MM') AS DATE), person_token
),
coded AS (
  SELECT practice_code, month, SUM(conversations) AS conversations, SUM(conversations * conversations) AS squares
  FROM of_person
  GROUP BY practice_code, month
),
held AS (
  SELECT practice_code, month, SUM(appointments) AS appointments
  FROM gp_appointment
  WHERE status = 'Attended'
  GROUP BY practice_code, month
)
SELECT
  held.practice_code AS organisation_code,
  'month' AS window,
  held.month,
  'all' AS breakdown,
  'all' AS category,
  NULL AS value,
  COALESCE(conversations, 0) AS numerator,
  appointments AS denominator,
  COALESCE(squares, 0) AS sum_of_squares
FROM held
LEFT JOIN coded ON coded.practice_code = held.practice_code AND coded.month = held.month
