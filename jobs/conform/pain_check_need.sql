-- Each check, one a person and day, with each of the thirteen needs, and whether an offer that serves the need followed:
-- a referral that was open at the time of the check or made within the days of the list after it, or a review of medicines.
WITH checked AS (
  SELECT *
  FROM (
    SELECT
      *,
      split(COALESCE(needs, ''), '[|]') AS ticked,
      split(COALESCE(priority_needs, ''), '[|]') AS circled,
      row_number() OVER (PARTITION BY person_token, completed_on ORDER BY month DESC, delivery_id) AS version
    FROM pain_health_check
  )
  WHERE version = 1
),
asked AS (
  SELECT
    person_token,
    completed_on,
    practice_code,
    need,
    array_contains(ticked, CAST(need_number AS STRING))
      OR array_contains(circled, CAST(need_number AS STRING)) AS is_ticked,
    array_contains(circled, CAST(need_number AS STRING)) AS is_priority
  FROM checked
  CROSS JOIN pain_need
),
offered AS (
  SELECT person_token, role AS offer, referred_on AS from_on, COALESCE(closed_on, DATE'9999-12-31') AS to_on
  FROM episode
  WHERE decision <> 'declined'
  UNION ALL
  SELECT
    person_token,
    'medication_review',
    reviewed_on,
    date_add(reviewed_on, (SELECT amount FROM people_threshold WHERE threshold = 'review_covers'))
  FROM delivered_medication_review
),
met AS (
  SELECT DISTINCT checked.person_token, completed_on, need
  FROM checked
  JOIN offered
    ON offered.person_token = checked.person_token
    AND from_on <= date_add(completed_on, (SELECT amount FROM people_threshold WHERE threshold = 'need_met'))
    AND to_on >= completed_on
  JOIN pain_need_offer ON pain_need_offer.offer = offered.offer
)
SELECT
  asked.person_token,
  asked.completed_on,
  asked.need,
  COALESCE(person.practice_code, asked.practice_code) AS practice_code,
  CAST(COUNT_IF(is_ticked) OVER (PARTITION BY asked.person_token, asked.completed_on) AS INT) AS needs_ticked,
  is_ticked,
  is_priority,
  met.need IS NOT NULL AS is_met
FROM asked
LEFT JOIN met
  ON met.person_token = asked.person_token AND met.completed_on = asked.completed_on AND met.need = asked.need
LEFT JOIN person
  ON person.person_token = asked.person_token
  AND person.valid_from <= asked.completed_on
  AND (person.valid_to IS NULL OR person.valid_to > asked.completed_on)
