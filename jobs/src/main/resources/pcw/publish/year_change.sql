-- The latest figure of each series beside the one a year before; none across a change of the definition.
INSERT INTO year_change BY NAME
WITH latest AS (
  SELECT measure_id, org_level, "window", boundary_view, max(period_end) AS period_end
  FROM published_measure
  WHERE breakdown = 'all'
  GROUP BY ALL
)
SELECT
  now.measure_id, now.org_level, now.ods_code, now."window", now.boundary_view, now.period_end,
  now."value", ago."value" AS value_year_ago,
  now."value" - ago."value" AS absolute_change,
  CASE WHEN ago."value" <> 0 THEN 100 * (now."value" - ago."value") / ago."value" END AS relative_change_percent
FROM latest
JOIN published_measure AS now USING (measure_id, org_level, "window", boundary_view, period_end)
JOIN published_measure AS ago
  ON ago.measure_id = now.measure_id
  AND ago.org_level = now.org_level
  AND ago.ods_code = now.ods_code
  AND ago."window" = now."window"
  AND ago.boundary_view = now.boundary_view
  AND ago.period_end = last_day(now.period_end - INTERVAL 12 MONTH)
  AND ago.breakdown = 'all'
WHERE now.breakdown = 'all'
  AND now.value_state = 'shown' AND ago.value_state = 'shown'
  AND NOT EXISTS (
    SELECT 1
    FROM event
    WHERE event.kind = 'break' AND event.measure_id = now.measure_id
      AND event.on_date > ago.period_start AND event.on_date <= now.period_end)
ORDER BY ALL
