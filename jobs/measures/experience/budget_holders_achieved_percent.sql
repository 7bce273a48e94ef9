-- Budget holders who say that they achieved what they wanted, of those who answered; wheelchair budgets apart. The figure is
-- public: it is the survey's alone, never with answers that a service asked for.
SELECT
  organisation_code,
  'quarter' AS window,
  survey_result.month,
  CASE respondent_group WHEN 'all' THEN 'all' ELSE 'respondent_group' END AS breakdown,
  respondent_group AS category,
  NULL AS value,
  SUM(positive) AS numerator,
  SUM(answered) AS denominator,
  NULL AS sum_of_squares
FROM survey_result
JOIN reporting_month ON reporting_month.month = survey_result.month
WHERE question = 'budget_achieved' AND source = 'budget_holder_survey' AND org_level = 'icb'
GROUP BY organisation_code, survey_result.month, respondent_group
