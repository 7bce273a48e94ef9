-- Contacts with the practice in the months after a score, by the level of that score, over the years that those months add
-- up to.
SELECT
  practice_code AS organisation_code,
  'month' AS window,
  month,
  breakdown,
  category,
  NULL AS value,
  times AS numerator,
  person_years AS denominator,
  sum_of_squares
FROM level_use
WHERE service = 'gp_contact'
