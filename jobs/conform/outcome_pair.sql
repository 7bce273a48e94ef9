-- For each person and instrument the first score, and the one nearest to half a year after it. A questionnaire with an
-- answer missing has no score; a score outside its instrument's range is not used.
WITH checked AS (
  SELECT
    *,
    cheerful + calm + active + rested + interested AS wellbeing,
    COALESCE(cheerful, calm, active, rested, interested) IS NULL AS has_no_items
  FROM pain_health_check
),
given AS (
  SELECT person_token, practice_code, completed_on AS measured_on, month, delivery_id, instrument, score
  FROM checked
  LATERAL VIEW stack(
    4,
    'who_5', CAST(4 * CASE WHEN has_no_items THEN wellbeing_raw ELSE wellbeing END AS DECIMAL(7, 2)),
    'pain', CAST(pain AS DECIMAL(7, 2)),
    'distress', CAST(distress AS DECIMAL(7, 2)),
    'pseq_2', CAST(lifestyle_confidence + work_confidence AS DECIMAL(7, 2))
  ) part AS instrument, score
  UNION ALL
  SELECT person_token, practice_code, measured_on, month, delivery_id, instrument, score
  FROM outcome_score
  UNION ALL
  SELECT person_token, practice_code, reviewed_on, month, delivery_id, 'opioid_dose', CAST(dose_mg AS DECIMAL(7, 2))
  FROM delivered_medication_review
),
scored AS (
  SELECT person_token, instrument, measured_on, practice_code, score
  FROM (
    SELECT
      given.*,
      row_number() OVER (
        PARTITION BY person_token, given.instrument, measured_on ORDER BY month DESC, delivery_id, score DESC
      ) AS version
    FROM given
    JOIN instrument
      ON instrument.instrument = given.instrument
      AND score >= COALESCE(range_from, score)
      AND score <= COALESCE(range_to, score)
  )
  WHERE version = 1
),
begun AS (
  SELECT
    person_token,
    instrument,
    MIN(measured_on) AS baseline_on,
    min_by(struct(practice_code, score), measured_on) AS baseline
  FROM scored
  GROUP BY person_token, instrument
),
later AS (
  SELECT
    begun.person_token,
    begun.instrument,
    datediff(measured_on, baseline_on) AS days_after,
    struct(measured_on, score) AS scored
  FROM begun
  JOIN scored
    ON scored.person_token = begun.person_token
    AND scored.instrument = begun.instrument
    AND measured_on > baseline_on
),
followed AS (
  SELECT
    person_token,
    instrument,
    min_by(
      scored,
      struct(abs(days_after - (SELECT amount FROM people_threshold WHERE threshold = 'follow_up_nearest')), days_after)
    ) FILTER (
      WHERE days_after BETWEEN (SELECT amount FROM people_threshold WHERE threshold = 'follow_up_first')
        AND (SELECT amount FROM people_threshold WHERE threshold = 'follow_up_last')
    ) AS follow_up,
    bool_or(days_after < (SELECT amount FROM people_threshold WHERE threshold = 'early_follow_up')) AS has_early_score
  FROM later
  GROUP BY person_token, instrument
),
paired AS (
  SELECT
    begun.person_token,
    begun.instrument,
    baseline.practice_code,
    baseline_on,
    baseline.score AS baseline_score,
    follow_up.measured_on AS follow_up_on,
    follow_up.score AS follow_up_score,
    COALESCE(has_early_score, false) AS has_early_score
  FROM begun
  LEFT JOIN followed ON followed.person_token = begun.person_token AND followed.instrument = begun.instrument
)
SELECT
  paired.person_token,
  paired.instrument,
  COALESCE(person.practice_code, paired.practice_code) AS practice_code,
  baseline_on,
  baseline_score,
  follow_up_on,
  follow_up_score,
  has_early_score,
  CAST(
    100 * CASE better WHEN 'higher' THEN follow_up_score - baseline_score ELSE baseline_score - follow_up_score END
    / NULLIF(COALESCE(range_to - range_from, baseline_score), 0)
    AS DECIMAL(12, 4)
  ) AS gain,
  CASE better WHEN 'higher' THEN follow_up_score - baseline_score ELSE baseline_score - follow_up_score END
    >= minimum_change AS is_improved
FROM paired
JOIN instrument ON instrument.instrument = paired.instrument
LEFT JOIN person
  ON person.person_token = paired.person_token
  AND person.valid_from <= baseline_on
  AND (person.valid_to IS NULL OR person.valid_to > baseline_on)
