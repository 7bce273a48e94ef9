-- Process limits of one measure of one organisation.
SELECT period_start, period_end, points, mean, lower_limit, upper_limit, settings
FROM spc_limit
WHERE org_level = $P{org_level} AND ods_code = $P{ods_code} AND measure_id = $P{measure_id} AND "window" = 'month' AND breakdown = 'all' AND boundary_view = 'current'
ORDER BY segment
