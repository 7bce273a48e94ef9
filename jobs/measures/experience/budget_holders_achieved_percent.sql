-- Budget holders who say that they achieved what they wanted, of those who answered; wheelchair budgets apart.
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
LATERAL VIEW stack(2, 'all', 'all', 'respondent_group', respondent_group) part AS breakdown, category
WHERE question = 'budget_achieved' AND org_level = 'icb'
GROUP BY organisation_code, survey_result.month, breakdown, category
