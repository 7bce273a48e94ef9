-- The areas above one organisation, from England down; the main one of each level first.
SELECT p.parent_level, p.parent_code, o.org_name, p.is_main, p.share_percent
FROM organisation_parent p
JOIN organisation o ON o.org_level = p.parent_level AND o.ods_code = p.parent_code
WHERE p.org_level = $P{org_level} AND p.ods_code = $P{ods_code} AND p.boundary_view = 'current'
QUALIFY coalesce(p.valid_to, DATE '9999-12-31') = max(coalesce(p.valid_to, DATE '9999-12-31')) OVER (PARTITION BY p.parent_level)
ORDER BY list_position(['england', 'region', 'icb', 'sub_icb', 'locality', 'pcn', 'practice'], p.parent_level), p.is_main DESC, p.share_percent DESC, p.parent_code
