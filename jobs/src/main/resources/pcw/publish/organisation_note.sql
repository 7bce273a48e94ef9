-- An organisation whose practices belong to several of a level says so: its breadcrumb names only the main one.
UPDATE organisation
SET note = also.note
FROM (
  SELECT
    parent.org_level, parent.ods_code,
    string_agg(
      format('Also in {} ({:.0f}% of patients).', wider.org_name, parent.share_percent), ' '
      ORDER BY parent.parent_level, parent.share_percent DESC, parent.parent_code) AS note
  FROM organisation_parent AS parent
  JOIN organisation AS wider
    ON wider.org_level = parent.parent_level AND wider.ods_code = parent.parent_code
  WHERE parent.boundary_view = 'current' AND NOT parent.is_main AND parent.org_level <> 'practice'
    -- A practice that has closed leaves no patients behind.
    AND parent.share_percent >= 0.5
  GROUP BY parent.org_level, parent.ods_code
) AS also
WHERE organisation.org_level = also.org_level AND organisation.ods_code = also.ods_code
