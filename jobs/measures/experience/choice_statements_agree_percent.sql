-- Answers that agree with the four statements on choice, of all that were given to them.
SELECT
  organisation_code,
  'quarter' AS window,
  survey_result.month,
  breakdown,
  category,
  NULL AS value,
  SUM(positive) AS numerator,
  SUM(answered) AS denominator,
  NULL AS sum_of_squares
FROM survey_result
JOIN reporting_month ON reporting_month.month = survey_result.month
LATERAL VIEW stack(2, 'all', 'all', 'statement', question) part AS breakdown, category
WHERE question LIKE 'choice%' AND org_level = 'practice' AND respondent_group = 'all'
GROUP BY organisation_code, survey_result.month, breakdown, category
