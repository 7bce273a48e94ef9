-- Who reported in each period of the last 36 months, by source: the measure of each that counts whatever was sent. Where of a practice no quarter is published, the year to date at the end of each.
SELECT CASE m.measure_id WHEN 'opioid_adq_per_1000' THEN 'Prescribing' WHEN 'people_referred' THEN 'Referrals' WHEN 'activation_level_agreement_percent' THEN 'Activation' ELSE 'Budgets' END AS source,
  m."window", m.period_end, m.value_state, m.units_reporting, m.units_expected
FROM published_measure m
WHERE m.org_level = $P{org_level} AND m.ods_code = $P{ods_code} AND m.breakdown = 'all'
  AND m.measure_id IN ('opioid_adq_per_1000', 'people_referred', 'activation_level_agreement_percent', 'budgets_active_per_50000')
  AND (m."window" = CASE WHEN m.measure_id = 'opioid_adq_per_1000' THEN 'month' ELSE 'quarter' END OR m.org_level = 'practice' AND m."window" = 'financial_year_to_date')
  AND m.boundary_view = CASE WHEN m.measure_id = 'opioid_adq_per_1000' OR m.org_level = 'practice' THEN 'current' ELSE 'as_reported' END
  AND m.period_end > (SELECT max(period_end) FROM published_measure WHERE org_level = $P{org_level} AND ods_code = $P{ods_code}) - INTERVAL 36 MONTH
QUALIFY m."window" = max(m."window") OVER (PARTITION BY m.measure_id)
ORDER BY list_position(['opioid_adq_per_1000', 'people_referred', 'activation_level_agreement_percent', 'budgets_active_per_50000'], m.measure_id), m.period_end
