-- The latest contrasts between groups of one ICB, the most certain first.
SELECT d.title, c."window", CAST(NULL AS DATE) AS period_start, c.period_end, c.breakdown, c.of_category, c.to_category, c.ratio, c.ratio_lower, c.ratio_upper, c.recorded_percent
FROM contrast c
JOIN measure d ON d.measure_id = c.measure_id
WHERE c.org_level = $P{org_level} AND c.ods_code = $P{ods_code} AND c.ratio IS NOT NULL AND c.ratio_lower IS NOT NULL
QUALIFY row_number() OVER (PARTITION BY c.measure_id, c.breakdown ORDER BY c.period_end DESC, c."window") = 1
ORDER BY c.breakdown <> 'deprivation_quintile', d.chapter <> 'referrals', d.position
LIMIT 3
