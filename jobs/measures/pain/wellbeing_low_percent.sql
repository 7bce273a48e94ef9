-- Of people who have a first and a later score, those whose score is low, by the month of the later one. A band reaches
-- from above the one below it up to its own highest score. The whole is WHO-5 at the later score.
WITH banded AS (
  SELECT
    instrument,
    COALESCE(lag(score_to) OVER (PARTITION BY instrument ORDER BY score_to), -1) AS above,
    score_to,
    is_low
  FROM score_band
),
paired AS (
  SELECT
    practice_code,
    CAST(trunc(follow_up_on, 'MM') AS DATE) AS month,
    instrument,
    scored,
    score,
    instrument = 'who_5' AND scored = 'later_score' AS is_whole
  FROM outcome_pair
  LATERAL VIEW stack(
    2, 'first_score', baseline_score, 'later_score', follow_up_score
  ) part AS scored, score
  WHERE follow_up_on IS NOT NULL
)
SELECT
  practice_code AS organisation_code,
  'month' AS window,
  month,
  CASE WHEN is_whole THEN 'all' ELSE scored END AS breakdown,
  CASE WHEN is_whole THEN 'all' ELSE paired.instrument END AS category,
  NULL AS value,
  COUNT_IF(score > above AND score <= score_to) AS numerator,
  COUNT(*) AS denominator,
  NULL AS sum_of_squares
FROM paired
JOIN banded ON banded.instrument = paired.instrument AND is_low
GROUP BY practice_code, month, is_whole, scored, paired.instrument
