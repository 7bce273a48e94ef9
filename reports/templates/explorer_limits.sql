-- Process limits of every series of one organisation.
SELECT measure_id, period_start, period_end, mean, lower_limit, upper_limit, settings
FROM spc_limit
WHERE org_level = $P{org_level} AND ods_code = $P{ods_code} AND "window" = 'month' AND breakdown = 'all' AND boundary_view = 'current'
ORDER BY measure_id, segment
