-- Every organisation that a map, a prescribing file, a registered list or a locality file names, under its latest
-- name; a map's name before a prescribing file's of the same month.
WITH seen AS (
  SELECT stack(
    5,
    'practice', practice_code, practice_name, NULL, practice_postcode,
    'pcn', CASE WHEN pcn_code <> 'U' THEN pcn_code END, pcn_name, NULL, NULL,
    'sub_icb', sub_icb_code, sub_icb_name, sub_icb_ons_code, NULL,
    'icb', icb_code, icb_name, icb_ons_code, NULL,
    'region', region_code, region_name, region_ons_code, NULL
  ) AS (org_level, org_code, org_name, ons_code, postcode), month, 2 AS trust
  FROM practice_map
  UNION ALL
  SELECT stack(
    4,
    'practice', practice_code, practice_name,
    'sub_icb', sub_icb_code, sub_icb_name,
    'icb', icb_code, icb_name,
    'region', region_code, region_name
  ) AS (org_level, org_code, org_name), NULL, NULL, month, 1
  FROM practice_prescribing
  WHERE NOT is_unidentified
  UNION ALL
  SELECT 'practice', practice_code, NULL, NULL, NULL, month, 0
  FROM registered_patients
  WHERE sex = 'all' AND age_band = 'all'
  UNION ALL
  SELECT 'locality', locality_code, locality_name, NULL, NULL, CAST(trunc(valid_from, 'month') AS DATE), 0
  FROM practice_locality
),
england AS (
  SELECT 'england' AS org_level, 'ENG' AS org_code, 'England' AS org_name, CAST('E92000001' AS STRING) AS ons_code,
         CAST(NULL AS STRING) AS postcode, MIN(month) AS first_month, MAX(month) AS last_month,
         false AS is_in_map_or_list
  FROM seen
),
named AS (
  SELECT
    org_level,
    org_code,
    max_by(org_name, struct(month, trust, org_name)) FILTER (WHERE org_name IS NOT NULL) AS org_name,
    max_by(ons_code, struct(month, ons_code)) FILTER (WHERE ons_code IS NOT NULL) AS ons_code,
    max_by(postcode, struct(month, postcode)) FILTER (WHERE postcode IS NOT NULL) AS postcode,
    MIN(month) AS first_month,
    MAX(month) AS last_month,
    bool_or(trust <> 1) AS is_in_map_or_list
  FROM seen
  WHERE org_code IS NOT NULL
  GROUP BY org_level, org_code
  UNION ALL
  SELECT org_level, org_code, org_name, ons_code, postcode, first_month, last_month, is_in_map_or_list FROM england
),
registry AS (
  SELECT
    organisation_code,
    max_by(struct(organisation_name, postcode, opened_on, closed_on, prescribing_setting), month) AS latest
  FROM epraccur
  GROUP BY organisation_code
)
SELECT
  org_level,
  org_code,
  COALESCE(named.org_name, latest.organisation_name, org_code) AS org_name,
  ons_code,
  first_month,
  last_month,
  latest.opened_on,
  latest.closed_on,
  latest.prescribing_setting,
  -- Prescribing setting 4 is a GP practice. Where the registry does not say: who has patients or stands in a map.
  CASE WHEN org_level = 'practice' THEN COALESCE(latest.prescribing_setting = '4', is_in_map_or_list) END AS is_gp_practice,
  COALESCE(named.postcode, latest.postcode) AS postcode
FROM named
LEFT JOIN registry ON named.org_level = 'practice' AND registry.organisation_code = named.org_code
