-- What the joined page draws: months of public data, quarters of data about people, in the boundaries that are published.
SELECT p.measure_id, p."window", p.period_start, p.period_end, p.value, p.value_state, p.value_marks, p.lower_ci, p.upper_ci, p.denominator, p.unit
FROM published_measure p
JOIN measure d ON d.measure_id = p.measure_id
WHERE p.org_level = $P{org_level} AND p.ods_code = $P{ods_code} AND p.breakdown = 'all'
  AND p.measure_id IN ('opioid_high_dose_120_adq_per_1000', 'opioid_ome_per_1000', 'people_referred_per_1000', 'activation_mean_change', 'budgets_active_per_50000')
  AND p."window" = CASE WHEN d.disclosure = 'public' THEN 'month' ELSE 'quarter' END
  AND p.boundary_view = CASE WHEN d.disclosure = 'public' OR p.org_level = 'practice' THEN 'current' ELSE 'as_reported' END
ORDER BY p.measure_id, p.period_end
