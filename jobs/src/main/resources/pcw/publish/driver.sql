-- What contributes most to each organisation's latest month, on today's map, beside the same a year before.
INSERT INTO driver
WITH latest AS (
  SELECT measure, max("month") AS "month"
  FROM driver_practice
  GROUP BY measure
),
year_ago AS (
  SELECT latest.measure, max(counted."month") AS "month"
  FROM latest
  LEFT JOIN driver_practice AS counted
    ON counted.measure = latest.measure AND counted."month" = latest."month" - 12
  GROUP BY latest.measure
),
summed AS (
  SELECT
    counted.measure, place.level_order, place.org_level, place.ods_code, counted.item,
    any_value(latest."month") AS "month",
    any_value(year_ago."month") AS year_ago,
    sum(items) FILTER (WHERE counted."month" = latest."month") AS items,
    sum(quantity) FILTER (WHERE counted."month" = latest."month") AS quantity,
    sum(adq) FILTER (WHERE counted."month" = latest."month") AS adq,
    sum(actual_cost_gbp) FILTER (WHERE counted."month" = latest."month") AS actual_cost_gbp,
    sum(contribution) FILTER (WHERE counted."month" = latest."month") AS contribution,
    sum(contribution) FILTER (WHERE counted."month" < latest."month") AS contribution_year_ago
  FROM driver_practice AS counted
  JOIN latest ON latest.measure = counted.measure
  LEFT JOIN year_ago ON year_ago.measure = counted.measure
  JOIN place ON place.practice = counted.practice AND place.boundary_view = 'current'
  WHERE counted."month" IN (latest."month", latest."month" - 12)
  GROUP BY counted.measure, place.level_order, place.org_level, place.ods_code, counted.item
),
ranked AS (
  SELECT
    summed.*,
    item_code, item_name,
    row_number() OVER (
      PARTITION BY measure, org_level, ods_code
      ORDER BY contribution DESC, item_code) AS rank,
    sum(contribution) OVER (PARTITION BY measure, org_level, ods_code) AS total
  FROM summed
  JOIN driver_item USING (item)
  WHERE contribution > 0
)
SELECT
  measure_id, org_level, ods_code,
  last_day(make_date("month" // 12, "month" % 12 + 1, 1)) AS period_end,
  rank, item_code, item_name, items,
  quantity::DOUBLE, adq::DOUBLE, actual_cost_gbp::DOUBLE, contribution::DOUBLE,
  -- Null: that month is not held. Zero: it is held, and the item was not in it.
  CASE WHEN year_ago IS NOT NULL THEN coalesce(contribution_year_ago, 0)::DOUBLE END,
  CASE WHEN year_ago IS NOT NULL THEN (contribution - coalesce(contribution_year_ago, 0))::DOUBLE END,
  -- No percentage of fewer than 20.
  CASE WHEN contribution_year_ago >= 20 THEN 100 * (contribution - contribution_year_ago)::DOUBLE / contribution_year_ago::DOUBLE END,
  100 * contribution::DOUBLE / total::DOUBLE
FROM ranked
JOIN driver_measure USING (measure)
WHERE rank <= 10
ORDER BY measure_id, level_order, ods_code, rank
