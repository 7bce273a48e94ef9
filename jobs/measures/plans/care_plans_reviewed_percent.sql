-- Of the people whose plan is at least 12 months old and live at the end of a quarter, those with one that was reviewed in
-- the 12 months before it.
SELECT
  practice_code AS organisation_code,
  'quarter' AS window,
  month,
  breakdown,
  category,
  NULL AS value,
  COUNT(DISTINCT CASE WHEN is_reviewed THEN person_token END) AS numerator,
  COUNT(DISTINCT person_token) AS denominator,
  NULL AS sum_of_squares
FROM plan_quarter
LATERAL VIEW stack(2, 'all', 'all', 'pathway', pathway) part AS breakdown, category
WHERE is_year_old AND known_from = 'plan_system'
GROUP BY practice_code, month, breakdown, category
