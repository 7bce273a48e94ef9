-- One measure of one organisation, month by month, with the deciles of its peers and England's figure.
SELECT m.period_end, m.value, m.value_state, m.value_marks, m.numerator, m.denominator, m.units_reporting, m.units_expected,
  m.population_covered_percent, m.percentile, m.spc_point, coalesce(b.peers, m.peers) AS peers,
  b.p10, b.p20, b.p30, b.p40, b.p50, b.p60, b.p70, b.p80, b.p90, e.value AS england, e.population_covered_percent AS england_covered
FROM published_measure m
LEFT JOIN peer_band b ON b.measure_id = m.measure_id AND b."window" = m."window" AND b.period_end = m.period_end AND b.org_level = m.org_level
  AND b.boundary_view = m.boundary_view AND b.breakdown = m.breakdown AND b.category = m.category
LEFT JOIN published_measure e ON e.measure_id = m.measure_id AND e."window" = m."window" AND e.period_end = m.period_end AND e.org_level = 'england'
  AND e.boundary_view = m.boundary_view AND e.breakdown = m.breakdown AND e.category = m.category AND m.org_level <> 'england'
WHERE m.org_level = $P{org_level} AND m.ods_code = $P{ods_code} AND m.measure_id = $P{measure_id}
  AND m."window" = 'month' AND m.breakdown = 'all' AND m.boundary_view = 'current'
ORDER BY m.period_end
