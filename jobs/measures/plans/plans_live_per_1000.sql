-- People with at least one plan that is live at the end of a quarter.
SELECT
  practice_code AS organisation_code,
  'quarter' AS window,
  month,
  breakdown,
  category,
  NULL AS value,
  COUNT(DISTINCT person_token) AS numerator,
  NULL AS denominator,
  NULL AS sum_of_squares
FROM plan_quarter
LATERAL VIEW stack(
  3, 'all', 'all', 'pathway', pathway, 'known_from', known_from
) part AS breakdown, category
GROUP BY practice_code, month, breakdown, category
