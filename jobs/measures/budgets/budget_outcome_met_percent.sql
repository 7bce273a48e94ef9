-- Of the reviews of budgets that have an answer, by the month of the review, those that found the outcomes met. A later
-- review takes nothing from an earlier month: all that were delivered are counted.
SELECT
  practice_code AS organisation_code,
  'month' AS window,
  CAST(trunc(budget_review.reviewed_on, 'MM') AS DATE) AS month,
  breakdown,
  category,
  NULL AS value,
  COUNT_IF(budget_review.outcome_met = 'met') AS numerator,
  COUNT(*) AS denominator,
  NULL AS sum_of_squares
FROM budget_review
JOIN budget ON budget.budget_id = budget_review.budget_id
LATERAL VIEW stack(
  3, 'all', 'all', 'eligibility_group', eligibility_group, 'mode', mode
) part AS breakdown, category
WHERE budget_review.outcome_met IN ('met', 'partly_met', 'not_met')
GROUP BY practice_code, CAST(trunc(budget_review.reviewed_on, 'MM') AS DATE), breakdown, category
