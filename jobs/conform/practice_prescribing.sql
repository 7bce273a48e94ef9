-- What each prescriber's month of prescribing adds up to, under the areas that the file of the month gives it.
-- The one pass over the stored prescribing that the other conformed tables share.
SELECT
  month,
  practice_code,
  CASE
    WHEN commissioner_code RLIKE '^[0-9]{2}[A-Z]00$' THEN substring(commissioner_code, 1, 3)
    WHEN commissioner_code <> '-' THEN commissioner_code
  END AS sub_icb_code,
  CASE WHEN icb_code <> '-' THEN icb_code END AS icb_code,
  CASE WHEN region_code <> '-' THEN region_code END AS region_code,
  MAX(practice_name) AS practice_name,
  MAX(commissioner_name) AS sub_icb_name,
  MAX(icb_name) AS icb_name,
  MAX(region_name) AS region_name,
  bool_or(is_unidentified OR practice_code = '-' OR practice_code LIKE '%998') AS is_unidentified,
  SUM(items) AS items,
  SUM(actual_cost) AS actual_cost_gbp,
  COUNT(*) AS rows
FROM epd
GROUP BY month, practice_code, commissioner_code, icb_code, region_code
