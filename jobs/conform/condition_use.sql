-- How often people whose records are linked had contact with their practice in a quarter, by whether they have a long-term
-- condition; only people of the register, for of the others it is not known. A person without any row of use is not linked.
WITH used AS (
  SELECT person_token, activity_month, MAX(gp_contacts) AS gp_contacts
  FROM delivered_utilisation
  GROUP BY person_token, activity_month
),
quarter AS (
  SELECT DISTINCT month, last_on FROM submitted_window WHERE window = 'quarter' AND feed = 'utilisation'
),
listed AS (
  SELECT practice_code, month, has_long_term_condition, COUNT(*) AS linked_people
  FROM person
  LEFT SEMI JOIN used ON used.person_token = person.person_token
  JOIN quarter ON valid_from <= last_on AND (valid_to IS NULL OR valid_to > last_on)
  WHERE is_in_register
  GROUP BY practice_code, month, has_long_term_condition
),
of_person AS (
  SELECT
    practice_code,
    quarter.month,
    has_long_term_condition,
    used.person_token,
    SUM(gp_contacts) AS gp_contacts
  FROM used
  JOIN quarter ON activity_month BETWEEN add_months(quarter.month, -2) AND quarter.month
  JOIN person
    ON person.person_token = used.person_token
    AND is_in_register
    AND valid_from <= last_day(activity_month)
    AND (valid_to IS NULL OR valid_to > last_day(activity_month))
  WHERE gp_contacts > 0
  GROUP BY practice_code, quarter.month, has_long_term_condition, used.person_token
),
contacted AS (
  SELECT
    practice_code,
    month,
    has_long_term_condition,
    COUNT(*) AS people_with_contact,
    SUM(gp_contacts) AS gp_contacts
  FROM of_person
  GROUP BY practice_code, month, has_long_term_condition
)
SELECT
  COALESCE(listed.practice_code, contacted.practice_code) AS practice_code,
  COALESCE(listed.month, contacted.month) AS month,
  COALESCE(listed.has_long_term_condition, contacted.has_long_term_condition) AS has_long_term_condition,
  COALESCE(linked_people, 0) AS linked_people,
  COALESCE(people_with_contact, 0) AS people_with_contact,
  COALESCE(gp_contacts, 0) AS gp_contacts
FROM listed
FULL JOIN contacted
  ON contacted.practice_code = listed.practice_code
  AND contacted.month = listed.month
  AND contacted.has_long_term_condition = listed.has_long_term_condition
