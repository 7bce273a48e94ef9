-- What figures of one ICB, of the areas above it and of its areas down to PCN are called.
WITH kin AS (
  SELECT DISTINCT org_level, ods_code
  FROM organisation_parent
  WHERE parent_level = $P{org_level} AND parent_code = $P{ods_code} AND boundary_view = 'current' AND org_level IN ('sub_icb', 'locality', 'pcn')
  UNION
  SELECT $P{org_level}, $P{ods_code})
SELECT f.org_level, f.ods_code, f.org_name, f.measure_id, f.title, f.unit, f.decimals
FROM figure f
JOIN kin ON kin.org_level = f.org_level AND kin.ods_code = f.ods_code
