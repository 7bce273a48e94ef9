-- Where each person was registered when; the day of leaving is the last one there. A register's newest statement of a
-- person and practice holds; a person who is missing from a practice's later lists left after the last one that has
-- them; a later registration ends an earlier one. A service's statement counts only for days on which no register has
-- the person.
WITH newest AS (
  SELECT person_token, practice_code, max_by(struct(registered_on, left_on), month) AS stay, MAX(month) AS last_seen
  FROM registered_person
  GROUP BY person_token, practice_code
),
listed AS (
  SELECT practice_code, MAX(month) AS last_month FROM registered_person GROUP BY practice_code
),
in_register AS (
  SELECT
    person_token,
    newest.practice_code,
    COALESCE(stay.registered_on, DATE'1900-01-01') AS valid_from,
    COALESCE(date_add(stay.left_on, 1), CASE WHEN last_seen < last_month THEN add_months(last_seen, 1) END) AS valid_to
  FROM newest
  JOIN listed ON listed.practice_code = newest.practice_code
),
described AS (
  SELECT
    person_token,
    max_by(
      struct(birth_year, sex, ethnic_category, lsoa_code, lsoa_year, deprivation_quintile, long_term_conditions), month
    ) AS person
  FROM registered_person
  GROUP BY person_token
),
-- A list that does not state the edition of its areas is of 2011.
area AS (
  SELECT
    lsoa_code,
    MAX(COALESCE(lsoa_year, 2011)) AS lsoa_year,
    CAST(ceil(MAX(deprivation_decile) / 2) AS STRING) AS quintile
  FROM area_deprivation
  GROUP BY lsoa_code
),
stated AS (
  SELECT person_token, practice_code, referred_on AS on_date FROM delivered_referral
  UNION
  SELECT person_token, practice_code, measured_on FROM delivered_activation
  UNION
  SELECT person_token, practice_code, created_on FROM delivered_care_plan
  UNION
  SELECT person_token, practice_code, COALESCE(started_on, agreed_on) FROM delivered_budget
  UNION
  SELECT person_token, practice_code, activity_month FROM delivered_utilisation
  UNION
  SELECT person_token, COALESCE(delivered_coded_event.practice_code, organisation.org_code), event_on
  FROM delivered_coded_event
  LEFT JOIN organisation ON org_level = 'practice' AND org_code = sender_code
),
in_service AS (
  SELECT stated.person_token, stated.practice_code, MIN(stated.on_date) AS valid_from
  FROM stated
  LEFT JOIN in_register
    ON in_register.person_token = stated.person_token
    AND in_register.valid_from <= stated.on_date
    AND (in_register.valid_to IS NULL OR in_register.valid_to > stated.on_date)
  WHERE in_register.person_token IS NULL AND stated.practice_code IS NOT NULL
  GROUP BY stated.person_token, stated.practice_code
),
span AS (
  SELECT person_token, practice_code, valid_from, valid_to, true AS is_in_register
  FROM in_register
  WHERE valid_to IS NULL OR valid_to > valid_from
  UNION ALL
  SELECT
    person_token,
    practice_code,
    CASE
      WHEN NOT EXISTS (SELECT 1 FROM in_register WHERE in_register.person_token = in_service.person_token)
        AND row_number() OVER (PARTITION BY person_token ORDER BY valid_from, practice_code) = 1
        THEN DATE'1900-01-01'
      ELSE valid_from
    END,
    NULL,
    false
  FROM in_service
),
ordered AS (
  SELECT
    *,
    lead(valid_from) OVER (PARTITION BY person_token ORDER BY valid_from, is_in_register, practice_code) AS next_from
  FROM span
)
SELECT
  ordered.person_token,
  valid_from,
  least(valid_to, next_from) AS valid_to,
  practice_code,
  is_in_register,
  person.birth_year,
  CASE WHEN person.sex IN ('female', 'male', 'indeterminate') THEN person.sex ELSE 'not_recorded' END AS sex,
  CASE
    WHEN ethnic_category.group_name IS NULL THEN 'not_recorded'
    ELSE replace(lower(ethnic_category.group_name), ' ', '_')
  END AS ethnic_group,
  COALESCE(CAST(person.deprivation_quintile AS STRING), area.quintile, 'not_recorded') AS deprivation_quintile,
  CASE WHEN person IS NOT NULL THEN COALESCE(person.long_term_conditions <> '', false) END AS has_long_term_condition,
  person.long_term_conditions
FROM ordered
LEFT JOIN described ON described.person_token = ordered.person_token
LEFT JOIN ethnic_category ON ethnic_category.code = person.ethnic_category
LEFT JOIN area
  ON area.lsoa_code = person.lsoa_code
  AND (person.lsoa_year IS NULL OR person.lsoa_year = area.lsoa_year)
WHERE next_from IS NULL OR next_from > valid_from
