-- People of a practice's register at the end of a quarter who meet a criterion of a role, and of them those with no
-- referral to it in the twelve months before; where register and referrals were delivered for four quarters in a row and
-- the register holds nearly the whole published list.
WITH whole AS (
  SELECT latest.practice_code, latest.month, latest.feed, latest.last_on, latest.registered_patients
  FROM submitted_window AS latest
  JOIN reporting_month ON reporting_month.month = latest.month
  JOIN submitted_window AS earlier
    ON earlier.practice_code = latest.practice_code
    AND earlier.feed = latest.feed
    AND earlier.window = latest.window
    AND earlier.month BETWEEN add_months(latest.month, -9) AND latest.month
  WHERE latest.feed IN ('registered_person', 'referral') AND latest.window = 'quarter'
  GROUP BY latest.practice_code, latest.month, latest.feed, latest.last_on, latest.registered_patients
  HAVING COUNT(*) = 4
),
submitted AS (
  SELECT practice_code, month, last_on, MAX(registered_patients) AS registered_patients
  FROM whole
  GROUP BY practice_code, month, last_on
  HAVING COUNT(*) = 2
),
listed AS (
  SELECT
    submitted.practice_code,
    submitted.month,
    last_on,
    registered_patients,
    person_token,
    birth_year,
    deprivation_quintile,
    long_term_conditions,
    COUNT(*) OVER (PARTITION BY submitted.practice_code, submitted.month) AS people
  FROM submitted
  JOIN person
    ON person.practice_code = submitted.practice_code
    AND is_in_register
    AND valid_from <= last_on
    AND (valid_to IS NULL OR valid_to > last_on)
),
described AS (
  SELECT listed.*, stated
  FROM listed
  LATERAL VIEW explode(split(long_term_conditions, '[|]')) part AS stated
  WHERE 100 * people >= (SELECT amount FROM people_threshold WHERE threshold = 'register_whole') * registered_patients
),
met AS (
  SELECT
    practice_code,
    month,
    last_on,
    person_token,
    deprivation_quintile,
    role,
    array_agg(condition) AS conditions
  FROM described
  JOIN referral_criterion ON register = stated AND year(month) - birth_year >= age_from
  GROUP BY practice_code, month, last_on, person_token, deprivation_quintile, role, registers_from
  HAVING COUNT(*) >= registers_from
),
referred AS (
  SELECT DISTINCT met.person_token, met.month, met.role
  FROM met
  JOIN episode
    ON episode.person_token = met.person_token
    AND episode.role = met.role
    AND referred_on BETWEEN add_months(met.month, -11) AND last_on
),
asked AS (
  SELECT
    met.practice_code,
    met.month,
    met.person_token,
    met.deprivation_quintile,
    met.role,
    met.conditions,
    referred.person_token IS NOT NULL AS is_referred,
    bool_or(referred.person_token IS NOT NULL) OVER (
      PARTITION BY met.practice_code, met.month, met.person_token
    ) AS is_referred_at_all
  FROM met
  LEFT JOIN referred
    ON referred.person_token = met.person_token AND referred.month = met.month AND referred.role = met.role
),
counted AS (
  SELECT practice_code, month, breakdown, category, person_token, bool_or(has_referral) AS has_referral
  FROM asked
  LATERAL VIEW explode(conditions) part AS condition
  LATERAL VIEW stack(
    4,
    'all', 'all', is_referred_at_all,
    'role', role, is_referred,
    'condition', condition, is_referred_at_all,
    'deprivation_quintile', deprivation_quintile, is_referred_at_all
  ) part AS breakdown, category, has_referral
  GROUP BY practice_code, month, breakdown, category, person_token
)
SELECT
  practice_code AS organisation_code,
  'quarter' AS window,
  month,
  breakdown,
  category,
  NULL AS value,
  COUNT_IF(NOT has_referral) AS numerator,
  COUNT(*) AS denominator,
  NULL AS sum_of_squares
FROM counted
GROUP BY practice_code, month, breakdown, category
