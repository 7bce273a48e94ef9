-- The latest figure of every measure at the top of the set: England, or all who report.
SELECT d.measure_id, d.title, f.unit, f.value, f.value_state, f.value_marks, f.decimals, f."window", f.period_start, f.period_end,
  f.units_reporting, f.units_expected, f.population_covered_percent
FROM measure d
LEFT JOIN figure f ON f.measure_id = d.measure_id AND f.org_level = 'england'
ORDER BY d.measure_id
