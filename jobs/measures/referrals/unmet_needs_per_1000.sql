-- Contacts at which a need was recorded for which no service was found, and the registered list of the same month.
WITH of_person AS (
  SELECT
    practice_code,
    CAST(trunc(contact_on, 'MM') AS DATE) AS month,
    breakdown,
    category,
    person_token,
    COUNT(*) AS contacts
  FROM contact
  LATERAL VIEW stack(2, 'all', 'all', 'need', unmet_need) part AS breakdown, category
  WHERE unmet_need IS NOT NULL
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
