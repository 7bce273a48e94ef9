-- The latest figure of each series beside the one a year before; none across a change of the definition, none where a figure
-- is unreliable for want of submissions, and none of people or of a count where the share of patients covered differs by more
-- than 2 in 100, or of a count where the organisations expected do (both assumed): other senders are not a change.
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
  -- No percentage of fewer than 20, nor of what may pass zero.
  CASE
    WHEN ago."value" > 0 AND now."value" >= 0 AND measure.unit NOT LIKE '%points%'
      AND CASE WHEN measure.kind IN ('mean', 'median') THEN ago.denominator ELSE ago.numerator END >= 20
      THEN 100 * (now."value" - ago."value") / ago."value"
  END AS relative_change_percent
FROM latest
JOIN published_measure AS now USING (measure_id, org_level, "window", boundary_view, period_end)
JOIN measure USING (measure_id)
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
  AND NOT contains(coalesce(now.value_marks, ''), 'u') AND NOT contains(coalesce(ago.value_marks, ''), 'u')
  AND (measure.disclosure = 'public' AND measure.kind <> 'count'
    OR coalesce(abs(now.population_covered_percent - ago.population_covered_percent), 0) <= 2)
  AND (measure.kind <> 'count' OR coalesce(abs(now.units_expected - ago.units_expected) <= 0.02 * ago.units_expected, true))
  AND NOT EXISTS (
    SELECT 1
    FROM event
    WHERE event.kind = 'break' AND event.measure_id = now.measure_id
      AND event.on_date > ago.period_start AND event.on_date <= now.period_end)
ORDER BY ALL
