-- Exactly the lower threshold earns nothing, the upper one and more earn all, and between them a straight line.
INSERT INTO indicator_point BY NAME
SELECT
  m.measure_id, i.indicator, m.ods_code, m.period_end, m."value", i.lower_percent, i.upper_percent,
  i.points * greatest(0, least(1, (m."value" - i.lower_percent) / (i.upper_percent - i.lower_percent))) AS points,
  i.points AS most_points
FROM published_measure AS m
JOIN indicator AS i ON i.measure_id = m.measure_id AND m.period_end BETWEEN i.valid_from AND i.valid_to
WHERE m.org_level = 'pcn' AND m."window" = 'financial_year_to_date' AND m.breakdown = 'all' AND m.value_state = 'shown'
ORDER BY m.measure_id, m.ods_code, m.period_end
