-- The answers that hold on the last day of a quarter, and those of them that say in place or evidenced; each score over
-- all answers.
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
  7,
  'all', 'all', rank >= 2,
  'component', component, rank >= 2,
  'statement', statement, rank >= 2,
  'score', 'not_started', rank = 0,
  'score', 'in_progress', rank = 1,
  'score', 'in_place', rank = 2,
  'score', 'evidenced', rank = 3
) part AS breakdown, category, is_so
WHERE month(month) % 3 = 0
GROUP BY pcn_code, month, breakdown, category
