-- The deciles of one level, for every series that has them.
SELECT b.measure_id, b.period_end, b.p10, b.p20, b.p30, b.p40, b.p50, b.p60, b.p70, b.p80, b.p90
FROM peer_band b
JOIN explored e ON e.org_level = b.org_level AND e.measure_id = b.measure_id AND e."window" = b."window" AND e.boundary_view = b.boundary_view
WHERE b.org_level = $P{org_level} AND b.breakdown = 'all'
ORDER BY b.measure_id, b.period_end
