-- The score at the start of each episode, and the one nearest to half a year after it: one pair an episode.
WITH begun AS (
  SELECT
    episode_id,
    min_by(
      struct(measured_on, score, level),
      struct(abs(datediff(measured_on, first_contact_on)), measured_on)
    ) AS baseline
  FROM episode
  JOIN activation
    ON activation.person_token = episode.person_token
    AND measured_on BETWEEN
      date_sub(first_contact_on, (SELECT amount FROM people_threshold WHERE threshold = 'baseline_before'))
      AND date_add(first_contact_on, (SELECT amount FROM people_threshold WHERE threshold = 'baseline_after'))
  GROUP BY episode_id
),
later AS (
  SELECT
    begun.episode_id,
    datediff(measured_on, baseline.measured_on) AS days_after,
    struct(measured_on, score, level) AS scored
  FROM begun
  JOIN episode ON episode.episode_id = begun.episode_id
  JOIN activation ON activation.person_token = episode.person_token AND measured_on > baseline.measured_on
),
followed AS (
  SELECT
    episode_id,
    min_by(
      scored,
      struct(abs(days_after - (SELECT amount FROM people_threshold WHERE threshold = 'follow_up_nearest')), days_after)
    ) FILTER (
      WHERE days_after BETWEEN (SELECT amount FROM people_threshold WHERE threshold = 'follow_up_first')
        AND (SELECT amount FROM people_threshold WHERE threshold = 'follow_up_last')
    ) AS follow_up,
    bool_or(days_after < (SELECT amount FROM people_threshold WHERE threshold = 'early_follow_up')) AS has_early_score
  FROM later
  GROUP BY episode_id
)
SELECT
  episode.episode_id,
  person_token,
  practice_code,
  role,
  first_contact_on,
  baseline.measured_on AS baseline_on,
  baseline.score AS baseline_score,
  baseline.level AS baseline_level,
  follow_up.measured_on AS follow_up_on,
  follow_up.score AS follow_up_score,
  follow_up.level AS follow_up_level,
  COALESCE(has_early_score, false) AS has_early_score,
  sex,
  age_band,
  ethnic_group,
  deprivation_quintile
FROM episode
LEFT JOIN begun ON begun.episode_id = episode.episode_id
LEFT JOIN followed ON followed.episode_id = episode.episode_id
WHERE first_contact_on IS NOT NULL
