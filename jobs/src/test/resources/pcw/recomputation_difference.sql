-- Where the counts of the measures differ from those worked out a second time, by practice, network and board.
WITH level AS (
  SELECT month, practice_code, 'practice' AS level, practice_code AS code FROM place
  UNION ALL SELECT month, practice_code, 'pcn', pcn_code FROM place WHERE pcn_code IS NOT NULL
  UNION ALL SELECT month, practice_code, 'icb', icb_code FROM place
  UNION ALL SELECT DISTINCT month, icb_code, 'icb', icb_code FROM place
  UNION ALL SELECT DISTINCT month, sub_icb_code, 'sub_icb', sub_icb_code FROM place
  UNION ALL SELECT DISTINCT month, pcn_code, 'pcn', pcn_code FROM place WHERE pcn_code IS NOT NULL
),
ours AS (
  SELECT c.measure_id, l.level, l.code, c."window" AS win, c.month, c.breakdown,
         c.category || coalesce(' at ' || c."value", '') AS category,
         sum(c.numerator) AS numerator, sum(c.denominator) AS denominator
  FROM counted c
  JOIN level l ON l.practice_code = c.organisation_code AND l.month = c.month
  GROUP BY ALL
),
theirs AS (
  SELECT e.measure_id, l.level, l.code, e.win, e.month, e.breakdown, e.category,
         sum(e.numerator) AS numerator, sum(e.denominator) AS denominator
  FROM expected e
  JOIN level l ON l.practice_code = e.practice_code AND l.month = e.month
  GROUP BY ALL
)
SELECT coalesce(o.measure_id, t.measure_id) || ' ' || coalesce(o.level, t.level) || ' ' || coalesce(o.code, t.code) || ' '
    || coalesce(o.win, t.win) || ' ' || coalesce(o.month, t.month) || ' ' || coalesce(o.breakdown, t.breakdown) || '='
    || coalesce(o.category, t.category) || ': measure ' || coalesce(o.numerator::DOUBLE::VARCHAR, 'none') || ' of '
    || coalesce(o.denominator::DOUBLE::VARCHAR, 'none') || ', second way ' || coalesce(t.numerator::DOUBLE::VARCHAR, 'none')
    || ' of ' || coalesce(t.denominator::DOUBLE::VARCHAR, 'none') AS difference
FROM ours o
FULL JOIN theirs t
  ON t.measure_id = o.measure_id AND t.level = o.level AND t.code = o.code AND t.win = o.win AND t.month = o.month
  AND t.breakdown = o.breakdown AND t.category = o.category
-- Savings are stored in whole pence, budget by budget.
WHERE greatest(
    abs(coalesce(o.numerator, 0) - coalesce(t.numerator, 0)), abs(coalesce(o.denominator, 0) - coalesce(t.denominator, 0))
  ) > CASE WHEN coalesce(o.measure_id, t.measure_id) LIKE 'budget_saving%' THEN 0.5 ELSE 0.01 END
ORDER BY difference;
