-- Plans by the month in which they were agreed, with their squares by person.
WITH of_person AS (
  SELECT
    practice_code,
    CAST(trunc(agreed_on, 'MM') AS DATE) AS month,
    breakdown,
    category,
    person_token,
    COUNT(*) AS plans
  FROM care_plan
  LATERAL VIEW stack(2, 'all', 'all', 'pathway', pathway) part AS breakdown, category
  WHERE known_from = 'plan_system' AND agreed_on IS NOT NULL
  GROUP BY practice_code, CAST(trunc(agreed_on, 'MM') AS DATE), breakdown, category, person_token
)
SELECT
  practice_code AS organisation_code,
  'month' AS window,
  month,
  breakdown,
  category,
  NULL AS value,
  SUM(plans) AS numerator,
  NULL AS denominator,
  SUM(plans * plans) AS sum_of_squares
FROM of_person
GROUP BY practice_code, month, breakdown, category
