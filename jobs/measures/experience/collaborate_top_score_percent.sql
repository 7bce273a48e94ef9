-- People who gave the best mark on all three items of CollaboRATE, of those who answered all three; 25 or more of a quarter.
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
WHERE question = 'collaborate' AND org_level = 'practice' AND respondent_group = 'all'
GROUP BY organisation_code, survey_result.month
