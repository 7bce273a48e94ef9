-- People who say that they agreed a plan for their long-term condition, of those who had a conversation about what
-- matters. The figure is public: it is the published survey's alone, never with answers that a service asked for.
SELECT
  organisation_code,
  'quarter' AS window,
  survey_result.month,
  'all' AS breakdown,
  'all' AS category,
  NULL AS value,
  SUM(positive) AS numerator,
  SUM(answered) AS denominator,
  NULL AS sum_of_squares
FROM survey_result
JOIN reporting_month ON reporting_month.month = survey_result.month
WHERE question = 'plan_agreed'
  AND source = 'gp_patient_survey'
  AND org_level = 'practice'
  AND respondent_group = 'all'
GROUP BY organisation_code, survey_result.month
