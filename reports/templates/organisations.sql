-- Every organisation with at least one published value, its nearest area, and its latest figure of the lead measure.
WITH published AS (
  SELECT org_level, ods_code
  FROM published_measure
  WHERE value_state = 'shown' AND breakdown = 'all' AND boundary_view = 'current'
  GROUP BY org_level, ods_code),
parent AS (
  SELECT org_level, ods_code, parent_level, parent_code
  FROM organisation_parent
  WHERE boundary_view = 'current' AND is_main
  QUALIFY row_number() OVER (
    PARTITION BY org_level, ods_code
    ORDER BY coalesce(valid_to, DATE '9999-12-31') DESC,
      list_position(['england', 'region', 'icb', 'sub_icb', 'locality', 'pcn', 'practice'], parent_level) DESC) = 1),
latest AS (
  SELECT org_level, ods_code, max(period_end) AS period_end
  FROM published_measure
  WHERE measure_id = $P{measure_id} AND "window" = 'month' AND breakdown = 'all' AND boundary_view = 'current'
  GROUP BY org_level, ods_code)
SELECT o.org_level, o.ods_code, o.org_name, o.closed_on, o.note, p.parent_level, p.parent_code, l.period_end, m.value, m.value_state, m.value_marks
FROM organisation o
JOIN published ON published.org_level = o.org_level AND published.ods_code = o.ods_code
LEFT JOIN parent p ON p.org_level = o.org_level AND p.ods_code = o.ods_code
LEFT JOIN latest l ON l.org_level = o.org_level AND l.ods_code = o.ods_code
LEFT JOIN published_measure m ON m.org_level = o.org_level AND m.ods_code = o.ods_code AND m.measure_id = $P{measure_id}
  AND m."window" = 'month' AND m.breakdown = 'all' AND m.boundary_view = 'current' AND m.period_end = l.period_end
ORDER BY list_position(['england', 'region', 'icb', 'sub_icb', 'locality', 'pcn', 'practice'], o.org_level), o.org_name, o.ods_code
