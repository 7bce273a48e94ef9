-- The aims of the strategy board, a row for each measure that an aim names, with its latest figure for this ICB.
WITH named AS (
  SELECT CAST(a.aim AS INT) AS aim, a.title AS aim_title, a.owner, a.note, trim(m.measure_id) AS measure_id, m.place
  FROM board_aim a, LATERAL (SELECT unnest(string_split_regex(coalesce(a.measure_ids, ''), '[,; ]+')) AS measure_id, generate_subscripts(string_split_regex(coalesce(a.measure_ids, ''), '[,; ]+'), 1) AS place) m
  WHERE a.ods_code IS NULL OR a.ods_code = $P{ods_code})
SELECT n.aim, n.aim_title, n.owner, n.note, n.measure_id, coalesce(f.title, d.title, n.measure_id) AS title, f.unit, f."window", f.period_start, f.period_end, f.value, f.value_state, f.value_marks, f.decimals,
  f.absolute_change, f.relative_change_percent, f.spc_variation, f.spc_assurance, f.target
FROM named n
LEFT JOIN figure f ON f.measure_id = n.measure_id AND f.org_level = $P{org_level} AND f.ods_code = $P{ods_code}
LEFT JOIN measure d ON d.measure_id = n.measure_id
ORDER BY n.aim, n.place
