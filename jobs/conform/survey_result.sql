-- Answers by who asked, organisation, quarter and question, as the list of questions counts them, where there are enough.
-- The whole is what is given for all, or else the groups added up, so that nobody is counted in both.
WITH counted AS (
  SELECT
    survey_result.source,
    organisation_code,
    org_level,
    month AS asked_to,
    survey_result.question,
    respondent_group,
    SUM(CASE WHEN array_contains(split(counts, '[|]'), answer) THEN answers ELSE 0 END) AS positive,
    SUM(answers) AS answered,
    SUM(score_sum) AS score_sum,
    SUM(score_squares) AS score_squares,
    MAX(least_answers) AS least_answers
  FROM survey_result
  JOIN survey_question ON survey_question.question = survey_result.question
  WHERE NOT COALESCE(array_contains(split(leaves_out, '[|]'), answer), false)
  GROUP BY
    survey_result.source,
    organisation_code,
    org_level,
    month,
    survey_result.question,
    respondent_group
),
marked AS (
  SELECT
    *,
    bool_or(respondent_group = 'all') OVER (
      PARTITION BY source, organisation_code, org_level, asked_to, question
    ) AS has_all
  FROM counted
),
quarterly AS (
  SELECT
    source,
    organisation_code,
    org_level,
    CAST(add_months(trunc(asked_to, 'QUARTER'), 2) AS DATE) AS month,
    question,
    part.respondent_group,
    SUM(positive) AS positive,
    SUM(answered) AS answered,
    SUM(score_sum) AS score_sum,
    SUM(score_squares) AS score_squares,
    MAX(least_answers) AS least_answers
  FROM marked
  LATERAL VIEW stack(
    2,
    CASE WHEN (respondent_group = 'all') = has_all THEN 'all' END,
    CASE WHEN respondent_group <> 'all' THEN respondent_group END
  ) part AS respondent_group
  WHERE part.respondent_group IS NOT NULL
  GROUP BY
    source,
    organisation_code,
    org_level,
    CAST(add_months(trunc(asked_to, 'QUARTER'), 2) AS DATE),
    question,
    part.respondent_group
),
enough AS (
  SELECT
    *,
    SUM(CASE WHEN respondent_group = 'all' THEN answered ELSE 0 END) OVER (
      PARTITION BY organisation_code, org_level, month, question
    ) AS answered_in_all
  FROM quarterly
)
SELECT
  source,
  organisation_code,
  org_level,
  month,
  question,
  respondent_group,
  positive,
  answered,
  score_sum,
  score_squares
FROM enough
WHERE answered_in_all >= least_answers
