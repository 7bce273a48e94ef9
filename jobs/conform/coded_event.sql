-- Entries of GP records, one a person, code and day, however often and by whomever they were delivered. A description is
-- read as its concept; what no list knows stays.
WITH concept AS (
  SELECT snomed, MIN(concept) AS concept, bool_or(status = 'VERIFIED') AS is_verified
  FROM snomed_concept
  WHERE snomed IS NOT NULL
  GROUP BY snomed
),
described AS (
  SELECT description_id, MAX(concept_id) AS concept_id FROM snomed_description GROUP BY description_id
),
entry AS (
  SELECT
    person_token,
    COALESCE(concept_id, snomed_code) AS snomed_code,
    event_on,
    MIN(COALESCE(practice_code, org_code)) AS practice_code,
    MAX(value) AS value
  FROM coded_event
  LEFT JOIN described ON description_id = snomed_code
  LEFT JOIN organisation ON org_level = 'practice' AND org_code = sender_code
  GROUP BY person_token, COALESCE(concept_id, snomed_code), event_on
)
SELECT
  entry.person_token,
  entry.snomed_code,
  event_on,
  COALESCE(person.practice_code, entry.practice_code) AS practice_code,
  COALESCE(concept, 'unmapped') AS concept,
  COALESCE(is_verified, false) AS is_verified,
  value
FROM entry
LEFT JOIN concept ON snomed = entry.snomed_code
LEFT JOIN person
  ON person.person_token = entry.person_token
  AND valid_from <= event_on
  AND (valid_to IS NULL OR valid_to > event_on)
