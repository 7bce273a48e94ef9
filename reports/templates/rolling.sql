-- The twelve months to a month and the twelve before them, of one measure: of an organisation, then of England.
SELECT m.org_level, m.period_start, m.period_end, m.value, m.value_state, m.value_marks, y.value AS year_ago, y.value_state AS year_ago_state, y.value_marks AS year_ago_marks
FROM published_measure m
LEFT JOIN published_measure y ON y.org_level = m.org_level AND y.ods_code = m.ods_code AND y.measure_id = m.measure_id AND y."window" = m."window" AND y.breakdown = 'all'
  AND y.boundary_view = m.boundary_view AND y.period_end = last_day(m.period_end - INTERVAL 12 MONTH)
WHERE (m.org_level = $P{org_level} AND m.ods_code = $P{ods_code} OR m.org_level = 'england') AND m.measure_id = $P{measure_id} AND m."window" = 'rolling_12'
  AND m.breakdown = 'all' AND m.boundary_view = 'current' AND m.period_end = CAST($P{period_end} AS DATE)
ORDER BY m.org_level = 'england'
