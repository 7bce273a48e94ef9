-- Which GP practice had a list, prescribing or a line in the map in which month: what tells a missing figure from a
-- zero. Unidentified prescribing and other prescribers are not here.
WITH listed AS (
  SELECT practice_code, month, patients FROM registered_patients WHERE sex = 'all' AND age_band = 'all'
),
prescribing_month AS (
  SELECT DISTINCT practice_code, month FROM practice_prescribing WHERE NOT is_unidentified
),
present AS (
  SELECT practice_code, month FROM listed
  UNION
  SELECT practice_code, month FROM prescribing_month
  UNION
  SELECT practice_code, month FROM practice_map
),
-- The map that holds for a month is its own, or the latest before it.
map_in_force AS (
  SELECT month, MAX(map_month) AS map_month
  FROM (SELECT DISTINCT month FROM present)
  JOIN (SELECT DISTINCT month AS map_month FROM practice_map) ON map_month <= month
  GROUP BY month
)
SELECT
  present.practice_code,
  present.month,
  listed.patients AS registered_patients,
  prescribing_month.practice_code IS NOT NULL AS has_prescribing,
  practice_map.practice_code IS NOT NULL AS is_in_map,
  CASE WHEN before.patients > 0 THEN 100.0D * (listed.patients - before.patients) / before.patients END AS list_change_percent
FROM present
JOIN organisation
  ON organisation.org_level = 'practice' AND organisation.org_code = present.practice_code AND organisation.is_gp_practice
LEFT JOIN listed ON listed.practice_code = present.practice_code AND listed.month = present.month
LEFT JOIN listed before
  ON before.practice_code = present.practice_code AND before.month = add_months(present.month, -1)
LEFT JOIN prescribing_month
  ON prescribing_month.practice_code = present.practice_code AND prescribing_month.month = present.month
LEFT JOIN map_in_force ON map_in_force.month = present.month
LEFT JOIN practice_map
  ON practice_map.practice_code = present.practice_code AND practice_map.month = map_in_force.map_month
