-- Of the budgets whose latest review was in a month and has an answer, those whose outcomes were met.
SELECT
  practice_code AS organisation_code,
  'month' AS window,
  CAST(trunc(reviewed_on, 'MM') AS DATE) AS month,
  breakdown,
  category,
  NULL AS value,
  COUNT_IF(outcome_met = 'met') AS numerator,
  COUNT(*) AS denominator,
  NULL AS sum_of_squares
FROM budget
LATERAL VIEW stack(
  3, 'all', 'all', 'eligibility_group', eligibility_group, 'mode', mode
) part AS breakdown, category
WHERE outcome_met IN ('met', 'partly_met', 'not_met')
GROUP BY practice_code, CAST(trunc(reviewed_on, 'MM') AS DATE), breakdown, category
