-- Contacts with the practice of people whose records are linked, and of them those of people with a long-term condition;
-- beside them the number of these people.
SELECT
  practice_code AS organisation_code,
  'quarter' AS window,
  month,
  'all' AS breakdown,
  'all' AS category,
  NULL AS value,
  SUM(CASE WHEN has_long_term_condition THEN gp_contacts ELSE 0 END) AS numerator,
  SUM(gp_contacts) AS denominator,
  SUM(CASE WHEN has_long_term_condition THEN people_with_contact ELSE 0 END) AS sum_of_squares
FROM condition_use
GROUP BY practice_code, month
