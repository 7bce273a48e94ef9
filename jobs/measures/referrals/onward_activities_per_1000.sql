-- Connections with an activity that were recorded at a contact, and the registered list of the same month.
WITH of_person AS (
  SELECT
    practice_code,
    CAST(trunc(contact_on, 'MM') AS DATE) AS month,
    breakdown,
    category,
    person_token,
    COUNT(*) AS contacts
  FROM contact
  LATERAL VIEW stack(2, 'all', 'all', 'activity', onward_group) part AS breakdown, category
  WHERE onward_group IS NOT NULL
  GROUP BY practice_code, CAST(trunc(contact_on, 'MM') AS DATE), breakdown, category, person_token
)
SELECT
  practice_code AS organisation_code,
  'month' AS window,
  month,
  breakdown,
  category,
  NULL AS value,
  SUM(contacts) AS numerator,
  NULL AS denominator,
  SUM(contacts * contacts) AS sum_of_squares
FROM of_person
GROUP BY practice_code, month, breakdown, category
