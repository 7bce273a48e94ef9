-- Scores of SDM-Q-DOC, from 0 to 100, with their squares.
SELECT
  organisation_code,
  'quarter' AS window,
  survey_result.month,
  'all' AS breakdown,
  'all' AS category,
  NULL AS value,
  SUM(score_sum) AS numerator,
  SUM(answered) AS denominator,
  SUM(score_squares) AS sum_of_squares
FROM survey_result
JOIN reporting_month ON reporting_month.month = survey_result.month
WHERE question = 'sdm_q_doc' AND org_level = 'practice' AND respondent_group = 'all'
GROUP BY organisation_code, survey_result.month
