-- Of the holistic needs assessments offered in a month, those completed within the days of the list of thresholds, and those
-- after which a plan was agreed within them. A month is counted once plans are delivered for long enough after it.
SELECT
  practice_code AS organisation_code,
  'month' AS window,
  CAST(trunc(needs_assessment_offered_on, 'MM') AS DATE) AS month,
  breakdown,
  category,
  NULL AS value,
  COUNT_IF(days BETWEEN 0 AND (SELECT amount FROM people_threshold WHERE threshold = 'needs_assessment')) AS numerator,
  COUNT(*) AS denominator,
  NULL AS sum_of_squares
FROM care_plan
LATERAL VIEW stack(
  2, 'all', 'all', days_to_needs_assessment, 'stage', 'plan_agreed', days_to_agreement
) part AS breakdown, category, days
WHERE needs_assessment_offered_on IS NOT NULL
GROUP BY practice_code, CAST(trunc(needs_assessment_offered_on, 'MM') AS DATE), breakdown, category
