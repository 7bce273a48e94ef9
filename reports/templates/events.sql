-- What was done in one organisation, or in an area that it belongs to, one line an intervention, whatever measures it bears on; and where its members changed.
SELECT e.on_date, e.kind, e.title, min(e.measure_id) AS measure_id
FROM event e
WHERE e.kind IN ('intervention', 'members')
  AND (e.org_level = $P{org_level} AND e.ods_code = $P{ods_code}
    OR e.kind = 'intervention' AND EXISTS (SELECT 1 FROM organisation_parent p WHERE p.org_level = $P{org_level} AND p.ods_code = $P{ods_code} AND p.parent_level = e.org_level
      AND p.parent_code = e.ods_code AND p.boundary_view = 'current' AND p.is_main))
GROUP BY e.on_date, e.kind, e.title
ORDER BY e.on_date, e.kind, e.title
