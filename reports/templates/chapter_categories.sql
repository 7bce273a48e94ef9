-- The breakdowns of every chapter: the window that the latest figures are of, and its last six periods. Where a measure of what moved up tells apart what did not, its whole is the third part.
WITH part AS (
  SELECT p.*
  FROM published_measure p
  JOIN category_figure c ON c.org_level = p.org_level AND c.ods_code = p.ods_code AND c.measure_id = p.measure_id AND c.breakdown = p.breakdown AND c.category = p.category AND c."window" = p."window"
  WHERE p.period_end <= c.period_end
  UNION ALL
  SELECT p.* REPLACE (c.breakdown AS breakdown, 'up' AS category)
  FROM published_measure p
  JOIN category_figure c ON c.org_level = p.org_level AND c.ods_code = p.ods_code AND c.measure_id = p.measure_id AND c.breakdown = 'change' AND c.category = 'same' AND c."window" = p."window"
  WHERE p.breakdown = 'all' AND p.period_end <= c.period_end)
SELECT d.chapter, p.measure_id, p.breakdown, p.category, d.title, d.better, p.unit, p."window", p.period_start, p.period_end, p.value, p.value_state, p.value_marks, p.lower_ci, p.upper_ci
FROM part p
JOIN measure d ON d.measure_id = p.measure_id
JOIN view_of v ON v.measure_id = p.measure_id AND v.org_level = p.org_level AND v.boundary_view = p.boundary_view
WHERE p.org_level = $P{org_level} AND p.ods_code = $P{ods_code} AND d.position < 300
QUALIFY dense_rank() OVER (PARTITION BY p.measure_id, p.breakdown ORDER BY p.period_end DESC) <= 6
ORDER BY d.position, p.measure_id, p.breakdown, try_cast(p.category AS INT), p.category, p.period_end
