-- One area and its members on the measures of the headline page: regions of England, ICBs of a region, and of an ICB the smallest areas of which no more than 12 fit on a page.
WITH kin AS (
  SELECT DISTINCT p.org_level, p.ods_code
  FROM organisation_parent p
  JOIN organisation o ON o.org_level = p.org_level AND o.ods_code = p.ods_code
  WHERE p.parent_level = $P{org_level} AND p.parent_code = $P{ods_code} AND p.boundary_view = 'current' AND p.is_main AND o.is_current
    AND EXISTS (SELECT 1 FROM figure f WHERE f.org_level = p.org_level AND f.ods_code = p.ods_code)
    AND list_contains(CASE $P{org_level} WHEN 'england' THEN ['region'] WHEN 'region' THEN ['icb'] ELSE ['pcn', 'locality', 'sub_icb'] END, p.org_level)),
chosen AS (
  SELECT org_level
  FROM kin
  GROUP BY org_level
  ORDER BY count(*) > 12, list_position(['pcn', 'locality', 'sub_icb', 'icb', 'region'], org_level)
  LIMIT 1),
member AS (
  SELECT 0 AS place, $P{org_level} AS org_level, $P{ods_code} AS ods_code
  UNION ALL
  SELECT 1, org_level, ods_code FROM kin JOIN chosen USING (org_level))
SELECT m.place AS member_place, h.place AS measure_place, h.label, s.practices AS not_submitted, s.practice_codes AS not_submitted_codes, f.*
FROM member m
JOIN figure f ON f.org_level = m.org_level AND f.ods_code = m.ods_code
JOIN headline h ON h.measure_id = f.measure_id
LEFT JOIN not_submitted s ON s.org_level = f.org_level AND s.ods_code = f.ods_code AND s.measure_id = f.measure_id
ORDER BY m.place, f.org_name, f.ods_code, h.place
