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
),
counted AS (
  SELECT practice_code, month, breakdown, category, SUM(contacts) AS numerator, SUM(contacts * contacts) AS squares
  FROM of_person
  GROUP BY practice_code, month, breakdown, category
),
shown AS (
  SELECT DISTINCT breakdown, category FROM counted
  UNION
  SELECT 'all', 'all'
)
SELECT
  submitted_window.practice_code AS organisation_code,
  'month' AS window,
  submitted_window.month,
  shown.breakdown,
  shown.category,
  NULL AS value,
  COALESCE(numerator, 0) AS numerator,
  registered_patients AS denominator,
  COALESCE(squares, 0) AS sum_of_squares
FROM submitted_window
JOIN reporting_month ON reporting_month.month = submitted_window.month
CROSS JOIN shown
LEFT JOIN counted
  ON counted.practice_code = submitted_window.practice_code
  AND counted.month = submitted_window.month
  AND counted.breakdown = shown.breakdown
  AND counted.category = shown.category
WHERE feed = 'contact' AND submitted_window.window = 'month'
