-- Every budget under its newest version.
WITH newest AS (
  SELECT *
  FROM (
    SELECT *, row_number() OVER (PARTITION BY budget_id ORDER BY month DESC, delivery_id) AS version FROM budget
  )
  WHERE version = 1
)
SELECT
  budget_id,
  sender_code,
  newest.person_token,
  COALESCE(person.practice_code, newest.practice_code) AS practice_code,
  commissioner_code,
  eligibility_group,
  CASE
    WHEN eligibility_group = 'wheelchair' THEN 'wheelchair'
    WHEN duration = 'one_off' THEN 'one_off'
    WHEN eligibility_group = 'childrens_continuing_care' THEN 'child'
    ELSE 'adult'
  END AS kind,
  mode,
  COALESCE(is_fast_track, false) AS is_fast_track,
  agreed_on,
  started_on,
  ended_on,
  budget_gbp,
  conventional_cost_gbp,
  conventional_cost_status,
  price_year,
  is_need_unchanged,
  COALESCE(set_up_gbp, 0) AS set_up_gbp,
  COALESCE(brokerage_gbp, 0) AS brokerage_gbp,
  COALESCE(employer_gbp, 0) AS employer_gbp,
  reviewed_on,
  outcome_met
FROM newest
LEFT JOIN person
  ON person.person_token = newest.person_token
  AND valid_from <= COALESCE(started_on, agreed_on)
  AND (valid_to IS NULL OR valid_to > COALESCE(started_on, agreed_on))
