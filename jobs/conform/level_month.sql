-- The months after each score, up to the next one and for at most a year, with what was used in them, for people whose
-- records are linked: of the others it is not known what they used. A month of a linked person without a row of use is a
-- month of no use, for it is in a window that was delivered.
WITH scored AS (
  SELECT
    person_token,
    level,
    CAST(add_months(trunc(measured_on, 'MM'), 1) AS DATE) AS from_month,
    least(
      add_months(trunc(measured_on, 'MM'), 12),
      trunc(lead(measured_on) OVER (PARTITION BY person_token ORDER BY measured_on), 'MM')
    ) AS to_month
  FROM activation
),
held AS (
  SELECT MAX(month) AS last_month FROM sender_period WHERE feed = 'utilisation' AND has_submitted
),
used AS (
  SELECT
    person_token,
    activity_month,
    MAX(gp_contacts) AS gp_contacts,
    MAX(ae_attendances) AS ae_attendances,
    MAX(emergency_admissions) AS emergency_admissions,
    MAX(outpatient_attendances) AS outpatient_attendances
  FROM delivered_utilisation
  GROUP BY person_token, activity_month
),
known AS (
  SELECT scored.person_token, level, month
  FROM scored
  LEFT SEMI JOIN used ON used.person_token = scored.person_token
  CROSS JOIN held
  LATERAL VIEW explode(sequence(from_month, to_month, INTERVAL 1 MONTH)) part AS month
  WHERE to_month >= from_month AND month <= last_month
)
SELECT
  known.person_token,
  known.month,
  person.practice_code,
  level,
  COALESCE(gp_contacts, 0) AS gp_contacts,
  COALESCE(ae_attendances, 0) AS ae_attendances,
  COALESCE(emergency_admissions, 0) AS emergency_admissions,
  COALESCE(outpatient_attendances, 0) AS outpatient_attendances
FROM known
JOIN person
  ON person.person_token = known.person_token
  AND valid_from <= last_day(known.month)
  AND (valid_to IS NULL OR valid_to > last_day(known.month))
LEFT JOIN used ON used.person_token = known.person_token AND activity_month = known.month
