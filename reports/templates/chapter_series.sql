-- How the measures of every chapter went: for each the one series that the trend explorer draws as well.
SELECT d.chapter, p.measure_id, p.breakdown, d.title, d.kind, p.unit, p."window", p.period_start, p.period_end, p.value, p.value_state, p.value_marks, p.lower_ci, p.upper_ci
FROM published_measure p
JOIN measure d ON d.measure_id = p.measure_id
JOIN explored e ON e.org_level = p.org_level AND e.measure_id = p.measure_id AND e."window" = p."window" AND e.boundary_view = p.boundary_view
WHERE p.org_level = $P{org_level} AND p.ods_code = $P{ods_code} AND p.breakdown = 'all' AND d.position < 300 AND coalesce(d.alternative_of, '') = ''
  AND p.period_end > (SELECT max(period_end) FROM published_measure WHERE org_level = $P{org_level} AND ods_code = $P{ods_code}) - INTERVAL 36 MONTH
ORDER BY d.position, p.measure_id, p.period_end
