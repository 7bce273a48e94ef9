-- Of those whom the checklist of a month screened in and whose case was decided within the days of the list of thresholds, how
-- many took how many days, from the checklist to the decision and in each stage of which both days are known.
SELECT
  practice_code AS organisation_code,
  'month' AS window,
  CAST(trunc(checklist_on, 'MM') AS DATE) AS month,
  breakdown,
  category,
  days AS value,
  COUNT(*) AS numerator,
  NULL AS denominator,
  NULL AS sum_of_squares
FROM chc_case
LATERAL VIEW stack(
  4,
  'all', 'all', days_to_decision,
  'stage', 'checklist_to_assessment', datediff(assessed_on, checklist_on),
  'stage', 'assessment_to_recommendation', datediff(recommended_on, assessed_on),
  'stage', 'recommendation_to_decision', datediff(decided_on, recommended_on)
) part AS breakdown, category, days
WHERE is_screened_in
  AND NOT is_fast_track
  AND days_to_decision BETWEEN 0 AND (SELECT amount FROM people_threshold WHERE threshold = 'chc_followed')
  AND days >= 0
GROUP BY practice_code, CAST(trunc(checklist_on, 'MM') AS DATE), breakdown, category, days
