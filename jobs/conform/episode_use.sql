-- Use of services in the months before and after the first referral of each person whose records are linked, where it was
-- delivered for all of these months and the person was registered throughout. The month of referral is in neither part. Who
-- was a High Intensity User is told by the twelve months before it, where use was delivered for all of them.
WITH used AS (
  SELECT
    person_token,
    activity_month,
    MAX(gp_contacts) AS gp_contacts,
    MAX(ae_attendances) AS ae_attendances,
    MAX(emergency_admissions) AS emergency_admissions,
    MAX(outpatient_attendances) AS outpatient_attendances
  FROM delivered_utilisation
  GROUP BY person_token, activity_month
),
opening AS (
  SELECT
    person_token,
    min_by(struct(episode_id, practice_code, month, decision, days_to_contact), struct(referred_on, episode_id)) AS episode
  FROM episode
  GROUP BY person_token
),
linked AS (
  SELECT
    opening.person_token,
    episode,
    CAST(add_months(episode.month, -amount) AS DATE) AS from_month,
    CAST(add_months(episode.month, amount) AS DATE) AS to_month,
    amount
  FROM opening
  LEFT SEMI JOIN used ON used.person_token = opening.person_token
  CROSS JOIN (SELECT amount FROM people_threshold WHERE threshold = 'use_window')
),
delivered AS (
  SELECT linked.person_token
  FROM linked
  JOIN sender_period
    ON feed = 'utilisation'
    AND has_submitted
    AND sender_period.practice_code = episode.practice_code
    AND sender_period.month BETWEEN from_month AND to_month
    AND sender_period.month <> episode.month
  GROUP BY linked.person_token, amount
  HAVING COUNT(*) = 2 * amount
),
stayed AS (
  SELECT linked.person_token
  FROM linked
  JOIN person AS at_start
    ON at_start.person_token = linked.person_token
    AND at_start.valid_from <= last_day(from_month)
    AND (at_start.valid_to IS NULL OR at_start.valid_to > last_day(from_month))
  JOIN person AS at_end
    ON at_end.person_token = linked.person_token
    AND at_end.valid_from <= last_day(to_month)
    AND (at_end.valid_to IS NULL OR at_end.valid_to > last_day(to_month))
),
year_before AS (
  SELECT linked.person_token, any_value(episode.month) AS month
  FROM linked
  JOIN sender_period
    ON feed = 'utilisation'
    AND has_submitted
    AND sender_period.practice_code = episode.practice_code
    AND sender_period.month BETWEEN add_months(episode.month, -12) AND add_months(episode.month, -1)
  GROUP BY linked.person_token
  HAVING COUNT(*) = 12
),
intensity AS (
  SELECT
    year_before.person_token,
    COALESCE(SUM(ae_attendances), 0)
      >= (SELECT amount FROM people_threshold WHERE threshold = 'high_intensity') AS is_high_intensity
  FROM year_before
  LEFT JOIN used
    ON used.person_token = year_before.person_token
    AND activity_month BETWEEN add_months(month, -12) AND add_months(month, -1)
  GROUP BY year_before.person_token
)
SELECT
  any_value(episode.episode_id) AS episode_id,
  linked.person_token,
  any_value(episode.practice_code) AS practice_code,
  any_value(episode.month) AS month,
  any_value(episode.decision <> 'declined' AND COALESCE(episode.days_to_contact <= 180, false)) AS is_supported,
  any_value(is_high_intensity) AS is_high_intensity,
  COALESCE(SUM(gp_contacts) FILTER (WHERE activity_month < episode.month), 0) AS gp_contacts_before,
  COALESCE(SUM(gp_contacts) FILTER (WHERE activity_month > episode.month), 0) AS gp_contacts_after,
  COALESCE(SUM(ae_attendances) FILTER (WHERE activity_month < episode.month), 0) AS ae_attendances_before,
  COALESCE(SUM(ae_attendances) FILTER (WHERE activity_month > episode.month), 0) AS ae_attendances_after,
  COALESCE(SUM(emergency_admissions) FILTER (WHERE activity_month < episode.month), 0) AS emergency_admissions_before,
  COALESCE(SUM(emergency_admissions) FILTER (WHERE activity_month > episode.month), 0) AS emergency_admissions_after,
  COALESCE(SUM(outpatient_attendances) FILTER (WHERE activity_month < episode.month), 0) AS outpatient_attendances_before,
  COALESCE(SUM(outpatient_attendances) FILTER (WHERE activity_month > episode.month), 0) AS outpatient_attendances_after
FROM linked
LEFT SEMI JOIN delivered ON delivered.person_token = linked.person_token
LEFT SEMI JOIN stayed ON stayed.person_token = linked.person_token
LEFT JOIN intensity ON intensity.person_token = linked.person_token
LEFT JOIN used
  ON used.person_token = linked.person_token AND activity_month BETWEEN from_month AND to_month
GROUP BY linked.person_token
