-- Figures of one ICB and of its areas down to PCN that have a signal; concerns first, then the largest changes.
WITH kin AS (
  SELECT DISTINCT org_level, ods_code
  FROM organisation_parent
  WHERE parent_level = $P{org_level} AND parent_code = $P{ods_code} AND boundary_view = 'current' AND is_main AND org_level IN ('sub_icb', 'locality', 'pcn')
  UNION
  SELECT $P{org_level}, $P{ods_code})
SELECT f.*
FROM figure f
JOIN kin ON kin.org_level = f.org_level AND kin.ods_code = f.ods_code
WHERE (f.spc_variation LIKE 'concern%' OR f.spc_variation LIKE 'improvement%') AND coalesce(f.alternative_of, '') = ''
ORDER BY f.spc_variation NOT LIKE 'concern%', abs(f.relative_change_percent) DESC NULLS LAST, f.org_level, f.ods_code, f.measure_id
