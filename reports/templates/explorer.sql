-- Every series of one organisation for the trend explorer.
SELECT p.measure_id, p."window", p.period_end, p.value, p.value_state, p.value_marks, p.spc_point
FROM published_measure p
JOIN explored e ON e.org_level = p.org_level AND e.measure_id = p.measure_id AND e."window" = p."window" AND e.boundary_view = p.boundary_view
WHERE p.org_level = $P{org_level} AND p.ods_code = $P{ods_code} AND p.breakdown = 'all'
ORDER BY p.measure_id, p.period_end
