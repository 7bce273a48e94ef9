-- Of the plans that are at least 12 months old at the end of a quarter and whose episode has not ended, those reviewed in
-- the 12 months before it; the person in the practice that they are registered with then. A later review takes nothing
-- from an earlier quarter: all that were delivered are looked at.
SELECT
  person.practice_code AS organisation_code,
  'quarter' AS window,
  submitted_window.month,
  breakdown,
  category,
  NULL AS value,
  COUNT(DISTINCT CASE WHEN plan_id IS NOT NULL THEN referral.person_token END) AS numerator,
  COUNT(DISTINCT referral.person_token) AS denominator,
  NULL AS sum_of_squares
FROM referral
JOIN (SELECT DISTINCT month, last_on FROM submitted_window WHERE window = 'quarter' AND feed = 'referral')
  AS submitted_window
  ON plan_agreed_on <= add_months(last_on, -12) AND (closed_on IS NULL OR closed_on > last_on)
JOIN person
  ON person.person_token = referral.person_token
  AND valid_from <= last_on
  AND (valid_to IS NULL OR valid_to > last_on)
LEFT JOIN plan_review
  ON plan_id = referral_id
  AND known_from = 'referral'
  AND reviewed_on BETWEEN add_months(last_on, -12) AND last_on
LATERAL VIEW stack(2, 'all', 'all', 'role', role) part AS breakdown, category
GROUP BY person.practice_code, submitted_window.month, breakdown, category
