-- Answers by organisation, quarter and question, as the list of questions counts them, where there are enough.
SELECT
  organisation_code,
  org_level,
  CAST(add_months(trunc(month, 'QUARTER'), 2) AS DATE) AS month,
  survey_result.question,
  respondent_group,
  SUM(CASE WHEN array_contains(split(counts, '[|]'), answer) THEN answers ELSE 0 END) AS positive,
  SUM(answers) AS answered,
  SUM(score_sum) AS score_sum,
  SUM(score_squares) AS score_squares
FROM survey_result
JOIN survey_question ON survey_question.question = survey_result.question
WHERE NOT COALESCE(array_contains(split(leaves_out, '[|]'), answer), false)
GROUP BY
  organisation_code,
  org_level,
  CAST(add_months(trunc(month, 'QUARTER'), 2) AS DATE),
  survey_result.question,
  respondent_group
HAVING SUM(answers) >= MAX(least_answers)
