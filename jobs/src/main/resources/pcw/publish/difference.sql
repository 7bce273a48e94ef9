-- Figures that one set shows otherwise than the other, or only one of them has.
WITH told AS (
  SELECT
    measure_id, org_level, ods_code, "window", period_start, period_end, breakdown, category, boundary_view,
    CASE
      WHEN value_state <> 'shown' THEN value_state
      ELSE concat_ws(' / ', "value", numerator, denominator)
    END AS told
  FROM old_set.published_measure
),
now AS (
  SELECT
    measure_id, org_level, ods_code, "window", period_start, period_end, breakdown, category, boundary_view,
    CASE
      WHEN value_state <> 'shown' THEN value_state
      ELSE concat_ws(' / ', "value", numerator, denominator)
    END AS told
  FROM new_set.published_measure
)
SELECT
  measure_id, org_level, ods_code, "window",
  strftime(coalesce(told.period_start, now.period_start), '%Y-%m-%d') AS period_start,
  strftime(period_end, '%Y-%m-%d') AS period_end,
  breakdown, category, boundary_view,
  told.told AS "before", now.told AS "after"
FROM told
FULL OUTER JOIN now
USING (measure_id, org_level, ods_code, "window", period_end, breakdown, category, boundary_view)
WHERE told.told IS DISTINCT FROM now.told
ORDER BY measure_id, org_level, ods_code, "window", period_end, breakdown, category, boundary_view
