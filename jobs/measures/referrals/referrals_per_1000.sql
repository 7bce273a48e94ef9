-- Episodes of referral by their first day, declined offers left out, and the registered list of the same month.
WITH of_person AS (
  SELECT practice_code, month, breakdown, category, person_token, COUNT(*) AS episodes
  FROM episode
  LATERAL VIEW stack(
    4, 'all', 'all', 'role', role, 'source', source, 'reason_group', reason_group
  ) part AS breakdown, category
  WHERE decision <> 'declined'
  GROUP BY practice_code, month, breakdown, category, person_token
)
SELECT
  practice_code AS organisation_code,
  'month' AS window,
  month,
  breakdown,
  category,
  NULL AS value,
  SUM(episodes) AS numerator,
  NULL AS denominator,
  SUM(episodes * episodes) AS sum_of_squares
FROM of_person
GROUP BY practice_code, month, breakdown, category
