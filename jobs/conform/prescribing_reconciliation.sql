-- What each month of prescribing adds up to: GP practices, other prescribers, and what could not be identified.
SELECT
  month,
  CASE
    WHEN is_unidentified THEN 'unidentified'
    WHEN is_gp_practice THEN 'gp_practice'
    ELSE 'other_setting'
  END AS setting,
  SUM(items) AS items,
  SUM(actual_cost_gbp) AS actual_cost_gbp,
  SUM(rows) AS rows
FROM practice_prescribing
LEFT JOIN organisation ON org_level = 'practice' AND org_code = practice_code
GROUP BY month, setting
