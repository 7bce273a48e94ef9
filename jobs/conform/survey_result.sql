-- Answers by who asked, organisation, quarter and question, as the list of questions counts them, where there are enough.
-- The whole is what is given for all, or else the groups added up, so that nobody is counted in both. The published file of
-- the GP Patient Survey gives a share and how many answered: so many of them as make the share. It holds where the year
-- of a practice has been given in both ways.
WITH given AS (
  SELECT practice_code, month, question_column, share, answered
  FROM gp_patient_survey
  LATERAL VIEW stack(
    4,
    'healthconversation', TRY_CAST(conversation_share AS DOUBLE), TRY_CAST(conversation_answers AS DOUBLE),
    'healthsupport', TRY_CAST(support_share AS DOUBLE), TRY_CAST(support_answers AS DOUBLE),
    'healthconfidence', TRY_CAST(confidence_share AS DOUBLE), TRY_CAST(confidence_answers AS DOUBLE),
    'healthcareplan', TRY_CAST(plan_share AS DOUBLE), TRY_CAST(plan_answers AS DOUBLE)
  ) part AS question_column, share, answered
),
published AS (
  SELECT practice_code, month, survey_question.question, share, answered, least_answers
  FROM given
  JOIN gp_patient_survey_question ON gp_patient_survey_question.question_column = given.question_column
  JOIN survey_question ON survey_question.question = gp_patient_survey_question.question
),
counted AS (
  SELECT
    'gp_patient_survey' AS source,
    practice_code AS organisation_code,
    'practice' AS org_level,
    month AS asked_to,
    question,
    'all' AS respondent_group,
    CAST(round(share * round(answered)) AS BIGINT) AS positive,
    CAST(round(answered) AS BIGINT) AS answered,
    CAST(NULL AS DECIMAL(24, 2)) AS score_sum,
    CAST(NULL AS DECIMAL(28, 2)) AS score_squares,
    least_answers
  FROM published
  WHERE share BETWEEN 0 AND 1 AND answered >= 1
  UNION ALL
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
  LEFT ANTI JOIN published
    ON survey_result.source = 'gp_patient_survey'
    AND published.practice_code = survey_result.organisation_code
    AND published.question = survey_result.question
    AND year(published.month) = year(survey_result.month)
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
