-- The deciles of one level, for every series that has them.
SELECT b.measure_id, b.period_end, b.p10, b.p20, b.p30, b.p40, b.p50, b.p60, b.p70, b.p80, b.p90
FROM peer_band b
JOIN measure d ON d.measure_id = b.measure_id
WHERE b.org_level = $P{org_level} AND b.breakdown = 'all'
  AND b."window" = CASE WHEN d.disclosure = 'public' THEN 'month' ELSE 'quarter' END
  AND b.boundary_view = CASE WHEN d.disclosure = 'public' OR b.org_level = 'practice' THEN 'current' ELSE 'as_reported' END
ORDER BY b.measure_id, b.period_end
