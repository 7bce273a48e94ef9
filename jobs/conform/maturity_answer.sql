-- Each answer with the one before it and the day on which the next takes its place.
SELECT
  pcn_code,
  component,
  statement,
  maturity_statement.bullet,
  answered_on,
  lead(answered_on) OVER answers AS replaced_on,
  score,
  rank,
  lag(rank) OVER answers AS rank_before
FROM (
  SELECT *, array_position(array('not_started', 'in_progress', 'in_place', 'evidenced'), score) - 1 AS rank
  FROM maturity_answer
) AS ranked
JOIN maturity_statement ON maturity_statement.bullet = ranked.bullet
WHERE pcn_code IN (SELECT pcn_code FROM practice_membership)
WINDOW answers AS (PARTITION BY pcn_code, maturity_statement.bullet ORDER BY answered_on, month)
