-- Every series of one organisation for the trend explorer: months of public data, quarters of data about people.
SELECT p.measure_id, p."window", p.period_end, p.value, p.value_state, p.value_marks, p.spc_point
FROM published_measure p
JOIN measure d ON d.measure_id = p.measure_id
WHERE p.org_level = $P{org_level} AND p.ods_code = $P{ods_code} AND p.breakdown = 'all'
  AND p."window" = CASE WHEN d.disclosure = 'public' THEN 'month' ELSE 'quarter' END
  AND p.boundary_view = CASE WHEN d.disclosure = 'public' OR p.org_level = 'practice' THEN 'current' ELSE 'as_reported' END
ORDER BY p.measure_id, p.period_end
