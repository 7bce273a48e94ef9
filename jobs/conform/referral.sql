-- Every referral under its newest version. A second referral of the same person to the same role within the days of the
-- list of thresholds belongs to the same episode, counted from the referral before it.
WITH newest AS (
  SELECT *
  FROM (
    SELECT *, row_number() OVER (PARTITION BY referral_id ORDER BY month DESC, delivery_id) AS version FROM referral
  )
  WHERE version = 1
),
marked AS (
  SELECT
    *,
    COALESCE(
      datediff(referred_on, lag(referred_on) OVER (PARTITION BY person_token, role ORDER BY referred_on, referral_id))
        <= (SELECT days FROM people_threshold WHERE threshold = 'same_episode'),
      false
    ) AS is_repeat
  FROM newest
),
mapped AS (
  SELECT reason_code, MIN(group_code) AS group_code FROM referral_reason_group GROUP BY reason_code
)
SELECT
  marked.referral_id,
  last_value(CASE WHEN NOT is_repeat THEN referral_id END, true) OVER (
    PARTITION BY marked.person_token, role ORDER BY referred_on, referral_id
  ) AS episode_id,
  is_repeat,
  sender_code,
  marked.person_token,
  COALESCE(person.practice_code, marked.practice_code) AS practice_code,
  role,
  source,
  CASE WHEN reason_1 IS NULL THEN 'not_recorded' ELSE COALESCE(group_code, 'unmapped') END AS reason_group,
  referred_on,
  COALESCE(decision, 'pending') AS decision,
  plan_agreed_on,
  plan_reviewed_on,
  closed_on,
  outcome
FROM marked
LEFT JOIN mapped ON mapped.reason_code = reason_1
LEFT JOIN person
  ON person.person_token = marked.person_token
  AND person.valid_from <= referred_on
  AND (person.valid_to IS NULL OR person.valid_to > referred_on)
