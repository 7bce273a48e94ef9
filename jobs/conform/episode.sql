-- Episodes, and after how many days what happened in them.
WITH started AS (
  SELECT
    episode_id,
    min_by(struct(person_token, practice_code, role, source, reason_group), is_repeat) AS opening,
    MIN(referred_on) AS referred_on,
    CASE WHEN bool_or(decision = 'accepted') THEN 'accepted' ELSE max_by(decision, referred_on) END AS decision,
    MIN(CASE WHEN plan_agreed_on >= referred_on THEN plan_agreed_on END) AS plan_agreed_on,
    CASE WHEN COUNT(*) = COUNT(closed_on) THEN MAX(closed_on) END AS closed_on,
    max_by(outcome, CASE WHEN outcome IS NOT NULL THEN closed_on END) AS outcome
  FROM referral
  GROUP BY episode_id
),
numbered AS (
  SELECT
    contact.episode_id,
    contact_on,
    is_group,
    onward_activity,
    contact_on >= referred_on AS is_after,
    row_number() OVER (PARTITION BY contact.episode_id, contact_on >= referred_on ORDER BY contact_on, contact_id) AS nth
  FROM contact
  JOIN started ON started.episode_id = contact.episode_id
  WHERE is_attended
),
attended AS (
  SELECT
    episode_id,
    MIN(CASE WHEN is_after THEN contact_on END) AS first_contact_on,
    MIN(CASE WHEN is_after AND (nth >= 2 OR onward_activity IS NOT NULL) THEN contact_on END) AS intervention_on,
    COUNT_IF(NOT is_group) AS one_to_one,
    COUNT_IF(is_group) AS in_groups
  FROM numbered
  GROUP BY episode_id
),
described AS (
  SELECT person_token, MAX(birth_year) AS birth_year, MAX(sex) AS sex, MAX(ethnic_group) AS ethnic_group,
         MAX(deprivation_quintile) AS deprivation_quintile
  FROM person
  GROUP BY person_token
)
SELECT
  started.episode_id,
  opening.person_token,
  opening.practice_code,
  opening.role,
  opening.source,
  opening.reason_group,
  referred_on,
  CAST(trunc(referred_on, 'MM') AS DATE) AS month,
  decision,
  first_contact_on,
  datediff(first_contact_on, referred_on) AS days_to_contact,
  datediff(plan_agreed_on, referred_on) AS days_to_plan,
  datediff(intervention_on, referred_on) AS days_to_intervention,
  CASE WHEN outcome IN ('better', 'no_change', 'worse') THEN datediff(closed_on, referred_on) END AS days_to_outcome,
  outcome,
  closed_on,
  COALESCE(one_to_one, 0) AS attended_one_to_one,
  COALESCE(in_groups, 0) AS attended_group,
  COALESCE(sex, 'not_recorded') AS sex,
  CASE
    WHEN birth_year IS NULL THEN 'not_recorded'
    WHEN year(referred_on) - birth_year < 20 THEN '0_19'
    WHEN year(referred_on) - birth_year < 40 THEN '20_39'
    WHEN year(referred_on) - birth_year < 65 THEN '40_64'
    WHEN year(referred_on) - birth_year < 80 THEN '65_79'
    ELSE '80_and_over'
  END AS age_band,
  COALESCE(ethnic_group, 'not_recorded') AS ethnic_group,
  COALESCE(deprivation_quintile, 'not_recorded') AS deprivation_quintile
FROM started
LEFT JOIN attended ON attended.episode_id = started.episode_id
LEFT JOIN described ON described.person_token = opening.person_token
