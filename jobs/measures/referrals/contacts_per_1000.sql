-- Attended contacts of a month; those in groups stand apart from the other modes.
WITH of_person AS (
  SELECT
    practice_code,
    CAST(trunc(contact_on, 'MM') AS DATE) AS month,
    breakdown,
    category,
    person_token,
    COUNT(*) AS contacts
  FROM contact
  LATERAL VIEW stack(
    3, 'all', 'all', 'role', role, 'mode', CASE WHEN is_group THEN 'group' ELSE COALESCE(mode, 'not_recorded') END
  ) part AS breakdown, category
  WHERE is_attended
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
