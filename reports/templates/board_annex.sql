-- Practices of one ICB on the lead measure, which is of public data: the highest figures first.
SELECT f.org_name, f.ods_code, f."window", f.period_start, f.period_end, f.value, f.value_state, f.value_marks, f.decimals, f.unit, f.absolute_change, CASE WHEN f.year_ago_numerator >= 20 THEN f.relative_change_percent END AS relative_change_percent, f.percentile, f.spc_variation
FROM figure f
JOIN organisation_parent p ON p.org_level = f.org_level AND p.ods_code = f.ods_code AND p.parent_level = $P{org_level} AND p.parent_code = $P{ods_code} AND p.boundary_view = 'current' AND p.is_main
JOIN measure d ON d.measure_id = f.measure_id
WHERE f.org_level = 'practice' AND f.measure_id = $P{measure_id} AND d.disclosure = 'public' AND f.value IS NOT NULL
ORDER BY f.value DESC, f.ods_code
LIMIT 24
