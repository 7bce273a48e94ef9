-- The answers that hold on the last day of a quarter and have one before them, and those that are higher than it; each
-- direction over all.
SELECT
  pcn_code AS organisation_code,
  'quarter' AS window,
  month,
  breakdown,
  category,
  NULL AS value,
  COUNT_IF(is_so) AS numerator,
  COUNT(*) AS denominator,
  NULL AS sum_of_squares
FROM maturity_answer
JOIN reporting_month
  ON answered_on <= last_day(month)
  AND (replaced_on IS NULL OR replaced_on > last_day(month))
  AND last_day(month)
    <= date_add(answered_on, (SELECT amount FROM people_threshold WHERE threshold = 'maturity_holds'))
LATERAL VIEW stack(
  4,
  'all', 'all', rank > rank_before,
  'component', component, rank > rank_before,
  'change', 'same', rank = rank_before,
  'change', 'down', rank < rank_before
) part AS breakdown, category, is_so
WHERE month(month) % 3 = 0 AND rank_before IS NOT NULL
GROUP BY pcn_code, month, breakdown, category
